"""Patients who have been treated for a while, and what they tell."""

from datetime import datetime, timedelta

from tests.clinic.booking.willow_street import ALICE
from zusanli.clinic.booking.models import (
    Appointment,
    AppointmentChange,
    ChangeKind,
    Course,
    Place,
    Service,
)
from zusanli.clinic.notes.arrivals import arrive
from zusanli.clinic.outcomes.asking import NUMBERS, Function, Given
from zusanli.clinic.outcomes.collecting import collect
from zusanli.clinic.outcomes.models import OutcomeSet
from zusanli.clinic.records.models import Patient
from zusanli.clinic.records.patients import Details, register
from zusanli.clinic.staff.models import User
from zusanli.core.course.review import GLOBAL_CHANGE, NEW_SYMPTOMS

BEGUN = datetime.fromisoformat("2026-09-07T10:00:00+00:00")
"""A Monday."""
A_WEEK = timedelta(weeks=1)
A_DAY = timedelta(days=1)
AN_HOUR = timedelta(hours=1)
WALKING = "Walking to the shop"


def patient(details: Details = ALICE, *, at: datetime = BEGUN) -> Patient:
    return register(details, by="Rosa", now=at - A_WEEK)


def service(*, first_visit: bool = False) -> Service:
    name = "Assessment visit" if first_visit else "Following visit"
    found = Service.objects.filter(name=name).first()
    return found or Service.objects.create(name=name, minutes=30, first_visit=first_visit)


def visited(
    who: Patient,
    bob: User,
    at: datetime,
    *,
    course: Course | None = None,
    first_visit: bool = False,
    state: str = "booked",
    came: bool = True,
) -> Appointment:
    """Give a visit as it stands in the diary."""
    ends = at + timedelta(minutes=30)
    visit = Appointment.objects.create(
        patient=who,
        service=service(first_visit=first_visit),
        practitioner=bob,
        place=Place.objects.get_or_create(room="Garden room", bed="window")[0],
        starts_at=at,
        ends_at=ends,
        busy_from=at,
        busy_until=ends,
        course=course,
        check_due=True,
        booked_at=at - A_WEEK,
        booked_by="Rosa",
        state=state,
    )
    AppointmentChange.objects.create(
        appointment=visit,
        number=0,
        kind=ChangeKind.BOOKED,
        at=at - A_WEEK,
        by="Rosa",
        practitioner=bob,
        place=visit.place,
    )
    if came:
        arrive(visit, by="Rosa", now=at)
    return visit


def treated(
    who: Patient,
    bob: User,
    count: int,
    *,
    begun: datetime = BEGUN,
    course: Course | None = None,
) -> list[Appointment]:
    """Give that many visits, one a week."""
    return [visited(who, bob, begun + n * A_WEEK, course=course) for n in range(count)]


def given(
    pain: float | None = 6.0,
    walking: float | None = 3.0,
    *,
    target: str = "pain_0_10",
    change: float | None = None,
    new: float | None = 0.0,
    later: bool = True,
) -> Given:
    """Give what is asked of somebody in pain; a start asks for no change."""
    values: dict[str, float | None] = dict.fromkeys(NUMBERS)
    values["pain_0_10"] = pain
    if later:
        values |= {GLOBAL_CHANGE: change, NEW_SYMPTOMS: new}
    return Given(values, (Function(WALKING, walking),), target)


def start(pain: float | None = 6.0, walking: float | None = 3.0, **more: object) -> Given:
    return given(pain, walking, later=False, **more)


def told(who: Patient, what: Given, at: datetime, **more: object) -> OutcomeSet:
    """Let a patient tell something alone, or with somebody who holds the form."""
    named = {"visit": None, "by": "patient", "language": "en"} | more
    return collect(who, what, now=at, **named).outcome_set
