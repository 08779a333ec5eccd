"""What is agreed and answered as FHIR R4 resources, for other systems to read."""
