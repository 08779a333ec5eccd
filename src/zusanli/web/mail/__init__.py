"""The mails of the demo, which leave this machine for nowhere."""
