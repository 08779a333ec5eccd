"""The made-up clinic's rooms, hours and services, and the visits in its diary."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta

from zusanli.clinic.booking.courses import book_course, plan_course, proposed
from zusanli.clinic.booking.models import Appointment, Hours, Place, Service, TimeOff
from zusanli.clinic.booking.offers import Wishes, wait
from zusanli.clinic.booking.search import Slot, free_slots
from zusanli.clinic.booking.slots import Span
from zusanli.clinic.booking.visits import book_first, cancel, move
from zusanli.clinic.outbox.hearing import hear
from zusanli.clinic.premises.models import the_clinic
from zusanli.clinic.records.models import Intake
from zusanli.clinic.records.patients import Details, register
from zusanli.clinic.staff.models import User
from zusanli.synthetic import cast
from zusanli.synthetic.people import Person, answers

WORKDAYS = {"Mei": (0, 1, 2, 3, 4, 5), "Bob": (0, 2, 4)}
DAY = timedelta(days=1)
WEEK = timedelta(weeks=1)
TWICE_A_WEEK = ((2, 2), (1, 2))
"""A made-up plan: twice a week for two weeks, then once a week for two."""


def open_up(staff: Mapping[str, User], *, now: datetime) -> tuple[Service, Service]:
    """Make places, hours and services, and give the first visit and the one that follows."""
    for room, bed in (("Room 1", "bed 1"), ("Room 1", "bed 2"), ("Room 2", "")):
        Place.objects.create(room=room, bed=bed)
    for name, weekdays in WORKDAYS.items():
        for weekday in weekdays:
            for opens, closes in ((time(9), time(13)), (time(14), time(18))):
                Hours.objects.create(
                    practitioner=staff[name], weekday=weekday, opens=opens, closes=closes
                )
    closed = (now + 3 * WEEK).replace(hour=0, minute=0, second=0, microsecond=0)
    TimeOff.objects.create(starts_at=closed, ends_at=closed + 2 * DAY)
    first = Service.objects.create(
        name="First visit",
        name_ja="\u521d\u56de\u306e\u8a3a\u5bdf",
        name_zh_hant="\u521d\u8a3a",
        minutes=60,
        minutes_after=15,
        first_visit=True,
        price_minor=7500,
        currency="GBP",
    )
    following = Service.objects.create(
        name="Following visit",
        name_ja="2\u56de\u76ee\u304b\u3089\u306e\u65bd\u8853",
        name_zh_hant="\u8907\u8a3a",
        minutes=45,
        minutes_after=15,
        first_visit=False,
        price_minor=5500,
        currency="GBP",
    )
    return first, following


def fill_diary(staff: Mapping[str, User], *, now: datetime) -> Mapping[str, Appointment]:
    """Let people book, move, cancel and wait, and give the first visits by family name."""
    first, following = open_up(staff, now=now)
    today = now.replace(hour=0, minute=0, second=0, microsecond=0) - now
    visits = {
        person.family_name: _books(person, first, asked=now - asked, on=now + on)
        for person, asked, on in (
            (cast.KNEE, 9 * DAY, -2 * DAY),
            (cast.AFTER_CHEMO, 8 * DAY, -DAY),
            (cast.NUMB_FEET, DAY, DAY),
            (cast.SCIATICA, DAY, today),
            (cast.PREGNANT, DAY, 2 * DAY),
            (cast.UNSURE, DAY / 2, 2 * DAY),
            (cast.FATHER, DAY / 2, 3 * DAY),
        )
    }
    _plan(visits[cast.KNEE.family_name], following, now=now)
    ahead = visits[cast.PREGNANT.family_name]
    move(ahead, _free(first, now + 4 * DAY, now), number=0, by="patient", now=now)
    cancel(visits[cast.FATHER.family_name], number=0, by="Rosa Field", why="unwell", now=now)
    _, intake = answers(cast.WARFARIN, now=now - DAY / 4)
    waiting = register(details_of(cast.WARFARIN), by="patient", now=now)
    Intake.objects.filter(pk=intake.pk).update(patient=waiting)
    wait(Wishes(weekdays=(0, 2)), patient=waiting, service=first, intake=intake, now=now)
    return visits


def _books(person: Person, service: Service, *, asked: datetime, on: datetime) -> Appointment:
    _, intake = answers(person, now=asked)
    later = asked + timedelta(hours=1)
    visit = book_first(
        details_of(person),
        intake=intake,
        service=service,
        slot=_free(service, on, later),
        by=person.answered_by,
        now=later,
    )
    hear(later)
    return visit


def _plan(visit: Appointment, service: Service, *, now: datetime) -> None:
    """Plan a course from the week after, at the nearest hours that are free."""
    course = plan_course(
        patient=visit.patient,
        service=service,
        practitioner=visit.practitioner,
        phases=TWICE_A_WEEK,
        by=visit.practitioner.called,
        now=now,
    )
    wanted = proposed(TWICE_A_WEEK, now + DAY, the_clinic().zone)
    slots: list[Slot] = []
    for start in wanted:
        found = _free(service, start, now, practitioner=visit.practitioner.pk)
        if found not in slots:
            slots.append(found)
    book_course(course, slots, intake=visit.intake, by=visit.practitioner.called, now=now)


def _free(
    service: Service, on: datetime, now: datetime, *, practitioner: int | None = None
) -> Slot:
    """Give the first free time from a moment on."""
    return free_slots(service, Span(on, on + WEEK), practitioner=practitioner, now=now)[0]


def details_of(person: Person) -> Details:
    """Give who somebody made up is, as they would be taken into the books."""
    return Details(
        family_name=person.family_name,
        given_name=person.given_name,
        family_reading=person.family_reading,
        given_reading=person.given_reading,
        born=person.born,
        phone=person.phone,
        email=person.email,
        language=person.language,
    )
