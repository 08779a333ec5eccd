"""What care a patient needs, and which points and methods they must not have."""
