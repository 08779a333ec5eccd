"""Pages for patients and practitioners."""
