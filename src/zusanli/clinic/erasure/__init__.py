"""How long records are kept, who asks to be erased, and what is left of who was: a tombstone."""
