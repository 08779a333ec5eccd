"""Pages for everybody who has not come yet: no name, no sign-in."""
