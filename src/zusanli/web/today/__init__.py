"""Today at the clinic: who is here, who lies with needles in, and what waits for a practitioner."""
