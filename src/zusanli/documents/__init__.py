"""A decision put into words or plain values."""
