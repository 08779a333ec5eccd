"""Reading the log: newest first, by patient, a page at a time; or whole, to keep a copy."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from zusanli.clinic.audit.chain import as_line
from zusanli.clinic.audit.log import link_of
from zusanli.clinic.audit.models import Entry, Verb

PAGE = 50
"""Entries on a page."""
AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """
    Which entries somebody looks for; None or an empty text is any.

    `until` is not part of it. `verbs` may be several: that something was written is any of three.
    """

    who: str = ""
    verbs: tuple[Verb, ...] = ()
    kind: str = ""
    since: datetime | None = None
    until: datetime | None = None


READS = (Verb.OPENED, Verb.SEARCHED, Verb.EXPORTED)
WRITES = (Verb.ADDED, Verb.CHANGED, Verb.REMOVED)


@dataclass(frozen=True, slots=True)
class About:
    """Records of one kind, such as the versions of a questionnaire."""

    kind: str
    records: tuple[str, ...]


def about(patients: Iterable[UUID], also: Iterable[About] = ()) -> QuerySet[Entry]:
    """
    Give what concerns one person, by the ids of all their records.

    A questionnaire begins before it is anybody's, so its records are named in `also`.
    """
    wanted = Q(patient__in=[str(each) for each in patients])
    for each in also:
        wanted |= Q(kind=each.kind, record__in=each.records)
    return Entry.objects.filter(wanted)


def only(entries: QuerySet[Entry], wanted: Wanted) -> QuerySet[Entry]:
    """Give those of some entries that somebody looks for."""
    if wanted.who:
        entries = entries.filter(who=wanted.who)
    if wanted.verbs:
        entries = entries.filter(verb__in=wanted.verbs)
    if wanted.kind:
        entries = entries.filter(kind=wanted.kind)
    if wanted.since is not None:
        entries = entries.filter(at__gte=wanted.since)
    if wanted.until is not None:
        entries = entries.filter(at__lt=wanted.until)
    return entries


def newest(entries: QuerySet[Entry], *, before: int | None) -> tuple[list[Entry], int | None]:
    """Give a page of entries, and the number that the next older page lies before, if any."""
    if before is not None:
        entries = entries.filter(number__lt=before)
    found = list(entries.order_by("-number")[: PAGE + 1])
    return found[:PAGE], found[PAGE - 1].number if len(found) > PAGE else None


def lines(*, up_to: int) -> Iterator[str]:
    """Give every entry up to a number as a line of JSON."""
    kept = Entry.objects.filter(number__lte=up_to).order_by("number")
    for each in kept.iterator(chunk_size=AT_ONCE):
        yield as_line(link_of(each), each.hash) + "\n"
