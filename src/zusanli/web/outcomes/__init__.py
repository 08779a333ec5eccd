"""Scores collected, shown over time and decided on, and who came no more."""
