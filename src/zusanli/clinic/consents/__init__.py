"""What a patient agreed to: the sheet as it was read, and who signed it."""
