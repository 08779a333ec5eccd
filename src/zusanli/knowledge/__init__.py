"""Reads, checks and compiles kb/ into one hashed release that loads in milliseconds."""
