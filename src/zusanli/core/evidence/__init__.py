"""What guidelines say, and what a doctor may look for where the cause is not known."""
