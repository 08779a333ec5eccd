"""Days and times as they are read: in the reader's language, by the clinic's clock."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date, get_day_names, get_timezone_name
from django.http import HttpRequest

from zusanli.clinic.booking.search import Slot
from zusanli.clinic.booking.slots import is_twice
from zusanli.clinic.booking.ticks import EPOCH, TICK
from zusanli.clinic.premises.models import the_clinic
from zusanli.core.words import ENGLISH
from zusanli.web.speech import language_of

LAST_YEAR = 2999
"""What lies beyond it is no visit, and at the end of all calendars some zones have no day."""
LONGEST_NUMBER = 18
"""Digits: what is longer names nothing that a database holds."""
LOCALES: Mapping[str, str] = {"en": "en_GB", "ja": "ja_JP", "zh-Hant": "zh_Hant_TW"}


@dataclass(frozen=True, slots=True)
class Clock:
    """The clinic's clock, read out in a language."""

    zone: ZoneInfo
    language: str

    def day_of(self, at: datetime) -> date:
        """Give the day on the clinic's wall."""
        return at.astimezone(self.zone).date()

    def day(self, day: date) -> str:
        """Say a day, with the day of the week."""
        return format_date(day, "full", locale=LOCALES[self.language])

    def time(self, at: datetime) -> str:
        """Say a time; with the name of its zone where the clock shows it twice that day."""
        local = at.astimezone(self.zone)
        return f"{local:%H:%M %Z}" if is_twice(at, self.zone) else f"{local:%H:%M}"

    def when(self, at: datetime) -> str:
        """Say a day and a time."""
        between = ", " if self.language == ENGLISH else " "
        return f"{self.day(self.day_of(at))}{between}{self.time(at)}"

    def weekdays(self) -> list[tuple[int, str]]:
        """Name the days of the week, each with its number from Monday."""
        names = get_day_names("wide", locale=LOCALES[self.language])
        return [(number, names[number]) for number in range(7)]

    def zone_name(self, at: datetime) -> str:
        """Say which time it is that the clinic's clock shows."""
        return get_timezone_name(at.astimezone(self.zone), locale=LOCALES[self.language])


def day_in(day: date, language: str) -> str:
    """Write a day in a language, without the day of the week."""
    return format_date(day, "long", locale=LOCALES[language])


def clock_for(request: HttpRequest) -> Clock:
    """Give the clinic's clock in the language of a request."""
    return Clock(the_clinic().zone, language_of(request))


def tick_of(slot: Slot) -> int:
    """Give a start as it stands in an address: a count of five minutes, which names one moment."""
    return (slot.start - EPOCH) // TICK


def slot_at(practitioner: int, tick: int) -> Slot:
    """
    Give the slot that an address names.

    Raises:
        OverflowError: no calendar or database reaches so far.
    """
    start = EPOCH + tick * TICK
    if start.year > LAST_YEAR or practitioner >= 10**LONGEST_NUMBER:
        raise OverflowError
    return Slot(start, practitioner)


def read_day(typed: str) -> date | None:
    """Give a day that stands in an address; None is no such day."""
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None


def read_number(typed: str) -> int | None:
    """Give a number that names something; None is no such number."""
    return int(typed) if typed.isdecimal() and len(typed) <= LONGEST_NUMBER else None
