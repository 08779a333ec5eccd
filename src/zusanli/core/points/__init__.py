"""Points: their names, where they lie, how deep a needle may go, and which are offered."""
