"""Everything that the clinic keeps, as one locked file that can be brought back on any engine."""
