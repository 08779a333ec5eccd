"""A case: what was said and found of one patient, by whom and when."""
