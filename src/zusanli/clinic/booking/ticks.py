"""
Time in pieces of five minutes, which is what a database can keep unique.

A constraint that two spans of time do not overlap exists on PostgreSQL alone. A constraint that a
pair of values is there once exists everywhere, so a span is written down as the ticks it covers.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

TICK_MINUTES = 5
TICK = timedelta(minutes=TICK_MINUTES)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def is_whole(at: datetime) -> bool:
    """Whether a moment stands between two ticks."""
    return (at - EPOCH) % TICK == timedelta(0)


def ticks(start: datetime, end: datetime) -> range:
    """Give the ticks that a span covers, wholly or in part: what is begun is not free."""
    return range((start - EPOCH) // TICK, -((EPOCH - end) // TICK))


def occupied_by(
    *, practitioner: int, place: int, patients: Iterable[object], busy: range, there: range
) -> Iterator[tuple[str, int]]:
    """
    Give each resource with each tick that a visit takes of it.

    Practitioner and place are taken with the buffers; the patient while there, under each of their
    records, so that nobody is booked into two visits at once. The order is always the same: two
    bookings that want the same ticks then wait for each other in one direction only.
    """
    for tick in busy:
        yield f"place:{place}", tick
    for tick in busy:
        yield f"practitioner:{practitioner}", tick
    for patient in patients:
        for tick in there:
            yield f"patient:{patient}", tick
