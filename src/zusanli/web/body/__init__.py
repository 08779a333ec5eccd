"""The legs and feet that a patient taps on to say where it hurts."""
