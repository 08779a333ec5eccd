"""The desk: the day, patients and visits, for who works at the clinic."""
