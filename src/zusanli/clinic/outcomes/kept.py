"""
Which visits took place: those of which somebody noted that the patient was here, and that are over.

Of a visit that is over and was not noted nobody knows, and it is neither: it is counted apart.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import groupby, pairwise
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from zusanli.clinic.booking.models import Appointment, State
from zusanli.clinic.notes.models import Note
from zusanli.clinic.notes.writing import chart_of
from zusanli.clinic.outcomes.models import CourseDecision, What
from zusanli.clinic.records.models import Patient
from zusanli.clinic.records.same_person import ids_of, kept_of
from zusanli.errors import InputError

ANOTHER_COURSE_AFTER = timedelta(days=182)
"""
Whoever comes back after half a year begins again, with a start of their own: visits of so long ago
are no part of what is judged now. basis = "proposed".
"""


def kept(*, now: datetime) -> QuerySet[Appointment]:
    """Give all visits that took place, of each patient in order."""
    over = Appointment.objects.filter(state=State.BOOKED, ends_at__lte=now)
    return over.filter(arrival__isnull=False).order_by("patient_id", "starts_at")


def not_noted(*, since: datetime, now: datetime) -> int:
    """Count the visits that are over and of which nobody noted whether the patient came."""
    over = Appointment.objects.filter(state=State.BOOKED, ends_at__lte=now, ends_at__gt=since)
    return over.filter(arrival=None).count()


def kept_visits(patient: Patient, *, now: datetime) -> tuple[Appointment, ...]:
    """Give the visits of the course that a patient is in, or was in last; the first one first."""
    own = kept(now=now).filter(patient__in=ids_of(patient.pk)).order_by("starts_at")
    visits = own.select_related("service", "practitioner")
    return _of_last_course(list(visits), stopped_after(decisions_of(patient)))


def decisions_of(patient: Patient) -> QuerySet[CourseDecision]:
    """Give what was decided of a person's courses, the first one first."""
    return CourseDecision.objects.filter(patient__in=ids_of(patient.pk)).order_by("pk")


def kept_by_patient(*, seen_since: datetime, now: datetime) -> list[tuple[Appointment, ...]]:
    """Give the visits of the last course of each patient who was here, or is booked, since then."""
    booked = Appointment.objects.filter(
        patient=OuterRef("patient"), state=State.BOOKED, ends_at__gte=seen_since
    )
    found = kept(now=now).filter(Exists(booked)).select_related("service", "patient", "course")
    visits = list(found)
    people = kept_of({each.patient_id for each in visits})
    visits.sort(key=lambda each: (str(people[each.patient_id]), each.starts_at))
    stops = stopped_after(CourseDecision.objects.all())
    return [
        _of_last_course(list(theirs), stops)
        for _, theirs in groupby(visits, key=lambda each: people[each.patient_id])
    ]


def first_needle_at(visits: Sequence[Appointment]) -> datetime:
    """
    Give the moment from which on no answer tells how it was at the start.

    It is when needles were first counted in; before anything is charted, when the visit began.
    """
    first = visits[0]
    note = Note.objects.filter(visit=first).first()
    try:
        batches = chart_of(note).batches if note else ()
    except InputError:
        return first.starts_at
    counted = [each.in_at for each in batches if each.in_at is not None]
    return min(counted, default=first.starts_at)


def stopped_after(decided: QuerySet[CourseDecision]) -> frozenset[UUID]:
    """Give the last visits of courses that were stopped, by the decision that holds for each."""
    holds = dict(decided.order_by("number").values_list("last_visit_id", "what"))
    return frozenset(visit for visit, what in holds.items() if what == What.STOP)


def _of_last_course(
    visits: Sequence[Appointment], stops: frozenset[UUID]
) -> tuple[Appointment, ...]:
    begins = 0
    for index, (before, after) in enumerate(pairwise(visits), start=1):
        if before.pk in stops or after.starts_at - before.ends_at > ANOTHER_COURSE_AFTER:
            begins = index
    return tuple(visits[begins:])
