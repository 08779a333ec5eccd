"""Whether a patient's legs or feet may feel less, for which reason their skin is looked at."""

from datetime import datetime

from zusanli.clinic.records.intakes import standing
from zusanli.clinic.records.models import Patient
from zusanli.clinic.records.patients import last_intake
from zusanli.core.decide import Decision

PRECAUTION = "no_heat_without_feeling"
"""The precaution of the knowledge base for whom feels less, or of whom nobody knows."""


def feeling_may_be_reduced(patient: Patient, *, now: datetime) -> bool:
    """
    Whether feeling is reduced, or not known: who has no questionnaire is looked after as well.

    By the last questionnaire: a foot may have gone numb since an earlier one.
    """
    intake = last_intake(patient)
    return intake is None or reduced_by(standing(intake, now=now).decision)


def reduced_by(decision: Decision) -> bool:
    """Whether a decision takes feeling to be reduced; so it is where the precaution is unknown."""
    known = any(each.id == PRECAUTION for each in decision.book.precautions)
    return not known or any(each.precaution.id == PRECAUTION for each in decision.care.in_force)
