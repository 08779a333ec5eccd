"""The owner's page: the clinic in counts."""
