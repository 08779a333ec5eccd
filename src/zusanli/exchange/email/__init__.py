"""Messages as mail: rendered in the reader's language, and handed to a server. Can be deleted."""
