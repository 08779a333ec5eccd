"""
Whether the emergency check of a visit still holds, and whether help comes first.

A visit is booked once, but people go on answering: a later questionnaire, a check-in, a tick on the
way to "answer what is left". An emergency told in any of them holds for the patient, and none that
is answered afterwards takes it back; and answers age before a visit that is weeks away.
"""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from zusanli.clinic.booking.models import Appointment, State
from zusanli.clinic.books import rule_book
from zusanli.clinic.records import intakes
from zusanli.clinic.records.intakes import Standing, emergency_of, standing
from zusanli.clinic.records.models import Intake, Patient
from zusanli.clinic.records.same_person import ids_of
from zusanli.core.rules.tree import Value


def answer(
    intake: Intake,
    stood: Standing,
    value: Value | None,
    *,
    now: datetime,
    also: Mapping[str, Value] = intakes.NOTHING_ELSE,
) -> None:
    """
    Record an answer; an emergency is written to each visit to come, or the answer is not kept.

    Raises:
        OvertakenError: another answer came first.
    """
    with transaction.atomic():
        intakes.answer(intake, stood, value, now=now, also=also)
        whose = Patient.objects.filter(intakes=intake).first()
        coming = Appointment.objects.filter(
            Q(intake=intake) | Q(patient__in=ids_of(whose.pk) if whose else ()),
            state=State.BOOKED,
            ends_at__gt=now,
        )
        visits = [each.pk for each in coming]
        if visits and standing(intake, now=now).is_emergency:
            Appointment.objects.filter(pk__in=visits).update(check_due=True)


def help_first(visit: Appointment, *, now: datetime) -> Standing | None:
    """Say how the questionnaire stands that tells of an emergency, for a visit to come."""
    if not visit.check_due or not visit.is_booked or visit.ends_at <= now:
        return None
    return emergency_of(visit.patient, now=now)


def is_due(visit: Appointment, *, now: datetime) -> bool:
    """
    Whether the emergency questions are still to be put before a visit.

    Answers that have aged, or were taken back since, are asked again when what is answered now
    lasts until the visit.
    """
    holds = rule_book().screening_holds
    soon = now < visit.ends_at and visit.starts_at - now <= holds
    if visit.check_due or visit.intake is None or not soon:
        return visit.check_due
    begun, last = visit.intake.begun_at, visit.intake.versions.latest("number").at
    as_booked = now - begun <= holds and last <= visit.booked_at
    return not as_booked and not _allows(visit.intake, now)


def check_again(visit: Appointment, *, now: datetime) -> None:
    """
    Take the check of a visit as done once its questionnaire allows it, and as due once it aged.

    An emergency, or questions that are still open, leave it due.
    """
    asked = visit.intake
    if asked is None:
        return
    due = is_due(visit, now=now)
    if visit.check_due:
        due = not _allows(asked, now) or emergency_of(visit.patient, now=now) is not None
    if due is visit.check_due:
        return
    # Only as it was seen: what was told meanwhile, in another tab or a check-in, is not wiped out.
    seen = Appointment.objects.filter(pk=visit.pk, intake=asked, check_due=visit.check_due)
    if seen.update(check_due=due):
        visit.check_due = due


def _allows(intake: Intake, now: datetime) -> bool:
    stood = standing(intake, now=now)
    return stood.decision.triage.may_book_assessment and not stood.is_emergency
