"""When messages are due, on ordinary days and on those when the clocks change."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from zusanli.clinic.outbox.timing import (
    DAY_BEGINS,
    DAY_ENDS,
    PAUSES,
    check_in_at,
    pause_after,
    reminder_at,
    skin_at,
)

LONDON, TOKYO = ZoneInfo("Europe/London"), ZoneInfo("Asia/Tokyo")
A_DAY = timedelta(hours=24)


@pytest.mark.parametrize(
    ("start", "zone", "due"),
    [
        pytest.param(
            datetime(2026, 11, 30, 10, tzinfo=LONDON),
            LONDON,
            datetime(2026, 11, 29, 10, tzinfo=LONDON),
            id="the day before, at the time of the visit",
        ),
        pytest.param(
            datetime(2026, 11, 30, 7, 30, tzinfo=LONDON),
            LONDON,
            datetime(2026, 11, 29, 9, tzinfo=LONDON),
            id="an early visit rings nobody awake",
        ),
        pytest.param(
            datetime(2026, 11, 30, 20, 30, tzinfo=TOKYO),
            TOKYO,
            datetime(2026, 11, 29, 19, tzinfo=TOKYO),
            id="nor a late one",
        ),
        pytest.param(
            datetime(2026, 3, 29, 10, tzinfo=LONDON),
            LONDON,
            datetime(2026, 3, 28, 10, tzinfo=LONDON),
            id="the clock on the wall counts when it goes forward",
        ),
        pytest.param(
            datetime(2026, 11, 30, 0, 30, tzinfo=UTC),
            TOKYO,
            datetime(2026, 11, 29, 9, 30, tzinfo=TOKYO),
            id="the clinic's day, not that of UTC",
        ),
    ],
)
def test_a_reminder_comes_the_day_before_and_not_at_night(start, zone, due):
    assert reminder_at(start, zone) == due


def test_the_skin_is_looked_at_the_next_morning_also_when_the_clocks_change():
    end = datetime(2026, 3, 28, 17, tzinfo=LONDON)

    assert skin_at(end, LONDON) == datetime(2026, 3, 29, 9, tzinfo=LONDON)


def test_a_check_in_comes_after_24_hours_that_pass_and_not_24_on_the_clock():
    end = datetime(2026, 3, 28, 15, tzinfo=LONDON)

    assert check_in_at(end, LONDON, after=A_DAY) == datetime(2026, 3, 29, 16, tzinfo=LONDON)


def test_a_check_in_that_falls_into_the_night_waits_for_the_morning():
    end = datetime(2026, 11, 30, 20, tzinfo=LONDON)

    assert check_in_at(end, LONDON, after=A_DAY) == datetime(2026, 12, 2, 9, tzinfo=LONDON)


@pytest.mark.parametrize("minute", range(0, 24 * 60, 30))
def test_nothing_that_can_wait_comes_at_night(minute):
    at = datetime(2026, 11, 30, tzinfo=TOKYO) + timedelta(minutes=minute)
    for due in (reminder_at(at, TOKYO), skin_at(at, TOKYO), check_in_at(at, TOKYO, after=A_DAY)):
        assert DAY_BEGINS <= due.astimezone(TOKYO).time() <= DAY_ENDS


def test_pauses_grow_and_end():
    pauses = [pause_after(each) for each in range(1, len(PAUSES) + 1)]

    assert pauses == sorted(set(pauses))
    assert pause_after(len(PAUSES) + 1) is None
    assert time(9) == DAY_BEGINS
