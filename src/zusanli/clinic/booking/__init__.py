"""Visits: when, with whom, at which place; moved, cancelled, waited for."""
