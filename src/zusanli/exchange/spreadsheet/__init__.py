"""Patients from a spreadsheet of another program, saved as CSV."""
