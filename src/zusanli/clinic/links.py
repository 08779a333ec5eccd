"""
Links that take the place of an account.

Whoever holds the link is let in, so a link cannot be guessed, and the database knows only its hash:
a copy of the database opens nothing.
"""

import hashlib
import secrets

BYTES = 24
"""192 random bits: nobody finds one by trying."""


def new_link() -> str:
    """Make the secret part of a link."""
    return secrets.token_urlsafe(BYTES)


def hashed(link: str) -> str:
    """Give what the database knows a link by."""
    return hashlib.sha256(link.encode()).hexdigest()
