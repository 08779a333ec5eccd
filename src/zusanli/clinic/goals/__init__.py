"""What patient and practitioner agreed beside the visits, and what became of it."""
