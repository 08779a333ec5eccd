"""What others claim, what studies found, and what may be said to a patient."""
