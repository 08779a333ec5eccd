"""That a physician has sent a patient: kept from the paper, and named on receipts."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from zusanli.clinic.receipts.models import Referral
from zusanli.clinic.records.models import Patient
from zusanli.clinic.records.same_person import ids_of


class NotOnThePaperError(Exception):
    """Who referred, or for what, was not said; a referral has both."""


@dataclass(frozen=True, slots=True)
class Paper:
    """What stands on a referral; `reference` is the physician's own number, empty if none."""

    physician: str
    on: date
    reason: str
    chronic_pain: bool = False
    reference: str = ""


def keep_referral(patient: Patient, paper: Paper, *, by: str, now: datetime) -> Referral:
    """
    Keep that a physician has sent a patient.

    Raises:
        NotOnThePaperError: it does not say by whom or for what.
    """
    if not paper.physician or not paper.reason:
        raise NotOnThePaperError
    return Referral.objects.create(
        patient=patient,
        physician=paper.physician,
        on=paper.on,
        reason=paper.reason,
        chronic_pain=paper.chronic_pain,
        reference=paper.reference,
        added_at=now,
        added_by=by,
    )


def referrals_of(patient: Patient) -> QuerySet[Referral]:
    """Give the referrals of a person, the last one first."""
    return Referral.objects.filter(patient__in=ids_of(patient.pk)).order_by("-on", "-pk")


def referral_of(patient: Patient, number: int | None) -> Referral | None:
    """Give a person's own referral by its number, or None."""
    return None if number is None else referrals_of(patient).filter(pk=number).first()
