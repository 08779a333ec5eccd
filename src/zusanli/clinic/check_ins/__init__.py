"""How patients are after a visit, and what the clinic must look at because of it."""
