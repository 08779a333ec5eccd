"""Settings, addresses and start of the clinic's pages."""
