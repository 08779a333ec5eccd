"""What the clinic tells people: written with what it tells of, and sent afterwards."""
