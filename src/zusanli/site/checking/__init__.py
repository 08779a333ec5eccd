"""Whether the clinic can be started as it is set up here, and what to do where it cannot."""
