"""How often, for how long, when to look again, and when to stop."""
