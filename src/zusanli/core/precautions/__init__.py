"""What care a patient needs, or which points and methods they must not have."""
