"""What the desk must look at: messages that somebody may not have."""

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from zusanli.clinic.outbox.models import Message, State
from zusanli.clinic.outbox.tasks import wake

OVERDUE_AFTER = timedelta(minutes=15)
"""A message that waits longer than this past its time shows that no worker runs."""
TO_SETTLE = (State.FAILED, State.IN_DOUBT)


class AlreadySettledError(Exception):
    """Somebody else dealt with it meanwhile; nothing was changed."""


def troubles(now: datetime) -> QuerySet[Message]:
    """Give what did not get through, may not have, or waits too long; the oldest first."""
    unsettled = Q(state__in=TO_SETTLE, settled_at__isnull=True)
    stuck = Q(state=State.WAITING) & (
        Q(due_at__lt=now - OVERDUE_AFTER) | (Q(due_at__lte=now) & ~Q(last_error=""))
    )
    return Message.objects.filter(unsettled | stuck).order_by("due_at", "pk")


def send_again(message: Message, *, now: datetime) -> None:
    """
    Try once more what failed or is in doubt, as a person decided; it keeps its Message-ID.

    Raises:
        AlreadySettledError: it is not to be settled any more.
    """
    changed = _to_settle(message).update(
        state=State.WAITING, next_try_at=now, good_until=None, last_error=""
    )
    if not changed:
        raise AlreadySettledError
    wake()


def settle(message: Message, *, by: str, now: datetime) -> None:
    """
    Record that somebody told the reader in another way, or that nobody need.

    Raises:
        AlreadySettledError: it is not to be settled any more.
    """
    if not _to_settle(message).update(settled_at=now, settled_by=by):
        raise AlreadySettledError


def _to_settle(message: Message) -> QuerySet[Message]:
    return Message.objects.filter(pk=message.pk, state__in=TO_SETTLE, settled_at__isnull=True)
