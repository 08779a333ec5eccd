"""How urgently a patient must be seen elsewhere, whether they may be needled, and what to ask."""
