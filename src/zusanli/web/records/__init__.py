"""Patients, for the staff: found, opened, corrected; each opening is written down."""
