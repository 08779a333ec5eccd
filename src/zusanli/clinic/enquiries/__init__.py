"""Messages to the desk from anybody, answered by a person."""
