"""Letters to a patient's doctor, kept as they went out."""
