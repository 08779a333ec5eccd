"""What a clinic offers, as a manager sets it: hours, rooms, kinds of visit; and what is missing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time

from django.db import transaction

from zusanli.clinic.booking.models import Appointment, Hours, Place, Service, State
from zusanli.clinic.premises.models import the_clinic
from zusanli.clinic.staff.models import Role, User

TREATS = (Role.PRACTITIONER, Role.SUPERVISOR)


@dataclass(frozen=True, slots=True)
class Shift:
    """When somebody sees patients on one day of the week; 0 is Monday."""

    weekday: int
    opens: time
    closes: time

    def meets(self, other: "Shift") -> bool:
        """Whether two shifts share any time."""
        same_day = self.weekday == other.weekday
        return same_day and self.opens < other.closes and other.opens < self.closes


def treating() -> list[User]:
    """Give who treats, by name; who has no role for it any more is not among them."""
    found = User.objects.filter(is_active=True, given_roles__role__in=TREATS).distinct()
    return sorted(found, key=lambda each: (each.called.casefold(), each.pk))


def usual_hours(user: User) -> list[Shift]:
    """Give somebody's hours of every week; those of a season, with a first or last day, apart."""
    found = user.hours.filter(valid_from=None, valid_until=None)
    return [Shift(each.weekday, each.opens, each.closes) for each in found]


def set_hours(user: User, shifts: Iterable[Shift]) -> None:
    """
    Let somebody see patients in these hours of every week, and in no others.

    Visits that are booked stay as they are, also outside of them.
    """
    with transaction.atomic():
        user.hours.filter(valid_from=None, valid_until=None).delete()
        for each in shifts:
            Hours.objects.create(
                practitioner=user, weekday=each.weekday, opens=each.opens, closes=each.closes
            )


def left_outside(user: User, shifts: Sequence[Shift], *, now: datetime) -> int:
    """Count the visits to come that lie outside of hours: somebody has to speak to those people."""
    zone = the_clinic().zone
    coming = Appointment.objects.filter(practitioner=user, state=State.BOOKED, starts_at__gt=now)
    if user.hours.exclude(valid_from=None, valid_until=None).exists():
        return 0  # a season's hours may hold them; who made those knows
    return sum(
        not _holds(shifts, starts.astimezone(zone), ends.astimezone(zone))
        for starts, ends in coming.values_list("starts_at", "ends_at")
    )


def _holds(shifts: Sequence[Shift], starts: datetime, ends: datetime) -> bool:
    return any(
        each.weekday == starts.weekday()
        and each.opens <= starts.time()
        and ends.time() <= each.closes
        for each in shifts
    )


def add_room(room: str, *, beds: int, bed_called: str) -> None:
    """
    Add a room in which so many can be treated at once, or more beds to one that is there.

    `bed_called` names a bed by its number, such as "bed {number}"; a room for one needs no such
    name.
    """
    with transaction.atomic():
        there = Place.objects.filter(room=room)
        first = there.count() + 1
        if beds == 1 and first == 1:
            Place.objects.create(room=room)
            return
        for number in range(first, first + beds):
            name = bed_called.format(number=number)
            while there.filter(bed=name).exists():
                name = f"{name}'"
            Place.objects.create(room=room, bed=name)


def nothing_to_book() -> tuple[bool, bool, bool]:
    """Say of hours, rooms and first visits whether there are none: then nobody can be booked."""
    hours = Hours.objects.filter(practitioner__is_active=True).exists()
    rooms = Place.objects.filter(active=True).exists()
    first = Service.objects.filter(active=True, first_visit=True).exists()
    return not hours, not rooms, not first
