"""When an appointment begins, by the clock on the clinic's wall."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from zusanli.exchange.spreadsheet.kinds import UnreadableError
from zusanli.exchange.spreadsheet.reading import iso_day

CLOCK = re.compile(r"(\d{1,2})[:.時](\d{2})(?::00)?分?\s*(am|pm|a\.m\.|p\.m\.)?", re.IGNORECASE)
NOON = 12
NO_DAY = "is no day such as 2026-03-09; see --days"
NO_TIME = "is no time such as 14:30"
NO_MOMENT = "is no day and time such as 2026-03-09 14:30"
LEFT_OUT = "the clock is put forward that day, and never shows this time"
TWICE = "the clock is put back that day, and shows this time twice: write it with its offset to UTC"


def start_of(typed: Mapping[str, str], *, zone: ZoneInfo, days: str) -> datetime:
    """
    Give the moment at which an appointment begins, in UTC.

    It stands in one column or in two, of which one is the day.

    Raises:
        UnreadableError: it is none, or the clock shows it never or twice.
    """
    whole = typed.get("start", "").strip()
    if whole:
        with_offset = _with_offset(whole)
        if with_offset is not None:
            return with_offset
        day, _, clock = whole.replace("T", " ").partition(" ")
        fields = ("start", "start")
    else:
        day, clock, fields = typed.get("day", ""), typed.get("time", ""), ("day", "time")
    return _moment(_day(day, days, fields[0]), _clock(clock, fields[1]), zone, fields[1])


def _with_offset(written: str) -> datetime | None:
    try:
        read = datetime.fromisoformat(written)
    except ValueError:
        return None
    return read.astimezone(UTC) if read.tzinfo is not None else None


def _day(written: str, days: str, field: str) -> date:
    try:
        return date.fromisoformat(iso_day(written, days).strip())
    except ValueError:
        raise UnreadableError({field: NO_MOMENT if field == "start" else NO_DAY}) from None


def _clock(written: str, field: str) -> time:
    found = CLOCK.fullmatch(written.strip())
    hour, minute = (int(found[1]), int(found[2])) if found else (-1, 0)
    half = (found[3] or "")[:1].casefold() if found else ""
    if half and hour in range(1, NOON + 1):
        hour = hour % NOON + (NOON if half == "p" else 0)
    try:
        return time(hour, minute)
    except ValueError:
        raise UnreadableError({field: NO_MOMENT if field == "start" else NO_TIME}) from None


def _moment(day: date, clock: time, zone: ZoneInfo, field: str) -> datetime:
    first, second = (
        datetime.combine(day, clock.replace(fold=fold), zone).astimezone(UTC) for fold in (0, 1)
    )
    if first == second:
        return first
    raise UnreadableError({field: TWICE if first < second else LEFT_OUT})
