"""The staff: signing in, own account, colleagues."""
