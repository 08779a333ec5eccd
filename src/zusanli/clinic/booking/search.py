"""What is free: the hours, days off and visits of the database, handed to the pure search."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from zusanli.clinic.booking.models import (
    Appointment,
    Hours,
    Offer,
    OfferState,
    Place,
    Service,
    State,
    TimeOff,
)
from zusanli.clinic.booking.slots import (
    DAY,
    Length,
    Openings,
    Shift,
    Span,
    joined,
    moment,
    nearest,
    open_spans,
    without,
)
from zusanli.clinic.premises.models import the_clinic
from zusanli.clinic.records.models import Patient
from zusanli.clinic.records.same_person import ids_of
from zusanli.clinic.staff.models import User

NOTICE = timedelta(hours=2)
"""How long before a visit a patient may still book it; the desk may up to its start."""
AHEAD = timedelta(days=120)
"""How far ahead visits are booked."""
NEARBY = (timedelta(days=2), timedelta(days=14), timedelta(days=60))
"""How far around a time that is gone others are looked for: further when nothing is found."""
OFFERED = 4
"""How many are offered in its place."""


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """A visit that could be booked: when it begins, and with whom."""

    start: datetime
    practitioner: int


def length_of(service: Service) -> Length:
    """Give how long a service takes."""
    return Length(
        timedelta(minutes=service.minutes),
        timedelta(minutes=service.minutes_before),
        timedelta(minutes=service.minutes_after),
    )


def practitioners() -> dict[int, User]:
    """Give those who have hours, by key, in the order of their names."""
    found = User.objects.filter(is_active=True, hours__isnull=False).distinct()
    return {each.pk: each for each in sorted(found, key=lambda each: each.called)}


def openings(
    service: Service,
    between: Span,
    *,
    practitioner: int | None = None,
    patient: Patient | None = None,
    ignoring: Appointment | None = None,
    keeping: Offer | None = None,
    now: datetime,
) -> Mapping[int, Openings]:
    """
    Give each practitioner's time within a span, and the places that suit a service.

    `ignoring` is a visit that would be moved, and `keeping` an offer that would be taken up: what
    they occupy counts as free. An offer that has lapsed keeps nobody away. Nobody can be at two
    visits at once: while `patient`, where one is known, is at another, no time of anybody is open.
    """
    zone = the_clinic().zone
    places = Place.objects.filter(Q(only_for=None) | Q(only_for=service), active=True)
    visits, kept = _near(between, ignoring=ignoring, keeping=keeping, now=now)
    by_practitioner, by_place = _taken(visits, kept)
    there = () if patient is None else _is_at(patient, visits, kept)
    beds = {each.pk: joined(by_place[each.pk]) for each in places.order_by("-only_for", "pk")}
    return {
        who: Openings(without(open_, there), busy=joined(by_practitioner[who]), places=beds)
        for who, open_ in hours_open(between, practitioner=practitioner, zone=zone).items()
    }


def free_slots(
    service: Service,
    between: Span,
    *,
    practitioner: int | None = None,
    patient: Patient | None = None,
    ignoring: Appointment | None = None,
    every: timedelta | None = None,
    notice: timedelta = NOTICE,
    now: datetime,
) -> tuple[Slot, ...]:
    """Give what is free within a span, in the order of time; `every` is the service's own."""
    zone = the_clinic().zone
    found = openings(
        service,
        between,
        practitioner=practitioner,
        patient=patient,
        ignoring=ignoring,
        now=now,
    )
    counted_from = moment(between.start.astimezone(zone).date(), datetime.min.time(), zone)
    return tuple(
        sorted(
            Slot(start, who)
            for who, opening in found.items()
            for start in opening.starts(
                length_of(service),
                every=every or timedelta(minutes=service.offered_every),
                counted_from=counted_from,
                earliest=max(between.start, now + notice),
            )
            if start < min(between.end, now + AHEAD)
        )
    )


def nearest_slots(
    service: Service,
    wanted: Slot,
    *,
    patient: Patient | None = None,
    ignoring: Appointment | None = None,
    now: datetime,
) -> tuple[Slot, ...]:
    """Give the few free starts nearest to one that is gone, the same practitioner's first."""
    free: tuple[Slot, ...] = ()
    for days in NEARBY:
        around = Span(max(now, wanted.start - days), max(now, wanted.start) + days)
        free = free_slots(service, around, patient=patient, ignoring=ignoring, now=now)
        if len(free) >= OFFERED:
            break
    same = [slot for slot in free if slot.practitioner == wanted.practitioner]
    chosen = same or free
    starts = nearest(wanted.start, {slot.start for slot in chosen}, count=OFFERED)
    by_start = {slot.start: slot for slot in reversed(chosen)}
    return tuple(by_start[start] for start in starts)


