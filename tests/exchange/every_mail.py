"""Let everything happen that somebody is told of."""

from collections.abc import Iterator
from datetime import timedelta

from tests.clinic.booking.willow_street import MONDAY_AT_TEN, NOW
from tests.clinic.outbox.told import booked, call_wanted, cancelled, moved, told
from zusanli.clinic.booking.courses import book_course, plan_course
from zusanli.clinic.booking.models import Appointment
from zusanli.clinic.booking.offers import Wishes, wait
from zusanli.clinic.booking.search import Slot
from zusanli.clinic.outbox.hearing import hear
from zusanli.clinic.outbox.kinds import Kind
from zusanli.clinic.outbox.models import Message
from zusanli.clinic.staff.licences import Credential, record_licence
from zusanli.clinic.staff.models import User

IN_THE_AFTERNOON = MONDAY_AT_TEN + timedelta(hours=4)
TUESDAY_AT_TEN = MONDAY_AT_TEN + timedelta(days=1)
A_WEEK = timedelta(days=7)


def every_message(bob: User, language: str) -> Iterator[Message]:
    """Give a message of each kind, ready to be written."""
    own = booked(bob, language=language, at=IN_THE_AFTERNOON)
    yield from Message.objects.order_by("pk")
    moved(booked(bob, language=language, at=TUESDAY_AT_TEN), TUESDAY_AT_TEN + timedelta(hours=3))
    yield Message.objects.get(kind=Kind.MOVED)
    _waits(own)
    cancelled(booked(bob, language=language))
    yield Message.objects.get(kind=Kind.CANCELLED)
    yield Message.objects.get(kind=Kind.OFFER)
    _books_a_course(own)
    yield Message.objects.get(kind=Kind.COURSE)
    call_wanted(emergency=True)
    yield Message.objects.get(kind=Kind.CALL)
    yield told(Kind.WORSE)
    yield told(Kind.INVITATION, str(bob.pk), reader=bob)
    seen = Credential("Acupuncturist", "A register", "N-7", (NOW + A_WEEK).date())
    ends = record_licence(bob, seen, by="Ada", now=NOW)
    yield told(Kind.LICENCE, str(ends.pk), reader=bob)


def _waits(own: Appointment) -> None:
    """Whoever has this visit would come sooner."""
    wait(
        Wishes(),
        patient=own.patient,
        service=own.service,
        intake=own.intake,
        instead_of=own,
        now=NOW,
    )


def _books_a_course(own: Appointment) -> None:
    course = plan_course(
        patient=own.patient,
        service=own.service,
        practitioner=own.practitioner,
        phases=[(1, 2)],
        by="Bob",
        now=NOW,
    )
    first = Slot(TUESDAY_AT_TEN + A_WEEK, own.practitioner_id)
    second = Slot(TUESDAY_AT_TEN + 2 * A_WEEK, own.practitioner_id)
    book_course(course, [first, second], intake=None, by="Bob", now=NOW)
    hear(NOW)
