"""The search for free time: spans in, starts out, on ordinary days and when clocks change."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zusanli.clinic.booking.slots import (
    Length,
    Openings,
    Shift,
    Span,
    is_twice,
    joined,
    moment,
    nearest,
    open_spans,
    without,
)
from zusanli.clinic.booking.ticks import EPOCH, TICK, is_whole, ticks

LONDON, TOKYO = ZoneInfo("Europe/London"), ZoneInfo("Asia/Tokyo")
FORWARD = date(2026, 3, 29)
"""In London 01:00 becomes 02:00."""
BACK = date(2026, 10, 25)
"""In London 02:00 becomes 01:00 again."""
HOUR = timedelta(hours=1)
HALF = timedelta(minutes=30)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def sunday(opens: str, closes: str) -> Shift:
    return Shift(6, time.fromisoformat(opens), time.fromisoformat(closes))


def spans_on(day: date, shift: Shift, zone: ZoneInfo = LONDON) -> tuple[Span, ...]:
    return open_spans([shift], first=day, last=day, zone=zone)


def starts(open_: tuple[Span, ...], *, every: timedelta = HALF, visit: timedelta = HALF):
    found = Openings(open_=open_, busy=(), places={1: ()})
    return list(
        found.starts(
            Length(visit), every=every, counted_from=open_[0].start, earliest=open_[0].start
        )
    )


@pytest.mark.parametrize(
    ("day", "clock", "zone", "expected"),
    [
        pytest.param(FORWARD, "00:30", LONDON, "2026-03-29T00:30", id="before it is put forward"),
        pytest.param(FORWARD, "01:00", LONDON, "2026-03-29T01:00", id="the first that is not"),
        pytest.param(FORWARD, "01:30", LONDON, "2026-03-29T01:00", id="not there: the jump"),
        pytest.param(FORWARD, "02:00", LONDON, "2026-03-29T01:00", id="the first after it"),
        pytest.param(FORWARD, "09:00", LONDON, "2026-03-29T08:00", id="summer from then on"),
        pytest.param(BACK, "00:30", LONDON, "2026-10-24T23:30", id="before it is put back"),
        pytest.param(BACK, "01:30", LONDON, "2026-10-25T00:30", id="twice: the first time"),
        pytest.param(BACK, "02:00", LONDON, "2026-10-25T02:00", id="once again"),
        pytest.param(FORWARD, "01:30", TOKYO, "2026-03-28T16:30", id="Tokyo's clocks never change"),
        pytest.param(BACK, "01:30", TOKYO, "2026-10-24T16:30", id="nor in autumn"),
    ],
)
def test_a_time_on_the_wall_is_one_moment(day, clock, zone, expected):
    assert utc(expected) == moment(day, time.fromisoformat(clock), zone)


def test_the_hour_that_is_left_out_offers_nothing():
    night = spans_on(FORWARD, sunday("00:30", "03:00"))

    assert night == (Span(utc("2026-03-29T00:30"), utc("2026-03-29T02:00")),)
    on_the_wall = [f"{each.astimezone(LONDON):%H:%M}" for each in starts(night)]
    assert on_the_wall == ["00:30", "02:00", "02:30"]


def test_a_shift_within_the_hour_that_is_left_out_does_not_take_place():
    assert spans_on(FORWARD, sunday("01:10", "01:50")) == ()


def test_the_hour_that_comes_twice_is_two_hours_and_each_start_is_told_apart():
    night = spans_on(BACK, sunday("00:30", "02:30"))
    told = [f"{each.astimezone(LONDON):%H:%M %Z}" for each in starts(night)]

    assert told == [
        "00:30 BST",
        "01:00 BST",
        "01:30 BST",
        "01:00 GMT",
        "01:30 GMT",
        "02:00 GMT",
    ]
    assert [is_twice(each, LONDON) for each in starts(night)] == [False, *4 * [True], False]


@pytest.mark.parametrize("day", [FORWARD, BACK])
def test_a_working_day_is_eight_hours_long_whatever_the_clocks_do(day):
    (span,) = spans_on(day, sunday("09:00", "17:00"))

    assert span.end - span.start == 8 * HOUR
    assert f"{span.start.astimezone(LONDON):%H:%M}" == "09:00"


def test_in_tokyo_each_day_of_the_year_is_the_same():
    shifts = [Shift(weekday, time(9), time(17)) for weekday in range(7)]
    year = open_spans(shifts, first=date(2026, 1, 1), last=date(2026, 12, 31), zone=TOKYO)

    assert len(year) == 365
    assert {span.start.hour for span in year} == {0}
    assert {span.end - span.start for span in year} == {8 * HOUR}


def test_hours_hold_from_a_day_to_a_day():
    shift = Shift(6, time(9), time(12), since=BACK, until=BACK)

    assert spans_on(BACK, shift)
    assert not spans_on(BACK + timedelta(days=7), shift)
    assert not spans_on(BACK - timedelta(days=7), shift)


def test_buffers_keep_others_away_and_may_reach_out_of_the_hours():
    ten = utc("2026-11-30T10:00")
    length = Length(HOUR, before=timedelta(minutes=5), after=timedelta(minutes=10))
    found = Openings(open_=(Span(ten, ten + 3 * HOUR),), busy=(), places={1: ()})
    taken = Openings(open_=found.open_, busy=(length.busy_at(ten),), places={1: ()})

    first = {"every": timedelta(minutes=5), "counted_from": ten, "earliest": ten}
    assert next(found.starts(length, **first)) == ten
    assert next(taken.starts(length, **first)) == ten + timedelta(minutes=75)


def test_the_first_place_that_is_free_is_taken():
    ten = utc("2026-11-30T10:00")
    day = Span(ten, ten + 3 * HOUR)
    found = Openings(open_=(day,), busy=(), places={1: (Span(ten, ten + HALF),), 2: ()})

    assert list(found.places_for(ten, Length(HOUR))) == [2]
    assert list(found.places_for(ten + HOUR, Length(HOUR))) == [1, 2]


def test_the_nearest_are_given_in_the_order_of_time():
    ten = utc("2026-11-30T10:00")
    free = [ten + number * HOUR for number in (-9, -1, 2, 3, 30)]

    assert nearest(ten, free, count=3) == (ten - HOUR, ten + 2 * HOUR, ten + 3 * HOUR)


# ------------------------------------------------------------------ whatever the spans

MINUTES = st.integers(min_value=0, max_value=12 * 60)


@st.composite
def spans(draw) -> Span:
    start, length = draw(MINUTES), draw(st.integers(min_value=1, max_value=240))
    begin = utc("2026-03-28T20:00") + timedelta(minutes=start)
    return Span(begin, begin + timedelta(minutes=length))


LISTS = st.lists(spans(), max_size=6)


def minutes_in(listed) -> set[int]:
    """The naive twin: each minute that a list of spans covers."""
    return {
        minute
        for span in listed
        for minute in range(
            (span.start - EPOCH) // timedelta(minutes=1), (span.end - EPOCH) // timedelta(minutes=1)
        )
    }


@given(LISTS, LISTS)
def test_what_is_left_is_what_was_there_and_was_not_taken(there, taken):
    left = without(there, taken)

    assert minutes_in(left) == minutes_in(there) - minutes_in(taken)
    assert left == joined(left)


@given(LISTS, LISTS, LISTS, st.integers(1, 12), st.integers(0, 4), st.integers(0, 4))
def test_each_start_fits_and_none_that_fits_is_missing(there, busy, bed, visit, before, after):
    length = Length(visit * TICK, before * TICK, after * TICK)
    found = Openings(joined(there), joined(busy), {1: joined(bed)})
    begin = utc("2026-03-28T20:00")
    offered = set(found.starts(length, every=TICK, counted_from=begin, earliest=begin))

    for number in range(18 * 12):
        start = begin + number * TICK
        inside = minutes_in([length.visit_at(start)]) <= minutes_in(there)
        alone = not minutes_in([length.busy_at(start)]) & minutes_in([*busy, *bed])
        assert (start in offered) == (inside and alone)


@given(
    st.dates(date(2020, 1, 1), date(2030, 12, 31)),
    st.times(),
    st.sampled_from(["Europe/London", "Asia/Tokyo", "America/New_York", "Australia/Lord_Howe"]),
)
def test_a_moment_shows_the_time_that_was_meant_or_the_first_that_is_there(day, clock, name):
    zone = ZoneInfo(name)
    clock = clock.replace(second=0, microsecond=0)
    at = moment(day, clock, zone)
    shown = at.astimezone(zone).replace(tzinfo=None)
    meant = datetime.combine(day, clock)
    before = (at - timedelta(seconds=1)).astimezone(zone).replace(tzinfo=None)

    assert shown == meant or before < meant < shown


@given(spans())
def test_ticks_cover_a_span_and_no_more_than_its_edges(span):
    covered = ticks(span.start, span.end)

    assert EPOCH + covered[0] * TICK <= span.start < EPOCH + (covered[0] + 1) * TICK
    assert EPOCH + covered[-1] * TICK < span.end <= EPOCH + (covered[-1] + 1) * TICK


def test_a_tick_is_five_minutes():
    assert is_whole(utc("2026-11-30T10:05"))
    assert not is_whole(utc("2026-11-30T10:03"))
