"""A planned series of visits, booked in one go: all of it or nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import QuerySet

from zusanli.clinic.booking.events import emit
from zusanli.clinic.booking.models import Appointment, Course, EventKind, Service
from zusanli.clinic.booking.outcomes import CourseDoesNotFit, Misfit, SlotTaken
from zusanli.clinic.booking.search import Slot, is_free, nearest_slots
from zusanli.clinic.booking.slots import moment
from zusanli.clinic.booking.visits import check_is_due, look, place_visit
from zusanli.clinic.records.models import Intake, Patient
from zusanli.clinic.records.same_person import ids_of
from zusanli.clinic.staff.models import User

Phases = Sequence[tuple[int, int]]
"""Each phase as visits a week and weeks, in order."""
A_WEEK = 7


def plan_course(
    *,
    patient: Patient,
    service: Service,
    practitioner: User,
    phases: Phases,
    by: str,
    now: datetime,
) -> Course:
    """Keep a plan; nothing is booked yet."""
    return Course.objects.create(
        patient=patient,
        service=service,
        practitioner=practitioner,
        phases=[list(each) for each in phases],
        planned_at=now,
        planned_by=by,
    )


def proposed(phases: Phases, first: datetime, zone: ZoneInfo) -> Iterator[datetime]:
    """
    Give a start for each visit, spread over each week, at the same time on the clinic's wall.

    Clocks may change in between: a visit at ten stays at ten.
    """
    local = first.astimezone(zone)
    monday = local.date()
    for visits, weeks in phases:
        for week in range(weeks):
            for number in range(visits):
                days = week * A_WEEK + round(number * A_WEEK / visits)
                yield moment(monday + timedelta(days=days), local.time(), zone)
        monday += timedelta(days=weeks * A_WEEK)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A visit of a course, counted from 1: the time that was meant, and what there is for it."""

    number: int
    wanted: Slot
    is_free: bool
    choices: tuple[Slot, ...]


def propose(
    service: Service, wanted: Sequence[Slot], *, patient: Patient | None = None, now: datetime
) -> tuple[Proposal, ...]:
    """
    Say for each visit of a course whether its time is free, and what is nearby.

    The first choice is the one to take; it is none that an earlier visit has taken.
    """
    taken: set[Slot] = set()
    proposals = []
    for number, slot in enumerate(wanted, start=1):
        free = slot not in taken and is_free(service, slot, patient=patient, now=now)
        found = nearest_slots(service, slot, patient=patient, now=now)
        near = tuple(each for each in found if each not in taken)
        closest = sorted(near, key=lambda each: (abs(each.start - slot.start), each))
        choices = (slot, *(each for each in near if each != slot)) if free else tuple(closest)
        taken.update(choices[:1])
        proposals.append(Proposal(number, slot, free, choices))
    return tuple(proposals)


def plans_to_book(patient: Patient) -> QuerySet[Course]:
    """Give the courses that were planned for a patient and of which no visit is booked."""
    own = Course.objects.filter(patient__in=ids_of(patient.pk), appointments=None)
    return own.order_by("planned_at", "pk")


def book_new_course(
    slots: Sequence[Slot],
    *,
    patient: Patient,
    service: Service,
    practitioner: User,
    phases: Phases,
    intake: Intake | None,
    by: str,
    now: datetime,
) -> tuple[Appointment, ...]:
    """
    Book each visit of a course, or none; one that was planned and says the same is the one meant.

    Raises:
        MayNotBook, CourseDoesNotFit: as `book_course`; then nothing is planned either.
    """
    with transaction.atomic():
        same = plans_to_book(patient).filter(
            service=service, practitioner=practitioner, phases=[list(each) for each in phases]
        )
        course = same.first() or plan_course(
            patient=patient,
            service=service,
            practitioner=practitioner,
            phases=phases,
            by=by,
            now=now,
        )
        return book_course(course, slots, intake=intake, by=by, now=now)


def book_course(
    course: Course,
    slots: Sequence[Slot],
    *,
    intake: Intake | None,
    by: str,
    now: datetime,
) -> tuple[Appointment, ...]:
    """
    Book each visit of a course, or none of them.

    Raises:
        MayNotBook: an emergency is raised.
        CourseDoesNotFit: says which visits do not, and what is free nearby.
    """
    seen = look(intake, now=now)
    with transaction.atomic():
        due = check_is_due(intake, seen, patient=course.patient, at_desk=True, now=now)
        visits: list[Appointment] = []
        unfit: list[tuple[int, Slot]] = []
        in_order = sorted(slots)
        for number, slot in enumerate(in_order, start=1):
            try:
                visits.append(
                    place_visit(
                        patient=course.patient,
                        intake=intake,
                        service=course.service,
                        slot=slot,
                        by=by,
                        check_due=due,
                        course=course,
                        now=now,
                    )
                )
            except SlotTaken:
                unfit.append((number, slot))
        if unfit:
            # Looked for while the rest of the course has its time, so that it fits beside it.
            raise CourseDoesNotFit(
                tuple(
                    Misfit(
                        number,
                        slot,
                        nearest_slots(course.service, slot, patient=course.patient, now=now),
                    )
                    for number, slot in unfit
                )
            )
        emit(EventKind.COURSE_BOOKED, course=course, now=now)
    return tuple(visits)
