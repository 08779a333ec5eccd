"""To owe somebody a message, and to owe it no more."""

from datetime import datetime

from django.db import connection

from zusanli.clinic.outbox.kinds import PLANNED, Kind
from zusanli.clinic.outbox.models import Message, State
from zusanli.clinic.records.models import Patient
from zusanli.clinic.records.patients import details_or_none
from zusanli.clinic.staff.models import User
from zusanli.core.words import ENGLISH


class NotInATransactionError(Exception):
    """A message would outlive what it tells of, were that rolled back."""


def tell(
    kind: Kind,
    *,
    key: str,
    subject: str,
    now: datetime,
    reader: Patient | User | None = None,
    revision: int = 0,
    due_at: datetime | None = None,
    good_until: datetime | None = None,
) -> Message:
    """
    Owe a message, in the transaction of what it tells of: both are there, or neither.

    `key` names the cause; the same cause again gives the message that is there. Without a reader
    it goes to the clinic. It is sent from `due_at` on, and not any more after `good_until`.

    Raises:
        NotInATransactionError: there is no transaction to be part of.
    """
    if not connection.in_atomic_block:
        raise NotInATransactionError
    message, _ = Message.objects.get_or_create(
        key=key,
        defaults={
            "kind": kind,
            "patient": reader if isinstance(reader, Patient) else None,
            "user": reader if isinstance(reader, User) else None,
            "subject": subject,
            "revision": revision,
            "language": _language(reader),
            "written_at": now,
            "due_at": due_at or now,
            "next_try_at": due_at or now,
            "good_until": good_until,
        },
    )
    return message


def drop_planned(subject: str, *, because: str) -> int:
    """Owe no more what was planned around a visit, and give how many messages that were."""
    waiting = Message.objects.filter(subject=subject, state=State.WAITING, kind__in=PLANNED)
    return waiting.update(state=State.DROPPED, last_error=because)


def _language(reader: Patient | User | None) -> str:
    if not isinstance(reader, Patient):
        return ENGLISH
    details = details_or_none(reader.pk)
    return details.language if details else ENGLISH
