"""The list of free times: a week of days, each with its starts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from django.http import HttpRequest

from zusanli.clinic.booking.models import Appointment, Service
from zusanli.clinic.booking.search import AHEAD, NOTICE, Slot, free_slots, practitioners
from zusanli.clinic.booking.slots import Span, moment
from zusanli.clinic.records.models import Patient
from zusanli.clinic.staff.models import User
from zusanli.web.booking.when import Clock, clock_for, read_day, read_number

WEEK = timedelta(days=7)
MIDNIGHT = datetime.min.time()

Address = Callable[[Slot], str]


@dataclass(frozen=True, slots=True)
class Start:
    """One time to press."""

    time: str
    who: str
    address: str


@dataclass(frozen=True, slots=True)
class Day:
    """A day with its free times."""

    name: str
    starts: tuple[Start, ...]


@dataclass(frozen=True, slots=True)
class Week:
    """
    A week of free times, and the way to the weeks before and after.

    A week that is full shows the first one that is not, and `moved_on` tells so.
    """

    days: tuple[Day, ...]
    first: date
    earlier: date | None
    later: date | None
    moved_on: bool
    zone: str
    who: User | None
    among: Mapping[int, User]

    @property
    def is_empty(self) -> bool:
        """Whether nothing is free as far ahead as visits are booked."""
        return not self.days


def week(
    request: HttpRequest,
    service: Service,
    *,
    address: Address,
    patient: Patient | None = None,
    ignoring: Appointment | None = None,
    notice: timedelta = NOTICE,
    now: datetime,
) -> Week:
    """Give the week that a request asks for by `from`, with whom it asks for by `with`."""
    clock = clock_for(request)
    among = practitioners()
    who = among.get(read_number(request.GET.get("with", "")) or 0)
    today = clock.day_of(now)
    asked = max(read_day(request.GET.get("from", "")) or today, today)
    last = today + AHEAD
    first = asked
    found: tuple[Slot, ...] = ()
    while not found and first <= last:
        found = free_slots(
            service,
            _span(first, clock),
            practitioner=who.pk if who else None,
            patient=patient,
            ignoring=ignoring,
            notice=notice,
            now=now,
        )
        first += WEEK if not found else timedelta(0)
    shown = first if found else asked
    return Week(
        days=tuple(_days(found, clock, among, address)),
        first=shown,
        earlier=max(shown - WEEK, today) if shown > today else None,
        later=shown + WEEK if found and shown + WEEK <= last else None,
        moved_on=bool(found) and shown != asked,
        zone=clock.zone_name(found[0].start if found else now),
        who=who,
        among=among,
    )


def near(
    found: tuple[Slot, ...], clock: Clock, address: Callable[[Slot], str]
) -> tuple[tuple[str, str], ...]:
    """Give the words and the value of each time that is offered in place of one that is gone."""
    among = practitioners()
    several = len(among) > 1
    return tuple(
        (
            f"{clock.when(each.start)}, {among[each.practitioner].called}"
            if several
            else clock.when(each.start),
            address(each),
        )
        for each in found
    )


def _span(first: date, clock: Clock) -> Span:
    return Span(moment(first, MIDNIGHT, clock.zone), moment(first + WEEK, MIDNIGHT, clock.zone))


def _days(
    found: tuple[Slot, ...], clock: Clock, among: Mapping[int, User], address: Address
) -> list[Day]:
    return [
        Day(
            clock.day(day),
            tuple(
                Start(clock.time(slot.start), among[slot.practitioner].called, address(slot))
                for slot in slots
            ),
        )
        for day, slots in groupby(found, key=lambda slot: clock.day_of(slot.start))
    ]
