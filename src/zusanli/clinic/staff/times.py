"""How long somebody stays signed in, and how long links for staff open something."""

from datetime import timedelta

SHARED_IDLE = timedelta(minutes=15)
"""
On a shared computer, without a request. A visitor may sit down at the desk as soon as it is left;
a form that takes longer to fill in is kept for whoever signs in again. Proposed, not sourced.
"""
LONGEST = timedelta(hours=8)
"""At most, on any computer: a working day. Who works longer signs in once more."""
REMEMBERED = LONGEST + timedelta(hours=1)
"""How long a session that is over is known to have been one, so that a form is not lost with it."""
HELD = timedelta(hours=1)
"""How long a form that was sent too late waits for its sender to sign in again."""
LOCKED = timedelta(minutes=15)
"""How long an account stays shut after five wrong passwords: guessing then takes for ever."""
SHOWN_AGAIN = timedelta(minutes=5)
"""How long it counts that somebody has just shown again who they are: as long as a change takes."""
INVITED = timedelta(days=7)
"""How long an invitation waits: new staff begin next week."""
NEW_PASSWORD = timedelta(hours=24)
"""How long a link for a new password opens: whoever asked is waiting for it."""
