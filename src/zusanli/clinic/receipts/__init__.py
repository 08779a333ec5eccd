"""What was paid for a visit: receipts, with codes that the clinic typed in itself."""
