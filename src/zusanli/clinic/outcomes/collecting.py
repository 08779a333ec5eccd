"""To keep what a patient told; what is new or worse is asked after at once."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from zusanli.clinic.booking.models import Appointment, State
from zusanli.clinic.books import rule_book
from zusanli.clinic.check_ins.asking import Told
from zusanli.clinic.check_ins.models import News
from zusanli.clinic.check_ins.telling import check_in
from zusanli.clinic.outcomes.asking import NUMBERS, Given
from zusanli.clinic.outcomes.models import CollectedBy, OutcomeSet
from zusanli.clinic.outcomes.reviews import look_back
from zusanli.clinic.records.models import Patient
from zusanli.clinic.records.same_person import ids_of
from zusanli.clinic.staff.models import Role, User
from zusanli.core.course.review import GLOBAL_CHANGE, NEW_SYMPTOMS, WORST_FIRST
from zusanli.core.outcomes.measure import within

TREATS = (Role.PRACTITIONER, Role.SUPERVISOR)


@dataclass(frozen=True, slots=True)
class Kept:
    """What was kept, and the link to the danger questions, empty if none are asked."""

    outcome_set: OutcomeSet
    questions: str


def collect(
    patient: Patient,
    given: Given,
    *,
    visit: Appointment | None,
    by: str,
    language: str,
    now: datetime,
    collector: User | None = None,
) -> Kept:
    """
    Keep a set of answers; `collector` is who of the staff held the form, None for the patient.

    Where something is new, may be, or got worse by an amount that counts, the danger questions are
    asked and the clinic is told, as after a check-in: no needle goes in as if nothing had happened.

    Raises:
        ValueError: an answer lies outside its measure, or is of none that is asked.
    """
    _check(given)
    with transaction.atomic():
        kept = OutcomeSet.objects.create(
            patient=patient,
            visit=visit,
            at=now,
            by=by,
            language=language,
            values=dict(given.values),
            functions=[{"name": each.name, "value": each.value} for each in given.functions],
            target=given.target,
            collected_by=collected_by(collector),
            collector=collector,
            away_from_needler=is_away(patient, visit, collector),
        )
        return Kept(kept, _ask_if_worse(kept, language=language, now=now))


def collected_by(collector: User | None) -> CollectedBy:
    """Say in which part somebody held the form."""
    if collector is None:
        return CollectedBy.PATIENT
    return CollectedBy.PRACTITIONER if collector.has_role(*TREATS) else CollectedBy.RECEPTION


def is_away(patient: Patient, visit: Appointment | None, collector: User | None) -> bool:
    """
    Whether somebody else held the form than who treats: at the visit, or at any of them.

    Who treats is who was booked, and who charted.
    """
    if collector is None:
        return True
    booked = Appointment.objects.filter(patient__in=ids_of(patient.pk), state=State.BOOKED)
    theirs = booked.filter(Q(practitioner=collector) | Q(note__practitioner=collector))
    return not (theirs if visit is None else theirs.filter(pk=visit.pk)).exists()


def _check(given: Given) -> None:
    measures = rule_book().measures
    for name, value in given.values.items():
        if name not in (*NUMBERS, GLOBAL_CHANGE, NEW_SYMPTOMS):
            raise ValueError(f"{name} is not asked")
        if value is not None and not within(measures[name], value):
            raise ValueError(f"{value} lies outside {name}")


def _ask_if_worse(kept: OutcomeSet, *, language: str, now: datetime) -> str:
    """Give the link to the danger questions, if what was told leads to them."""
    own = ids_of(kept.patient_id)
    begun = Appointment.objects.filter(patient__in=own, state=State.BOOKED, starts_at__lte=now)
    last = begun.order_by("starts_at").last()
    if last is None or NEW_SYMPTOMS not in kept.values:
        return ""
    new = kept.values[NEW_SYMPTOMS]
    back = look_back(kept.patient, now=now)
    worse = back is not None and back.review.then == WORST_FIRST[0]
    if new == 0 and not worse:
        return ""
    told = Told({}, frozenset(), News.NOT_SURE if new is None and not worse else News.YES)
    _, questions = check_in(last, told, by=kept.by, language=language, now=now)
    return questions
