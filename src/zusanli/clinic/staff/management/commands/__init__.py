"""Commands about the staff."""
