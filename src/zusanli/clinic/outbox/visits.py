"""A visit as a message tells of it, and how it stands now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from zusanli.clinic.booking.models import Appointment, Offer
from zusanli.clinic.outbox.models import Message


@dataclass(frozen=True, slots=True)
class Visit:
    """
    A visit with the time that holds now.

    `revision` grows with each change, and `changed_at` is when the last was. `before` is the time
    that it was moved from, if it was. `where` is the room and bed.
    """

    id: str
    starts_at: datetime
    ends_at: datetime
    what: str
    where: str
    revision: int
    changed_at: datetime
    booked: bool
    before: datetime | None = None


def visit_of(message: Message) -> Visit:
    """
    Give the visit that a message tells of.

    Raises:
        Appointment.DoesNotExist: there is none.
    """
    found = Appointment.objects.select_related("service", "place")
    return visit(found.get(pk=message.subject), message.language)


def visits_of_course(message: Message) -> Sequence[Visit]:
    """Give the visits of a course that are to take place, the first of them first."""
    found = Appointment.objects.select_related("service", "place").filter(
        course__pk=message.subject
    )
    return [visit(each, message.language) for each in found.order_by("starts_at") if each.is_booked]


def offer_of(message: Message) -> Offer:
    """
    Give the offer that a message tells of.

    Raises:
        Offer.DoesNotExist: there is none.
    """
    return Offer.objects.select_related("service", "entry__appointment").get(pk=message.subject)


def visit(appointment: Appointment, language: str) -> Visit:
    """Give a visit in a language."""
    last = appointment.changes.latest("number")
    return Visit(
        id=str(appointment.pk),
        starts_at=appointment.starts_at,
        ends_at=appointment.ends_at,
        what=appointment.service.called(language),
        where=str(appointment.place),
        revision=last.number,
        changed_at=last.at,
        booked=appointment.is_booked,
        before=last.starts_before,
    )
