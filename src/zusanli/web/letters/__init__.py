"""Letters to a patient's doctor: looked at, agreed to, printed."""
