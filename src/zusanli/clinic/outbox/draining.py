"""
To send what is owed: retried, and never doubled.

A worker first marks a message as its own, by an update that only one can win, and only then hands
it over. What was certainly not taken is tried again after growing pauses. Where nobody can know, as
when the worker or the connection was lost in between, the message is in doubt: at most once is
sent by itself, and a person at the desk decides the rest. It bears the same Message-ID then, by
which many mailboxes leave out a second copy.
"""

import logging
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F, QuerySet

from zusanli.clinic.outbox.carriers import Carrier, InDoubt, NotNeeded, NotTaken, Outcome, Taken
from zusanli.clinic.outbox.models import Message, State
from zusanli.clinic.outbox.timing import BATCH, LOST_AFTER, pause_after

log = logging.getLogger("zusanli.outbox")
TOO_LATE = "its time passed before it could be sent"
LOST = "the worker stopped while it had the message"


@dataclass(frozen=True, slots=True)
class Drained:
    """How many messages a drain took, and whether more may go out at once."""

    taken: int
    go_on: bool


def due(now: datetime) -> QuerySet[Message]:
    """Give what is owed now, the longest due first."""
    waiting = Message.objects.filter(state=State.WAITING, next_try_at__lte=now)
    return waiting.order_by("next_try_at", "pk")


def needs_a_drain(now: datetime) -> bool:
    """Whether something is due, late, or was left behind by a worker that is gone."""
    return any(each.exists() for each in (due(now), _late(now), _lost(now)))


def drain(*, carrier: Carrier, now: datetime) -> Drained:
    """Send a batch of what is due, after putting right what others left behind."""
    _look_after_the_lost(now)
    _give_up_the_late(now)
    batch = list(due(now).values_list("pk", flat=True)[:BATCH])
    for tried, pk in enumerate(batch, start=1):
        outcome = _carry(pk, carrier, now)
        if isinstance(outcome, NotTaken) and outcome.nothing_goes:
            return Drained(tried, go_on=False)
    return Drained(len(batch), go_on=len(batch) == BATCH)


def _carry(pk: UUID, carrier: Carrier, now: datetime) -> Outcome | None:
    message = _claimed(pk, now)
    if message is None:
        return None
    try:
        outcome = carrier(message, now)
    except Exception as error:  # noqa: BLE001 - one message must not hold up the others
        # Carriers turn what a server says into outcomes: this came before anything was handed over
        # or after, and only a person can tell. The error's own words may hold an address.
        outcome = InDoubt(f"stopped by {type(error).__name__}")
    _record(message, outcome, now)
    log.info("message %.8s, %s: %s", message.pk, message.kind, type(outcome).__name__)
    return outcome


def _claimed(pk: UUID, now: datetime) -> Message | None:
    """
    Make a message this worker's own; None if another was first.

    It stands in the database before anything is handed over, and outlasts whatever comes after.
    """
    with transaction.atomic(durable=True):
        mine = Message.objects.filter(pk=pk, state=State.WAITING, next_try_at__lte=now).update(
            state=State.SENDING, claimed_at=now, attempts=F("attempts") + 1
        )
    return Message.objects.select_related("patient", "user").get(pk=pk) if mine else None


def _record(message: Message, outcome: Outcome, now: datetime) -> None:
    # Another may have thought this worker lost; what it knows is better.
    Message.objects.filter(
        pk=message.pk, attempts=message.attempts, state__in=(State.SENDING, State.IN_DOUBT)
    ).update(**_changes(message, outcome, now))


def _changes(message: Message, outcome: Outcome, now: datetime) -> dict[str, object]:
    match outcome:
        case Taken():
            return {"state": State.SENT, "sent_at": now, "last_error": ""}
        case NotNeeded(because):
            return {"state": State.DROPPED, "last_error": because}
        case InDoubt(because):
            return {"state": State.IN_DOUBT, "last_error": because}
        case NotTaken(because, final):
            return _after_refusal(message, because, final=final, now=now)


def _after_refusal(
    message: Message, because: str, *, final: bool, now: datetime
) -> dict[str, object]:
    pause = pause_after(message.attempts)
    if final or pause is None:
        return {"state": State.FAILED, "last_error": because}
    return {"state": State.WAITING, "next_try_at": now + pause, "last_error": because}


def _look_after_the_lost(now: datetime) -> None:
    _lost(now).update(state=State.IN_DOUBT, last_error=LOST)


def _lost(now: datetime) -> QuerySet[Message]:
    return Message.objects.filter(state=State.SENDING, claimed_at__lt=now - LOST_AFTER)


def _give_up_the_late(now: datetime) -> None:
    """Show what nobody was told in time, whatever kept it: silence would look like sent."""
    _late(now).update(state=State.FAILED, last_error=TOO_LATE)


def _late(now: datetime) -> QuerySet[Message]:
    return Message.objects.filter(state=State.WAITING, good_until__lte=now)
