"""The plan of a patient as a practitioner signed it, before the first needle."""
