"""Scores collected, how they changed, what was decided at reviews, and who came no more."""
