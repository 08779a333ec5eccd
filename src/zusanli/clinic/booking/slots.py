"""
When a visit may begin: spans of time in, starts out; no database, no clock.

Everything is reckoned in UTC, where each moment is there once. The clinic's hours alone are meant
by the clock on its wall, and are turned into UTC day by day: on the day on which clocks go forward
the hour that is left out offers nothing, and on the day on which they go back the hour that comes
twice is two hours, each start of which is a moment of its own.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

SECOND = timedelta(seconds=1)
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """From a moment up to another, which is not part of it."""

    start: datetime
    end: datetime

    def meets(self, other: "Span") -> bool:
        """Whether the two have a moment in common."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: "Span") -> bool:
        """Whether the other lies within this one."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Shift:
    """Hours of one day of the week, by the clock on the wall; 0 is Monday, `until` is included."""

    weekday: int
    opens: time
    closes: time
    since: date | None = None
    until: date | None = None

    def is_on(self, day: date) -> bool:
        """Whether the shift takes place on a day."""
        begun = self.since is None or self.since <= day
        over = self.until is not None and self.until < day
        return day.weekday() == self.weekday and begun and not over


@dataclass(frozen=True, slots=True)
class Length:
    """How long a visit is, and how long its practitioner and place are busy around it."""

    visit: timedelta
    before: timedelta = timedelta(0)
    after: timedelta = timedelta(0)

    def visit_at(self, start: datetime) -> Span:
        """Give the time in which the patient is there."""
        return Span(start, start + self.visit)

    def busy_at(self, start: datetime) -> Span:
        """Give the time in which practitioner and place are taken."""
        return Span(start - self.before, start + self.visit + self.after)


def moment(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """
    Say in UTC when the clock on the wall shows a time.

    A time that comes twice is meant the first time. One that the clock leaves out is the moment at
    which it is put forward: a shift "from 01:30" then begins when the clock jumps past 01:30.
    """
    first = datetime.combine(day, clock, zone).replace(fold=0).astimezone(UTC)
    second = datetime.combine(day, clock, zone).replace(fold=1).astimezone(UTC)
    if first <= second:
        return first
    return _jump(second, first, zone)


def open_spans(
    shifts: Iterable[Shift], *, first: date, last: date, zone: ZoneInfo
) -> tuple[Span, ...]:
    """Give the spans in which somebody is there, from one day to another, both included."""
    listed = tuple(shifts)
    spans = []
    for number in range((last - first).days + 1):
        day = first + number * DAY
        for shift in listed:
            if shift.is_on(day):
                start, end = moment(day, shift.opens, zone), moment(day, shift.closes, zone)
                if start < end:
                    spans.append(Span(start, end))
    return joined(spans)


def joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Join spans that touch or overlap, in order."""
    whole: list[Span] = []
    for span in sorted(spans):
        if whole and span.start <= whole[-1].end:
            whole[-1] = Span(whole[-1].start, max(whole[-1].end, span.end))
        else:
            whole.append(span)
    return tuple(whole)


def without(spans: Iterable[Span], taken: Iterable[Span]) -> tuple[Span, ...]:
    """Give what is left of spans when others are taken out of them."""
    left = joined(spans)
    for out in joined(taken):
        left = tuple(part for span in left for part in _cut(span, out))
    return left


@dataclass(frozen=True, slots=True)
class Openings:
    """
    One practitioner's time: when it is open, when taken, and when each place is; each `joined`.

    The visit itself lies within the hours; its buffers may reach out of them, and nothing else may
    be booked in them. Places are tried in their order.
    """

    open_: tuple[Span, ...]
    busy: tuple[Span, ...]
    places: Mapping[int, tuple[Span, ...]]

    def places_for(self, start: datetime, length: Length) -> Iterator[int]:
        """Give each place at which a visit that begins then would fit; none if it fits nowhere."""
        visit, around = length.visit_at(start), length.busy_at(start)
        there = any(span.holds(visit) for span in self.open_)
        if there and not _meets_any(around, self.busy):
            for place, taken in self.places.items():
                if not _meets_any(around, taken):
                    yield place

    def starts(
        self, length: Length, *, every: timedelta, counted_from: datetime, earliest: datetime
    ) -> Iterator[datetime]:
        """Give each start that fits, on the grid of `every` that is counted from a moment."""
        for span in self.open_:
            behind = max(span.start, earliest) - counted_from
            start = counted_from + -(-behind // every) * every
            while start + length.visit <= span.end:
                if next(self.places_for(start, length), None) is not None:
                    yield start
                start += every


def nearest(wanted: datetime, starts: Iterable[datetime], *, count: int) -> tuple[datetime, ...]:
    """Give the few starts that lie nearest to the one that was wanted, in the order of time."""
    near = sorted(starts, key=lambda start: (abs(start - wanted), start))
    return tuple(sorted(near[:count]))


def is_twice(at: datetime, zone: ZoneInfo) -> bool:
    """Whether the clock on the wall shows this time twice that day: the zone is then told."""
    local = at.astimezone(zone)
    return local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()


def _jump(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """Find the second at which the clock is put forward, by halving."""
    offset = before.astimezone(zone).utcoffset()
    while after - before > SECOND:
        middle = before + (after - before) // 2
        if middle.astimezone(zone).utcoffset() == offset:
            before = middle
        else:
            after = middle
    return after.replace(microsecond=0)


def _cut(span: Span, out: Span) -> Iterator[Span]:
    if not span.meets(out):
        yield span
        return
    if span.start < out.start:
        yield Span(span.start, out.start)
    if out.end < span.end:
        yield Span(out.end, span.end)


def _meets_any(span: Span, apart: Sequence[Span]) -> bool:
    """Whether a span meets one of several that are in order and joined: one look finds it."""
    later = bisect_left(apart, span.end, key=_start)
    return later > 0 and apart[later - 1].end > span.start


def _start(span: Span) -> datetime:
    return span.start
