"""Visits week by week, and how long people wait for their first."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from statistics import median

from zusanli.clinic.booking.models import Appointment, State, WaitListEntry, WaitState
from zusanli.clinic.reports.period import Period

A_DAY = 86_400


@dataclass(frozen=True, slots=True)
class Week:
    """
    The visits of one week, each counted once.

    `came` were noted as here; of `not_noted` nobody noted whether they came, and `to_come` are not
    over yet.
    """

    monday: date
    came: int
    not_noted: int
    to_come: int
    cancelled: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """
    Days from the booking to the first visit, of the first visits of a time that people came to.

    `median_days` and `longest_days` are None where there was none. `listed` is how many wait on the
    list for an earlier visit now.
    """

    first_visits: int
    median_days: float | None
    longest_days: float | None
    listed: int


def visits_by_week(period: Period, *, now: datetime) -> tuple[Week, ...]:
    """Count the visits of each week by what became of them."""
    found = Appointment.objects.filter(starts_at__gte=period.since, starts_at__lt=period.until)
    counts: Counter[tuple[date, str]] = Counter()
    for starts, ends, state, arrived in found.values_list(
        "starts_at", "ends_at", "state", "arrival"
    ):
        counts[period.week_of(starts), _became(ends, state, arrived, now)] += 1
    return tuple(
        Week(
            monday=monday,
            came=counts[monday, "came"],
            not_noted=counts[monday, "not_noted"],
            to_come=counts[monday, "to_come"],
            cancelled=counts[monday, "cancelled"],
        )
        for monday in period.mondays
    )


def waiting(period: Period) -> Waiting:
    """Say how long those waited who came for the first time."""
    first = Appointment.objects.filter(
        starts_at__gte=period.since,
        starts_at__lt=period.until,
        service__first_visit=True,
        arrival__isnull=False,
        state=State.BOOKED,
    )
    days = [
        max(0.0, (starts - booked).total_seconds() / A_DAY)
        for starts, booked in first.values_list("starts_at", "booked_at")
    ]
    return Waiting(
        first_visits=len(days),
        median_days=median(days) if days else None,
        longest_days=max(days, default=None),
        listed=WaitListEntry.objects.filter(state=WaitState.WAITING).count(),
    )


def _became(ends: datetime, state: str, arrived: object, now: datetime) -> str:
    if state != State.BOOKED:
        return "cancelled"
    if arrived is not None:
        return "came"
    return "to_come" if ends > now else "not_noted"
