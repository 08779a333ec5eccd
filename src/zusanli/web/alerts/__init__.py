"""What the clinic must look at: check-ins that speak of something new, and corrections."""
