"""The sheet that a patient signs on the screen."""
