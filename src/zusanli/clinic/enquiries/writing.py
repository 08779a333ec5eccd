"""A message comes to the desk, waits there, and is settled by a person."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from zusanli.clinic.enquiries.models import Enquiry

MOST_WAITING = 200
"""More than a desk can answer: whoever floods it does not fill the disk. basis = "proposed"."""
KEPT_FOR = timedelta(days=30)
"""How long a settled message is kept, in case it was settled by mistake. basis = "proposed"."""


class TooManyError(Exception):
    """More messages wait than the desk can answer; this one was not kept."""


class AlreadySettledError(Exception):
    """Somebody else has dealt with it meanwhile; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Message:
    """What somebody wrote: how they are called, how to reach them, and what they want."""

    name: str
    reach: str
    text: str
    language: str


def write_to_desk(message: Message, *, now: datetime) -> Enquiry:
    """
    Keep a message for the desk; what is sent twice within the day stands once.

    Raises:
        TooManyError: too many wait already.
    """
    said = {
        "name": message.name,
        "reach": message.reach,
        "text": message.text,
        "language": message.language,
    }
    if again := waiting().filter(at__gt=now - timedelta(days=1), **said).first():
        return again
    if waiting().count() >= MOST_WAITING:
        raise TooManyError
    _let_go(now)
    return Enquiry.objects.create(at=now, **said)


def waiting() -> QuerySet[Enquiry]:
    """Give the messages that nobody has settled, the longest waiting first."""
    return Enquiry.objects.filter(settled_at=None)


def settle(enquiry: Enquiry, *, by: str, what: str, now: datetime) -> None:
    """
    Keep what was done, and let go of what was settled long ago.

    Raises:
        AlreadySettledError: somebody else was first.
    """
    changed = (
        waiting().filter(pk=enquiry.pk).update(settled_at=now, settled_by=by, what_was_done=what)
    )
    if not changed:
        raise AlreadySettledError
    _let_go(now)


def _let_go(now: datetime) -> None:
    Enquiry.objects.filter(settled_at__lt=now - KEPT_FOR).delete()
