"""Whether a named doctor looks after the illness behind a course, and did so lately."""

from dataclasses import dataclass
from datetime import date

from zusanli.clinic.books import rule_book
from zusanli.clinic.records.models import Judgement, JudgementKind, Patient
from zusanli.clinic.records.same_person import ids_of
from zusanli.core.course.course import Monitored
from zusanli.core.decide import Decision


@dataclass(frozen=True, slots=True)
class Doctor:
    """Who looks after a patient's illness, and when they last reviewed it."""

    name: str
    reviewed_on: date
    by: str


def doctor_of(patient: Patient) -> Doctor | None:
    """Give the doctor who was named last, None where nobody was."""
    own = Judgement.objects.filter(patient__in=ids_of(patient.pk), kind=JudgementKind.MONITORED)
    last = own.order_by("pk").last()
    if last is None:
        return None
    return Doctor(last.what["doctor"], date.fromisoformat(last.what["reviewed_on"]), last.by)


def monitored(decision: Decision) -> tuple[Monitored, ...]:
    """Give what a doctor must look after before this course begins; what is not known counts."""
    rules = decision.book.course.monitored
    return tuple(each for each in rules if decision.facts.worst(each.when) is not False)


def is_overdue(doctor: Doctor, rules: tuple[Monitored, ...], *, on: date) -> bool:
    """Whether the doctor's last review is too long ago for one of the rules."""
    return any(each.is_overdue(reviewed_on=doctor.reviewed_on, on=on) for each in rules)


def review_overdue(patient: Patient, *, on: date) -> bool:
    """
    Whether a patient whose illness a doctor looks after has to be seen by them again.

    Told at the desk, where nothing else of the illness is: that a doctor was named says that the
    course needs one.
    """
    doctor = doctor_of(patient)
    return doctor is not None and is_overdue(doctor, rule_book().course.monitored, on=on)
