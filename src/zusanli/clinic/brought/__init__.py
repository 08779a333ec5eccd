"""What was brought from another program: past visits and notes, kept as they were written there."""
