"""The note of a visit: what was done, entry by entry, with every needle counted in and out."""
