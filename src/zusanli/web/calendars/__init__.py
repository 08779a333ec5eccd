"""Private calendars: given, taken away, and read by programs."""
