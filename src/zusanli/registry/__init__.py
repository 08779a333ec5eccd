"""Many patients at once: what the rules say of each, without asking them one by one."""
