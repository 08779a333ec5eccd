"""The visit: the note of it while it is written, and what it gives on paper."""
