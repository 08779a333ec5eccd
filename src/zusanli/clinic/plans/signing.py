"""
A plan is signed before the first needle, by somebody who may, on what is known today.

Who signs answers for it that the history was taken, that somebody looked, and that nothing serious
is open. The program refuses where one of these is missing.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from enum import StrEnum

from django.db import transaction

from zusanli.clinic.booking.models import Appointment
from zusanli.clinic.consents.signing import questionnaire_of
from zusanli.clinic.plans.models import Plan
from zusanli.clinic.plans.monitoring import doctor_of, is_overdue, monitored
from zusanli.clinic.premises.models import the_clinic
from zusanli.clinic.records.intakes import Standing, standing
from zusanli.clinic.records.models import Intake, Judgement, JudgementKind, Patient
from zusanli.clinic.records.same_person import ids_of, intakes_of, joined_at
from zusanli.clinic.staff.licences import licence_of
from zusanli.clinic.staff.models import User
from zusanli.core.decide import Decision
from zusanli.core.triage.triage import Raised
from zusanli.core.visit.allowing import choices_at
from zusanli.documents.decision_data import decision_data
from zusanli.version import ENGINE_VERSION

NO_LOOKING = ("check_in", "inr_record", "blood_counts")
"""Questions that are read out, and numbers that others measured: nobody examines a patient so."""


class Missing(StrEnum):
    """Why a plan may not be signed."""

    NO_ANSWERS = "no_answers"
    RAISED = "raised"
    OPEN = "open"
    TOLD_ELSEWHERE = "told_elsewhere"
    WITHHELD = "withheld"
    EXAMINATIONS_DUE = "examinations_due"
    NO_HISTORY = "no_history"
    NO_EXAMINATION = "no_examination"
    NO_DOCTOR = "no_doctor"
    DOCTOR_OVERDUE = "doctor_overdue"
    NO_LICENCE = "no_licence"
    NO_POINTS = "no_points"
    POINT_NOT_FREE = "point_not_free"


class NotToBeSignedError(Exception):
    """
    Something is missing; nothing was signed.

    Attributes:
        missing: what it is.
    """

    def __init__(self, missing: Sequence[Missing]) -> None:
        super().__init__(", ".join(missing))
        self.missing = tuple(missing)


class PlanChangedError(Exception):
    """What the plan is made of has changed since it was read; nothing was signed."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A point that the practitioner chose; `place` is where a sore spot lies."""

    code: str
    side: str
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read before it was signed: the hash of the decision shown, and in which language."""

    sha256: str
    language: str


def sign_plan(
    visit: Appointment, points: Sequence[Chosen], reading: Reading, *, member: User, now: datetime
) -> Plan:
    """
    Sign the plan of a visit as it was read.

    Raises:
        NotToBeSignedError: something is missing.
        PlanChangedError: an answer or a finding changed meanwhile.
    """
    with transaction.atomic():
        patient = Patient.objects.select_for_update().get(pk=visit.patient_id)
        intake = questionnaire_of(visit)
        if intake is None:
            raise NotToBeSignedError([Missing.NO_ANSWERS])
        stood = standing(intake, now=now, language=reading.language)
        missing = list(missing_for(visit, stood, points, member=member, now=now))
        if missing:
            raise NotToBeSignedError(missing)
        if hash_of(stood.decision) != reading.sha256:
            raise PlanChangedError
        last, version = _last_number(patient), intake.versions.get(number=stood.number)
        book = stood.decision.book
        return Plan.objects.create(
            patient=patient,
            visit=visit,
            answers=version,
            number=last + 1,
            at=now,
            member=member,
            by=member.called,
            licence=str(licence_of(member, on=_day(now))),
            release=f"{book.release} {book.sha256}",
            engine=ENGINE_VERSION,
            decision=decision_data(stood.decision),
            points=[asdict(each) for each in points],
            sha256=reading.sha256,
        )


def missing_for(
    visit: Appointment,
    stood: Standing,
    points: Sequence[Chosen],
    *,
    member: User,
    now: datetime,
) -> Iterator[Missing]:
    """Give all that stands in the way of a signature."""
    triage = stood.decision.triage
    if any(each.stops for each in triage.raised):
        yield Missing.RAISED
    if any(each.flag.serious for each in triage.open):
        yield Missing.OPEN
    if told_elsewhere(visit, now=now):
        yield Missing.TOLD_ELSEWHERE
    if stood.decision.care.withheld:
        yield Missing.WITHHELD
    if triage.examinations_due:
        yield Missing.EXAMINATIONS_DUE
    yield from _not_recorded(visit)
    yield from _not_looked_after(visit, stood.decision, on=_day(now))
    if licence_of(member, on=_day(now)) is None:
        yield Missing.NO_LICENCE
    if not points:
        yield Missing.NO_POINTS
    elif not all(_is_free(each, stood.decision) for each in points):
        yield Missing.POINT_NOT_FREE


def told_elsewhere(visit: Appointment, *, now: datetime) -> tuple[Raised, ...]:
    """
    Give the serious flags that stand raised in another questionnaire of the patient.

    No later questionnaire takes them back: a practitioner judges them.
    """
    return raised_elsewhere(visit.patient, questionnaire_of(visit), now=now)


def raised_elsewhere(
    patient: Patient, last: Intake | None, *, now: datetime, language: str | None = None
) -> tuple[Raised, ...]:
    """Give the serious flags that stand raised in another questionnaire than the last."""
    return tuple(
        raised
        for each in intakes_of(patient.pk).order_by("-begun_at")
        if each != last
        for raised in standing(each, now=now, language=language).decision.triage.raised
        if raised.stops
    )


def plan_of(patient: Patient) -> Plan | None:
    """
    Give the plan that holds, or None.

    One that was signed before two records were joined holds no more: it was signed without what
    stands in the other.
    """
    plans = Plan.objects.filter(patient__in=ids_of(patient.pk))
    if joined := joined_at(patient.pk):
        plans = plans.filter(at__gte=joined)
    return plans.order_by("pk").last()


def _last_number(patient: Patient) -> int:
    numbers = Plan.objects.filter(patient__in=ids_of(patient.pk)).values_list("number", flat=True)
    return max(numbers, default=0)


def hash_of(decision: Decision) -> str:
    """
    Give the hash of what a decision says, whenever it was made.

    The moment that it was made for is left out: a page is read for minutes before it is signed.
    """
    said = {name: each for name, each in decision_data(decision).items() if name != "on"}
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def _not_recorded(visit: Appointment) -> Iterator[Missing]:
    """
    Say which of history and examination nobody has recorded since the patient was asked.

    What was recorded for an earlier questionnaire was of other answers.
    """
    intake = questionnaire_of(visit)
    own = Judgement.objects.filter(patient__in=ids_of(visit.patient_id))
    since = own.none() if intake is None else own.filter(at__gte=intake.begun_at)
    if not since.filter(kind=JudgementKind.HISTORY).exists():
        yield Missing.NO_HISTORY
    examined = since.filter(kind=JudgementKind.EXAMINATION).exclude(what__id__in=NO_LOOKING)
    if not examined.exists():
        yield Missing.NO_EXAMINATION


def _not_looked_after(visit: Appointment, decision: Decision, *, on: date) -> Iterator[Missing]:
    """Say whether a doctor is to be named, or to be seen again, before needles are planned."""
    rules = monitored(decision)
    if not rules:
        return
    doctor = doctor_of(visit.patient)
    if doctor is None:
        yield Missing.NO_DOCTOR
    elif is_overdue(doctor, rules, on=on):
        yield Missing.DOCTOR_OVERDUE


def _is_free(point: Chosen, decision: Decision) -> bool:
    return all(each.free for each in choices_at(point.code, point.side, point.place, decision))


def _day(now: datetime) -> date:
    return now.astimezone(the_clinic().zone).date()
