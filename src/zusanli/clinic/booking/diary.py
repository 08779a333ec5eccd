"""One day of the clinic: who is in, what is booked, kept or free."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from zusanli.clinic.booking.models import Appointment, Offer, OfferState, State
from zusanli.clinic.booking.search import hours_open
from zusanli.clinic.booking.slots import Span, moment, without
from zusanli.clinic.premises.models import the_clinic
from zusanli.clinic.staff.models import User

SHORTEST = timedelta(minutes=30)
"""Free time that is shorter is of use to nobody, and is not shown."""
MIDNIGHT = datetime.min.time()
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of somebody's day: a visit, a time that is kept for who waits, or free time."""

    span: Span
    visit: Appointment | None = None
    offer: Offer | None = None

    @property
    def is_free(self) -> bool:
        """Whether nobody has it."""
        return self.visit is None and self.offer is None


@dataclass(frozen=True, slots=True)
class Column:
    """One practitioner's day, in the order of time."""

    practitioner: User
    is_in: bool
    pieces: tuple[Piece, ...]


def span_of(day: date) -> Span:
    """Give a day from midnight to midnight by the clock on the wall: 23, 24 or 25 hours."""
    zone = the_clinic().zone
    return Span(moment(day, MIDNIGHT, zone), moment(day + DAY, MIDNIGHT, zone))


def visits_of(day: date) -> list[Appointment]:
    """Give every visit of a day, the cancelled too, in the order of time."""
    whole = span_of(day)
    found = Appointment.objects.filter(starts_at__lt=whole.end, ends_at__gt=whole.start)
    related = found.select_related("service", "practitioner", "place")
    return list(related.order_by("starts_at", "practitioner", "pk"))


def columns(day: date, visits: Iterable[Appointment], *, now: datetime) -> tuple[Column, ...]:
    """Give the day of each practitioner who is in or has a visit, in the order of their names."""
    whole = span_of(day)
    booked = [each for each in visits if each.is_booked]
    kept = list(
        Offer.objects.filter(
            state=OfferState.OPEN,
            valid_until__gt=now,
            starts_at__lt=whole.end,
            ends_at__gt=whole.start,
        ).select_related("service", "practitioner", "place")
    )
    hours = hours_open(whole, zone=the_clinic().zone)
    there = {who: [span for span in spans if span.meets(whole)] for who, spans in hours.items()}
    staff = {each.practitioner_id for each in (*booked, *kept)} | {
        who for who, spans in there.items() if spans
    }
    among = sorted(User.objects.filter(pk__in=staff), key=lambda user: (user.called, user.pk))
    return tuple(_column(user, there.get(user.pk, []), booked, kept, now) for user in among)


def to_come(visits: Iterable[Appointment], *, now: datetime) -> list[Appointment]:
    """Give the visits that are booked and not over yet."""
    return [each for each in visits if each.state == State.BOOKED and each.ends_at > now]


def _column(
    user: User, there: list[Span], booked: list[Appointment], kept: list[Offer], now: datetime
) -> Column:
    own = [each for each in booked if each.practitioner_id == user.pk]
    own_kept = [each for each in kept if each.practitioner_id == user.pk]
    busy = [Span(each.busy_from, each.busy_until) for each in (*own, *own_kept)]
    free = [
        Span(max(each.start, now), each.end)
        for each in without(there, busy)
        if each.end - max(each.start, now) >= SHORTEST
    ]
    pieces = [
        *(Piece(Span(each.starts_at, each.ends_at), visit=each) for each in own),
        *(Piece(Span(each.starts_at, each.ends_at), offer=each) for each in own_kept),
        *(Piece(each) for each in free),
    ]
    in_order = sorted(pieces, key=lambda piece: piece.span)
    return Column(user, is_in=bool(there), pieces=tuple(in_order))
