"""
Who began a course and came no more: counted, whoever it was and for whatever reason.

A clinic that looks at those who stayed alone sees only those whom it helped.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from zusanli.clinic.booking.models import Appointment, State
from zusanli.clinic.outcomes.kept import kept_by_patient, kept_visits, stopped_after
from zusanli.clinic.outcomes.models import CourseDecision, Leaving, Why
from zusanli.clinic.records.models import Patient
from zusanli.clinic.records.same_person import kept_of

CAME_NO_MORE_AFTER = timedelta(days=42)
"""
Days since the last visit, with none to come. Once a week the course allows at most, later once a
month where wanted; half as long again is six weeks. basis = "proposed".
"""


class NobodyLeftError(Exception):
    """The patient has not been here yet, so that there is nothing to come back to."""


@dataclass(frozen=True, slots=True)
class Left:
    """A patient who came no more, after which visit of their course, and why as far as known."""

    patient: Patient
    last: Appointment
    count: int
    why: Why


@dataclass(frozen=True, slots=True)
class Counted:
    """
    Those who came no more in a time, of all whose course was under way in it.

    `by_reason` has a row for each reason, the unknown among them, also where it counts nobody.
    """

    left: tuple[Left, ...]
    of: int
    by_reason: Mapping[Why, int]


def is_long_ago(last: Appointment, *, now: datetime) -> bool:
    """Whether somebody who has no visit to come counts as one who comes no more."""
    return now - last.ends_at > CAME_NO_MORE_AFTER


def came_no_more(*, since: datetime, until: datetime, now: datetime) -> Counted:
    """
    Count who came no more from `since` until `until`, the end not included.

    The day that counts is the one on which the time ran out. A course is begun with the first visit
    that is no assessment, or is part of a booked course. Who was told to stop, or has had every
    visit of a booked course, has not dropped out.
    """
    to_come = Appointment.objects.filter(state=State.BOOKED, ends_at__gt=now)
    coming = set(kept_of(to_come.values_list("patient_id", flat=True)).values())
    stopped = stopped_after(CourseDecision.objects.all())
    whys = {each.last_visit_id: Why(each.why) for each in Leaving.objects.order_by("pk")}
    seen = kept_by_patient(seen_since=since - CAME_NO_MORE_AFTER, now=now)
    begun = [visits for visits in seen if is_begun(visits)]
    under_way = [
        visits
        for visits in begun
        if any(since <= each.ends_at + CAME_NO_MORE_AFTER < until for each in visits)
    ]
    people = kept_of({visits[-1].patient_id for visits in under_way})
    left = tuple(
        Left(last.patient, last, len(visits), whys.get(last.pk, Why.UNKNOWN))
        for visits in under_way
        for last in visits[-1:]
        if since <= last.ends_at + CAME_NO_MORE_AFTER < until
        and is_long_ago(last, now=now)
        and people[last.patient_id] not in coming
        and last.pk not in stopped
        and not is_finished(visits)
    )
    counts = Counter(each.why for each in left)
    return Counted(left, len(under_way), {why: counts[why] for why in Why})


def is_begun(visits: tuple[Appointment, ...]) -> bool:
    """Whether a course was begun, and not only talked about."""
    return any(each.course_id is not None or not each.service.first_visit for each in visits)


def is_finished(visits: tuple[Appointment, ...]) -> bool:
    """Whether every visit of the course that was booked last took place."""
    course = next((each.course for each in reversed(visits) if each.course is not None), None)
    if course is None:
        return False
    planned: int = sum(often * weeks for often, weeks in course.phases)
    return sum(each.course_id == course.pk for each in visits) >= planned


def tell_why(patient: Patient, why: Why, *, note: str, by: str, now: datetime) -> Leaving:
    """
    Keep why somebody came no more; it stands with their last visit.

    Raises:
        NobodyLeftError: they have not been here yet.
    """
    visits = kept_visits(patient, now=now)
    if not visits:
        raise NobodyLeftError
    return Leaving.objects.create(
        patient=patient, last_visit=visits[-1], at=now, by=by, why=why, note=note
    )
