"""The clinic itself: its name, place, hours and rooms."""
