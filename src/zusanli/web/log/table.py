"""The log in words as CSV, for spreadsheets; the chain itself is taken away as JSON Lines."""

import csv
import io
from collections.abc import Iterable, Iterator

from django.db.models import QuerySet

from zusanli.clinic.audit.models import Entry
from zusanli.core.words import Words, noop
from zusanli.web.booking.when import Clock
from zusanli.web.log.words import in_words

AT_ONCE = 500
HEAD = (
    noop("Number"),
    noop("When"),
    noop("Who"),
    noop("What was done"),
    noop("With what"),
    noop("More"),
    noop("Patient"),
    noop("Record"),
)
MARK = "\ufeff"
"""By which spreadsheets know UTF-8."""
READ_AS_FORMULAS = ("=", "+", "-", "@", "\t", "\r")


def as_table(entries: QuerySet[Entry], clock: Clock, say: Words) -> Iterator[str]:
    """Give the lines of the table, the oldest entry first."""
    yield MARK + _line(map(say, HEAD))
    some: list[Entry] = []
    for each in entries.order_by("number").iterator(chunk_size=AT_ONCE):
        some.append(each)
        if len(some) == AT_ONCE:
            yield from _lines(some, clock, say)
            some = []
    yield from _lines(some, clock, say)


def _lines(some: list[Entry], clock: Clock, say: Words) -> Iterator[str]:
    for line in in_words(some, clock, say):
        entry = line.entry
        values = (line.when, line.who, line.verb, line.kind, line.more)
        yield _line((str(entry.number), *values, entry.patient, entry.record))


def _line(values: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(
        f"'{each}" if each.startswith(READ_AS_FORMULAS) else each for each in values
    )
    return out.getvalue()
