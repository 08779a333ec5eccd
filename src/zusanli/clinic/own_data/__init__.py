"""What the clinic knows of a patient, for the patient: seen, taken along, asked to be corrected."""
