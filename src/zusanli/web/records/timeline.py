"""
What happened with a patient, in one list by date.

Each room says for itself what it has to tell: a function that gives `Moment`s, named once in
`ROOMS` with the roles that may read them. Whoever adds a room adds a line there.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from uuid import UUID

from zusanli.clinic.staff.models import Role, User
from zusanli.core.words import Words
from zusanli.web.booking.when import Clock


@dataclass(frozen=True, slots=True)
class Moment:
    """
    One thing that happened: when, of which kind, in words, and where more of it stands.

    `kind` and `words` are said already; `address` is empty where there is no page.
    """

    at: datetime
    kind: str
    words: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Reader:
    """Of whom the list is, by the ids of all their records, and who reads it."""

    patient: UUID
    own: tuple[UUID, ...]
    clock: Clock
    say: Words
    user: User
    now: datetime


Room = Callable[[Reader], Iterable[Moment]]


@dataclass(frozen=True, slots=True)
class Line:
    """A moment as the page shows it."""

    time: str
    kind: str
    words: str
    address: str


def timeline(
    reader: Reader, rooms: Iterable[tuple[Room, tuple[Role, ...]]]
) -> list[tuple[str, list[Line]]]:
    """Give each day with what happened on it, the newest first, as far as the reader may know."""
    found = [each for room, roles in rooms if reader.user.has_role(*roles) for each in room(reader)]
    newest = sorted(found, key=lambda each: each.at, reverse=True)
    by_day = groupby(newest, key=lambda each: reader.clock.day_of(each.at))
    return [(reader.clock.day(day), list(_lines(there, reader.clock))) for day, there in by_day]


def _lines(moments: Iterable[Moment], clock: Clock) -> Iterator[Line]:
    for each in moments:
        yield Line(clock.time(each.at), each.kind, each.words, each.address)
