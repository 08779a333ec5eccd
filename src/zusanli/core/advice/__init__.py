"""What a patient is told to do and not to do."""
