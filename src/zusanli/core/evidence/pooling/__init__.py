"""Pools the results of several studies, and says how far they differ: own arithmetic, no array."""
