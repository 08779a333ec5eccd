"""The advice that goes with a visit, on the screen and on paper."""
