"""A patient's own data: seen, taken along, asked to be corrected."""