def is_free(service: Service, slot: Slot, *, patient: Patient | None = None, now: datetime) -> bool:
    """Whether a visit would fit at a time, as far as can be seen before it is tried."""
    length = length_of(service)
    around = length.busy_at(slot.start)
    found = openings(service, around, practitioner=slot.practitioner, patient=patient, now=now)
    opening = found.get(slot.practitioner)
    fits = opening is not None and next(opening.places_for(slot.start, length), None) is not None
    return fits and slot.start >= now


def hours_open(
    between: Span, *, practitioner: int | None = None, zone: ZoneInfo
) -> dict[int, tuple[Span, ...]]:
    """Give when each practitioner is there, on each day that a span touches."""
    first = between.start.astimezone(zone).date()
    last = between.end.astimezone(zone).date()
    hours = Hours.objects.filter(practitioner__is_active=True)
    off = TimeOff.objects.filter(ends_at__gt=between.start - DAY, starts_at__lt=between.end + DAY)
    if practitioner is not None:
        hours = hours.filter(practitioner=practitioner)
        off = off.filter(Q(practitioner=None) | Q(practitioner=practitioner))
    shifts: dict[int, list[Shift]] = defaultdict(list)
    for each in hours:
        shifts[each.practitioner_id].append(
            Shift(each.weekday, each.opens, each.closes, each.valid_from, each.valid_until)
        )
    away: dict[int | None, list[Span]] = defaultdict(list)
    for each_off in off:
        away[each_off.practitioner_id].append(Span(each_off.starts_at, each_off.ends_at))
    return {
        who: without(
            open_spans(listed, first=first, last=last, zone=zone), [*away[None], *away[who]]
        )
        for who, listed in sorted(shifts.items())
    }


def in_time_off(visits: Iterable[Appointment]) -> frozenset[object]:
    """Give the keys of visits that a day off has come to lie upon: they have to be moved."""
    listed = tuple(visits)
    if not listed:
        return frozenset()
    off = TimeOff.objects.filter(
        ends_at__gt=min(each.starts_at for each in listed),
        starts_at__lt=max(each.ends_at for each in listed),
    )
    spans = [(each.practitioner_id, Span(each.starts_at, each.ends_at)) for each in off]
    return frozenset(
        visit.pk
        for visit in listed
        for who, span in spans
        if who in {None, visit.practitioner_id} and span.meets(Span(visit.starts_at, visit.ends_at))
    )


def _near(
    between: Span, *, ignoring: Appointment | None, keeping: Offer | None, now: datetime
) -> tuple[QuerySet[Appointment], QuerySet[Offer]]:
    """Give the visits and the offers that keep time around a span."""
    near = Q(busy_until__gt=between.start - DAY, busy_from__lt=between.end + DAY)
    visits = Appointment.objects.filter(near, state=State.BOOKED)
    kept = Offer.objects.filter(near, state=OfferState.OPEN, valid_until__gt=now)
    if ignoring is not None:
        visits = visits.exclude(pk=ignoring.pk)
    if keeping is not None:
        kept = kept.exclude(pk=keeping.pk)
    return visits, kept


def _taken(
    visits: QuerySet[Appointment], kept: QuerySet[Offer]
) -> tuple[dict[int, list[Span]], dict[int, list[Span]]]:
    by_practitioner: dict[int, list[Span]] = defaultdict(list)
    by_place: dict[int, list[Span]] = defaultdict(list)
    fields = ("practitioner", "place", "busy_from", "busy_until")
    for who, place, start, end in (*visits.values_list(*fields), *kept.values_list(*fields)):
        by_practitioner[who].append(Span(start, end))
        by_place[place].append(Span(start, end))
    return by_practitioner, by_place


def _is_at(
    patient: Patient, visits: QuerySet[Appointment], kept: QuerySet[Offer]
) -> tuple[Span, ...]:
    """Give when a person is at a visit, or kept a time for one, under any of their records."""
    ids, fields = ids_of(patient.pk), ("starts_at", "ends_at")
    theirs = (
        *visits.filter(patient__in=ids).values_list(*fields),
        *kept.filter(patient__in=ids).values_list(*fields),
    )
    return tuple(Span(*each) for each in theirs)
