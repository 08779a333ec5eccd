"""How a patient is after a visit, told on a phone."""
