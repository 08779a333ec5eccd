"""Patients, what they answered, and what was decided on it."""
