"""The care plan of a patient: agreed at the clinic, printed, and taken along."""
