"""Pure decisions: values in, values out. No disk, clock, network, dice or framework."""
