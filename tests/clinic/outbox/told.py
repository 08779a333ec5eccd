"""A clinic whose patients are told of their visits; and everything that can be told."""

from dataclasses import replace
from datetime import datetime, timedelta

from django.db import transaction

from tests.clinic.booking.willow_street import ALICE, MONDAY_AT_TEN, NOW, all_no, assessment
from zusanli.clinic.booking.models import Appointment, Place, Service
from zusanli.clinic.booking.search import Slot
from zusanli.clinic.booking.visits import book_first, cancel, move
from zusanli.clinic.outbox.carriers import NotTaken, Outcome, Taken
from zusanli.clinic.outbox.hearing import hear
from zusanli.clinic.outbox.kinds import Kind
from zusanli.clinic.outbox.models import Message
from zusanli.clinic.outbox.telling import tell
from zusanli.clinic.records.intakes import ask_to_be_called, standing
from zusanli.clinic.staff.models import User

EMAIL = "alice.archer@mail.example"
A_MINUTE = timedelta(minutes=1)


class Postman:
    """Carries by hand, and remembers what; answers with `outcome`."""

    def __init__(self, outcome: Outcome | None = None) -> None:
        self.outcome = outcome or Taken()
        self.carried: list[Message] = []

    def __call__(self, message: Message, now: datetime) -> Outcome:
        self.carried.append(message)
        return self.outcome

    @property
    def kinds(self) -> list[str]:
        return [each.kind for each in self.carried]


DOWN = NotTaken("the mail server cannot be reached (ConnectionRefusedError)", nothing_goes=True)


def booked(
    bob: User, *, language: str = "en", at: datetime = MONDAY_AT_TEN, email: str = EMAIL
) -> Appointment:
    """Alice books a first visit, in the room that there is."""
    Place.objects.get_or_create(room="Garden room", bed="window")
    visit = book_first(
        replace(ALICE, email=email, language=language),
        intake=all_no(NOW)[1],
        service=Service.objects.first() or assessment(),
        slot=Slot(at, bob.pk),
        by="patient",
        now=NOW,
    )
    hear(NOW)
    return visit


def moved(visit: Appointment, to: datetime, *, now: datetime = NOW + A_MINUTE) -> Appointment:
    slot = Slot(to, visit.practitioner_id)
    visit = move(visit, slot, number=visit.last_number, by="desk", now=now)
    hear(now)
    return visit


def cancelled(visit: Appointment, *, now: datetime = NOW + A_MINUTE) -> Appointment:
    visit = cancel(visit, number=visit.last_number, by="desk", now=now)
    hear(now)
    return visit


def told(kind: Kind, subject: str = "1", *, now: datetime = NOW, **more: object) -> Message:
    """Owe a message by itself."""
    with transaction.atomic():
        return tell(kind, key=f"{kind}:{subject}", subject=subject, now=now, **more)


def call_wanted(*, emergency: bool = False) -> None:
    intake = all_no(NOW)[1]
    request = ask_to_be_called(intake, standing(intake, now=NOW), phone="020 7946 0001", now=NOW)
    request.emergency = emergency
    request.save()
    hear(NOW)
