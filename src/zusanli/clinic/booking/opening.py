"""When the clinic is open in an ordinary week, and when it is closed for all."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q

from zusanli.clinic.booking.models import Hours, TimeOff
from zusanli.clinic.booking.offer_models import WEEKDAYS

AHEAD = timedelta(days=60)
"""How far ahead days are told on which the clinic is closed. basis = "proposed"."""


@dataclass(frozen=True, slots=True)
class Open:
    """From when to when somebody is there on a day of the week; 0 is Monday."""

    weekday: int
    opens: time
    closes: time


def ordinary_week(*, on: date) -> tuple[Open, ...]:
    """Give when anybody is there, spans that touch or overlap as one; it names nobody."""
    hours = Hours.objects.filter(
        Q(valid_from=None) | Q(valid_from__lte=on),
        Q(valid_until=None) | Q(valid_until__gte=on),
        practitioner__is_active=True,
    )
    shifts = sorted({(each.weekday, each.opens, each.closes) for each in hours})
    return tuple(
        each
        for weekday in range(len(WEEKDAYS))
        for each in _joined([Open(*one) for one in shifts if one[0] == weekday])
    )


def closed_days(*, now: datetime) -> tuple[TimeOff, ...]:
    """Give when the whole clinic is closed within the next weeks."""
    off = TimeOff.objects.filter(practitioner=None, ends_at__gt=now, starts_at__lt=now + AHEAD)
    return tuple(off.order_by("starts_at"))


def _joined(shifts: list[Open]) -> Iterator[Open]:
    """Join shifts in the order of their beginnings."""
    last: Open | None = None
    for each in shifts:
        if last is not None and each.opens <= last.closes:
            last = Open(last.weekday, last.opens, max(last.closes, each.closes))
            continue
        if last is not None:
            yield last
        last = each
    if last is not None:
        yield last
