"""What is asked again in the course of treatment, and how it is scored."""
