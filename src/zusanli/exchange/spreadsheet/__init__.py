"""Patients, appointments and notes from spreadsheets of another program, saved as CSV."""
