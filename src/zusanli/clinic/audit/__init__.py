"""The log: who read what, and every change of a record, in a chain that shows where it was cut."""
