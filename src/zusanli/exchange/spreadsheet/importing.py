"""Takes patients of a table into the books: all of them or none, and nobody twice."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from itertools import islice

from django.db import transaction

from zusanli.clinic.records.models import NameKey, PersonalDetails
from zusanli.clinic.records.name_keys import BORN, MAIL, keys_of
from zusanli.clinic.records.patients import Details, register_all
from zusanli.exchange.spreadsheet.reading import Line, Wrong

AT_ONCE = 500
"""Patients between two words of progress."""
KNOWN = "is in the books already, by the same name and birthday or the same mail address"
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Checked:
    """What a table holds: who would be taken in, and every line that is wrong."""

    details: tuple[Details, ...]
    wrong: tuple[Wrong, ...]
    known: tuple[Wrong, ...]


def check(lines: Iterable[Line], *, total: int, progress: Progress) -> Checked:
    """
    Look at every line before anybody is taken in.

    `known` are those who stand in the books, or further up in the table: whether to leave them out
    is for whoever imports to say.
    """
    details: list[Details] = []
    wrong: list[Wrong] = []
    known: list[Wrong] = []
    seen: dict[bytes, int] = {}
    rest, done = iter(lines), 0
    while some := list(islice(rest, AT_ONCE)):
        there = _in_the_books(some)
        for line in some:
            wrong += line.wrong
            if line.details is None:
                continue
            marks = _marks(line.details)
            if marks & there:
                known.append(Wrong(line.number, "line", KNOWN))
            elif earlier := [seen[each] for each in marks if each in seen]:
                known.append(Wrong(line.number, "line", f"is the person of line {min(earlier)}"))
            else:
                details.append(line.details)
            seen.update(dict.fromkeys(marks - seen.keys(), line.number))
        done += len(some)
        progress(done, total)
    return Checked(tuple(details), tuple(wrong), tuple(known))


def take_in(details: Sequence[Details], *, by: str, now: datetime, progress: Progress) -> int:
    """Take all of them into the books, or nobody: what is stopped on the way leaves nothing."""
    with transaction.atomic():
        for first in range(0, len(details), AT_ONCE):
            some = details[first : first + AT_ONCE]
            register_all(some, by=by, now=now)
            progress(first + len(some), len(details))
    return len(details)


def _in_the_books(some: Iterable[Line]) -> frozenset[bytes]:
    wanted = {key for each in some if each.details for key in _marks(each.details)}
    found = NameKey.objects.filter(key__in=wanted).values_list("key", flat=True)
    return frozenset(map(bytes, found))


def _marks(details: Details) -> frozenset[bytes]:
    """Give by what somebody is taken for one person: name with birthday, or mail address."""
    return frozenset(_of(details))


def _of(details: Details) -> Iterator[bytes]:
    begins = (BORN.encode(), MAIL.encode())
    yield from (
        key for key in keys_of(PersonalDetails(**asdict(details))) if key.startswith(begins)
    )
