"""The record of one clinic: who was there, what was said, decided, booked and sent."""
