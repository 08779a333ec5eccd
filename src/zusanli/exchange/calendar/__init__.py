"""Private calendars that others subscribe to, by secret links. Can be deleted whole."""
