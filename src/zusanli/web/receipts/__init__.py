"""Receipts made, printed and made void, and the codes that a clinic typed in."""
