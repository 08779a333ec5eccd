"""The clinic that `bench.booking` crowds: open day and night. Imported once Django is set up."""

from datetime import UTC, datetime, time, timedelta

from django.core.management import call_command
from django.db import connection

from zusanli.clinic.booking.models import Appointment, Hours, Occupied, Place, Service
from zusanli.clinic.booking.outcomes import SlotTaken
from zusanli.clinic.booking.search import Slot, nearest_slots, practitioners
from zusanli.clinic.booking.visits import book_first
from zusanli.clinic.books import rule_book
from zusanli.clinic.premises.models import Clinic
from zusanli.clinic.records.models import Intake, IntakeVersion, Patient
from zusanli.clinic.records.patients import Details
from zusanli.clinic.records.stored_interview import to_plain
from zusanli.clinic.staff.models import User
from zusanli.core.triage.interview import Interview, decide_so_far, next_screen, reply
from zusanli.version import ENGINE_VERSION

NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
FIRST = datetime(2026, 11, 30, 0, 0, tzinfo=UTC)
TICKS_OF_A_VISIT = 14 + 14 + 12
"""Seventy minutes of a practitioner and of a place, sixty of a patient."""
WON, TOLD = "won", "told"


def set_up(*, rounds: int, people: int) -> str:
    """Make the tables, the clinic, and a questionnaire for each person and round."""
    call_command("migrate", verbosity=0)
    _people_and_places()
    _questionnaires(rounds, people)
    vendor = connection.vendor
    connection.close()
    return vendor


def book(round_: int, person: int) -> str:
    """Want the hour of this round, and say what came of it."""
    service = Service.objects.get()
    try:
        book_first(
            Details(family_name=f"Person {person}"),
            intake=Intake.objects.get(link_hash=_name(round_, person)),
            service=service,
            slot=Slot(FIRST + timedelta(hours=2 * round_), next(iter(practitioners()))),
            by="patient",
            now=NOW,
        )
    except SlotTaken as taken:
        near = nearest_slots(service, taken.slot, now=NOW)
        return TOLD if near else "told nothing that is free"
    return WON


def hang_up() -> None:
    """Close this thread's connection."""
    connection.close()


def left_by_losers() -> int:
    """Count what is in the database and belongs to no visit."""
    visits = Appointment.objects.count()
    patients = Patient.objects.count() - visits
    ticks = Occupied.objects.count() - visits * TICKS_OF_A_VISIT
    connection.close()
    return abs(patients) + abs(ticks)


def _people_and_places() -> None:
    Clinic.objects.create(
        pk=1,
        name="Bench",
        country="GB",
        time_zone="UTC",
        phone="020 7946 0000",
        email="desk@clinic.example",
    )
    Service.objects.create(name="Assessment", minutes=60, minutes_after=10, first_visit=True)
    for number in range(3):
        Place.objects.create(room=f"Room {number}")
    who = User.objects.create(username="bob", email="bob@clinic.example")
    for weekday in range(7):
        Hours.objects.create(practitioner=who, weekday=weekday, opens=time(0), closes=time(23, 59))


def _questionnaires(rounds: int, people: int) -> None:
    asked = _nothing_ticked()
    intakes = Intake.objects.bulk_create(
        Intake(link_hash=_name(round_, number), begun_at=NOW)
        for round_ in range(rounds)
        for number in range(people)
    )
    IntakeVersion.objects.bulk_create(
        IntakeVersion(intake=each, number=0, at=NOW, interview=asked) for each in intakes
    )


def _nothing_ticked() -> dict[str, object]:
    interview = Interview(by="patient", country="GB", language="en")
    while True:
        decision = decide_so_far(interview, book=rule_book(), engine=ENGINE_VERSION, on=NOW)
        screen = next_screen(interview, decision)
        if decision.triage.may_book_assessment or screen is None:
            return to_plain(interview)
        interview = reply(interview, screen, frozenset() if screen.items else None, NOW)


def _name(round_: int, person: int) -> str:
    return f"{round_}-{person}"
