"""Days and times as a mail says them, by the clock of the clinic and with its name."""

from datetime import datetime
from zoneinfo import ZoneInfo

from zusanli.core.words import Words, noop
from zusanli.documents.sentences import day_text

WEEKDAYS = (
    noop("Monday"),
    noop("Tuesday"),
    noop("Wednesday"),
    noop("Thursday"),
    noop("Friday"),
    noop("Saturday"),
    noop("Sunday"),
)


def moment_text(at: datetime, zone: ZoneInfo, say: Words) -> str:
    """Say a moment: the day, the time, and by which clock."""
    there = at.astimezone(zone)
    return say(
        "{day}, {time} ({clock})",
        day=_day(there, say),
        time=_time(there),
        clock=_clock(there, zone),
    )


def span_text(start: datetime, end: datetime, zone: ZoneInfo, say: Words) -> str:
    """Say from when to when, and by which clock."""
    there = start.astimezone(zone)
    return say(
        "{day}, {start} to {end} ({clock})",
        day=_day(there, say),
        start=_time(there),
        end=_time(end.astimezone(zone)),
        clock=_clock(there, zone),
    )


def _day(there: datetime, say: Words) -> str:
    return say(
        "{weekday}, {day}", weekday=say(WEEKDAYS[there.weekday()]), day=day_text(there.date(), say)
    )


def _time(there: datetime) -> str:
    return f"{there:%H:%M}"


def _clock(there: datetime, zone: ZoneInfo) -> str:
    """Name the zone, and how far it is from UTC that day: a phone abroad shows another time."""
    offset = f"{there:%z}"
    return f"{zone.key}, UTC{offset[:3]}:{offset[3:5]}"
