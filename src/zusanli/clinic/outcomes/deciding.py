"""To decide after a visit whether a course goes on, changes or stops."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from zusanli.clinic.booking.models import Appointment, State
from zusanli.clinic.books import rule_book
from zusanli.clinic.outcomes.kept import decisions_of
from zusanli.clinic.outcomes.models import CourseDecision, What
from zusanli.clinic.outcomes.reviews import LookBack, look_back
from zusanli.clinic.records.models import Patient
from zusanli.clinic.records.same_person import ids_of
from zusanli.clinic.staff.models import User


class NothingToDecideError(Exception):
    """The patient has not had a visit yet."""


class NoReasonError(Exception):
    """A decision has a reason in words."""


class DecidedMeanwhileError(Exception):
    """
    Somebody else decided since the page was opened; nothing was kept.

    Attributes:
        holds: what they decided.
    """

    def __init__(self, holds: CourseDecision | None) -> None:
        super().__init__("decided meanwhile")
        self.holds = holds


def decide(
    patient: Patient, what: What, *, reason: str, seen: int, by: User, now: datetime
) -> CourseDecision:
    """
    Keep what was decided, with what the numbers said.

    `seen` is how many decisions stood on the page that it was decided on. To stop cancels nothing:
    which visits still stand is for people to look at.

    Raises:
        NothingToDecideError: no visit took place yet.
        NoReasonError: no reason was given.
        DecidedMeanwhileError: somebody else was first.
    """
    back = look_back(patient, now=now)
    if back is None:
        raise NothingToDecideError
    if not reason.strip():
        raise NoReasonError
    if decisions_of(patient).count() != seen:
        raise DecidedMeanwhileError(decisions_of(patient).last())
    try:
        with transaction.atomic():
            return CourseDecision.objects.create(
                patient=patient,
                number=_next_number(patient),
                after_visit=back.count,
                last_visit=back.visits[-1],
                at=now,
                by=by.called,
                decided_by=by,
                what=what,
                reason=reason.strip(),
                said=said(back),
                release=f"{rule_book().release} {rule_book().sha256}",
            )
    except IntegrityError:
        raise DecidedMeanwhileError(decisions_of(patient).last()) from None


def _next_number(patient: Patient) -> int:
    """Count on from the last: of two records that were joined, each has numbers of its own."""
    numbers = decisions_of(patient).values_list("number", flat=True)
    return max(numbers, default=-1) + 1


def said(back: LookBack) -> dict[str, Any]:
    """Give what the numbers said, and which numbers, as it is kept."""
    return {
        "visit": back.review.visit,
        "is_due": back.review.is_due,
        "then": back.review.then,
        "because": [{"id": each.id, "says": each.says} for each in back.review.by],
        "unknown": list(back.review.unknown),
        "target": back.target,
        "away_from_needler": back.away,
        "start_at": back.start.at.isoformat() if back.start else None,
        "start": {name: list(values) for name, values in back.start_answers.items()},
        "now": {name: list(values) for name, values in back.answers.items()},
    }


def visits_that_stand(patient: Patient, *, now: datetime) -> QuerySet[Appointment]:
    """Give the visits to come, which a decision to stop leaves as they are."""
    own = ids_of(patient.pk)
    coming = Appointment.objects.filter(patient__in=own, state=State.BOOKED, starts_at__gt=now)
    return coming.select_related("service", "practitioner").order_by("starts_at")
