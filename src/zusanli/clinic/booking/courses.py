"""A planned series of visits, booked in one go: all of it or nothing."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

from zusanli.clinic.booking.events import emit
from zusanli.clinic.booking.models import Appointment, Course, EventKind, Service
from zusanli.clinic.booking.outcomes import CourseDoesNotFit, Misfit, SlotTaken
from zusanli.clinic.booking.search import Slot, nearest_slots
from zusanli.clinic.booking.slots import moment
from zusanli.clinic.booking.visits import check_is_due, look, place_visit
from zusanli.clinic.records.models import Intake, Patient
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
        due = check_is_due(intake, seen, at_desk=True, now=now)
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
                    Misfit(number, slot, nearest_slots(course.service, slot, now=now))
                    for number, slot in unfit
                )
            )
        emit(EventKind.COURSE_BOOKED, course=course, now=now)
    return tuple(visits)
