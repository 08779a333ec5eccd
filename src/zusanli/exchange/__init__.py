"""Ways in and out of the program, one folder each, and each can be deleted whole."""
