"""The map of the leg: points on the six flat views of the drawing, and on a leg to turn."""
