"""How long records are kept, and erasing somebody: the manager's pages."""
