"""What happened, for whoever has to do something about it: messages, calendars."""

from datetime import datetime

from django.db.models import QuerySet

from zusanli.clinic.booking.models import Appointment, Course, Event, EventKind, Offer


def emit(
    kind: EventKind,
    *,
    now: datetime,
    appointment: Appointment | None = None,
    course: Course | None = None,
    offer: Offer | None = None,
) -> Event:
    """Write down that something happened, in the transaction in which it did."""
    return Event.objects.create(
        kind=kind, at=now, appointment=appointment, course=course, offer=offer
    )


def waiting_events() -> QuerySet[Event]:
    """Give what nobody has dealt with, the first first."""
    return Event.objects.filter(drained_at=None).order_by("pk")
