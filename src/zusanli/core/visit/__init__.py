"""One visit as it was charted."""
