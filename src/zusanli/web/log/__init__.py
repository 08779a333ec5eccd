"""The log, for who answers for the clinic."""
