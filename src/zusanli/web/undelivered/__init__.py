"""Messages that somebody may not have, for the desk."""
