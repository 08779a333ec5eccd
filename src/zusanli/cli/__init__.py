"""The command `zusanli`."""
