"""Made-up clinics and people, the same each time from the same seed."""
