"""The kinds of messages, and to whom each goes."""

from django.db import models


class Kind(models.TextChoices):
    """What a message tells."""

    CONFIRMATION = "confirmation"
    COURSE = "course"
    MOVED = "moved"
    CANCELLED = "cancelled"
    REMINDER = "reminder"
    CHECK_IN = "check_in"
    SKIN = "skin"
    OFFER = "offer"
    CALL = "call"
    WORSE = "worse"
    INVITATION = "invitation"
    LICENCE = "licence"


AFTER_A_VISIT = frozenset((Kind.CHECK_IN, Kind.SKIN))
"""Meant for those who came, or of whom nobody knows that they did not."""
PLANNED = frozenset((Kind.REMINDER, *AFTER_A_VISIT))
"""Written when a visit is booked and due later; dropped with the visit, and moved with it."""
TO_THE_CLINIC = frozenset((Kind.CALL, Kind.WORSE))
TO_STAFF = frozenset((Kind.INVITATION, Kind.LICENCE))
"""To one of the staff by name."""
MUST_REACH = frozenset((Kind.MOVED, Kind.CANCELLED, Kind.OFFER, Kind.INVITATION, *TO_THE_CLINIC))
"""Where there is no address, somebody at the clinic must tell it in another way."""
