"""The clinic's own settings: walked through once when it is opened, and changed here later."""
