"""
Writing to the log.

The chain is appended to by one at a time: on SQLite because every transaction is begun as a
writer's, on PostgreSQL by a lock that ends with the transaction. Each of these verbs refuses to
run inside another transaction, so that whoever holds the head of the chain holds nothing else and
waits for nobody.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from uuid import UUID

from django.db import connection, transaction

from zusanli.clinic.audit.actor import OUTSIDE, actor
from zusanli.clinic.audit.chain import START, Anchor, Link, canonical, hash_of
from zusanli.clinic.audit.models import Change, Entry, Verb

LOCK = 7_205_360
"""The number by which PostgreSQL knows the lock on the head of the chain."""
AT_ONCE = 500
"""Changes sealed in one transaction."""
NO_DETAILS: Mapping[str, object] = MappingProxyType({})


def note(
    verb: Verb,
    kind: str,
    *,
    record: str = "",
    patient: UUID | None = None,
    details: Mapping[str, object] = NO_DETAILS,
    now: datetime,
) -> Entry:
    """
    Write that somebody read something, before it is shown: what cannot be logged is not shown.

    Raises:
        RuntimeError: this is inside another transaction.
    """
    seal(now=now)
    with transaction.atomic(durable=True):
        head = _locked_head()
        link = Link(
            number=head.number + 1,
            at=now,
            who=actor(),
            verb=verb,
            kind=kind,
            record=record,
            patient=str(patient or ""),
            details=canonical(dict(details)),
            change=None,
            previous=head.hash,
        )
        entry = _entry(link)
        entry.save(force_insert=True)
    return entry


def searched(found: int, *, now: datetime) -> Entry:
    """Write that somebody looked for patients, and how many they were shown; never what for."""
    return note(Verb.SEARCHED, "records.patient", details={"found": found}, now=now)


def seal(*, now: datetime) -> int:
    """
    Move into the chain what the triggers wrote, and say how many changes that were.

    It is called after each request that may have written, before each read that is logged, and by
    whoever works in the background; a change that nobody sealed yet is counted by `verify`.

    Raises:
        RuntimeError: this is inside another transaction.
    """
    sealed = 0
    while Change.objects.exists():
        with transaction.atomic(durable=True):
            head = _locked_head()
            changes = list(Change.objects.order_by("pk")[:AT_ONCE])
            entries = []
            for change in changes:
                entry = _entry(_sealed(change, after=head, now=now))
                entries.append(entry)
                head = Anchor(entry.number, entry.hash)
            Entry.objects.bulk_create(entries)
            Change.objects.filter(pk__in=[each.pk for each in changes]).delete()
        sealed += len(changes)
    return sealed


def head_of_log() -> Anchor:
    """Give number and hash of the last entry, to be kept elsewhere."""
    last = Entry.objects.order_by("-number").values_list("number", "hash").first()
    return Anchor(*last) if last else Anchor(0, START)


def link_of(entry: Entry) -> Link:
    """Give an entry as it is hashed."""
    return Link(
        number=entry.number,
        at=entry.at,
        who=entry.who,
        verb=entry.verb,
        kind=entry.kind,
        record=entry.record,
        patient=entry.patient,
        details=entry.details,
        change=entry.change,
        previous=entry.previous,
    )


def _locked_head() -> Anchor:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    return head_of_log()


def _sealed(change: Change, *, after: Anchor, now: datetime) -> Link:
    details: dict[str, object] = {"written_at": change.written_at}
    if columns := json.loads(change.changed):
        details["columns"] = sorted(columns)
    return Link(
        number=after.number + 1,
        at=now,
        who=change.who or OUTSIDE,
        verb=change.verb,
        kind=change.kind,
        record=_same_on_all_engines(change.record),
        patient=_same_on_all_engines(change.patient),
        details=canonical(details),
        change=change.pk,
        previous=after.hash,
    )


def _same_on_all_engines(key: str) -> str:
    """Write an id as Python does: SQLite keeps a UUID without its dashes."""
    try:
        return str(UUID(key)) if len(key) >= 32 else key  # noqa: PLR2004 - letters of a UUID
    except ValueError:
        return key


def _entry(link: Link) -> Entry:
    return Entry(
        number=link.number,
        at=link.at,
        who=link.who,
        verb=link.verb,
        kind=link.kind,
        record=link.record,
        patient=link.patient,
        details=link.details,
        change=link.change,
        previous=link.previous,
        hash=hash_of(link),
    )
