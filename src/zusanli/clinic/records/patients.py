"""Patients: taken into the books, corrected, and found by name."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import OuterRef, Q, QuerySet, Subquery

from zusanli.clinic.records.models import Intake, Patient, PersonalDetails
from zusanli.core.words import ENGLISH


@dataclass(frozen=True, slots=True)
class Details:
    """Who somebody is; the family name first, and readings as they are spoken (kana)."""

    family_name: str
    given_name: str = ""
    family_reading: str = ""
    given_reading: str = ""
    born: date | None = None
    phone: str = ""
    email: str = ""
    language: str = ENGLISH


class DetailsOvertakenError(Exception):
    """
    Another tab or person corrected the details in the meantime; nothing was recorded.

    Attributes:
        holds: what they say now.
    """

    def __init__(self, holds: PersonalDetails) -> None:
        super().__init__(f"details {holds.pk} hold now")
        self.holds = holds


def register(details: Details, *, by: str, now: datetime) -> Patient:
    """Take somebody into the books."""
    with transaction.atomic():
        patient = Patient.objects.create(added_at=now)
        record(patient, details, by=by, now=now)
    return patient


def record(patient: Patient, details: Details, *, by: str, now: datetime) -> PersonalDetails:
    """Record who somebody is from now on; what stood before stays."""
    return PersonalDetails.objects.create(
        patient=patient, recorded_at=now, recorded_by=by, **asdict(details)
    )


def amend(
    patient: Patient, details: Details, *, seen: int, by: str, now: datetime
) -> PersonalDetails:
    """
    Correct who somebody is; `seen` is the version that the correction was made of.

    What stood before stays. When nothing differs, nothing is recorded.

    Raises:
        DetailsOvertakenError: somebody else corrected them in the meantime; nothing was recorded.
    """
    with transaction.atomic():
        Patient.objects.select_for_update().get(pk=patient.pk)
        holds = details_of(patient)
        if holds.pk != seen:
            raise DetailsOvertakenError(holds)
        if as_details(holds) == details:
            return holds
        return record(patient, details, by=by, now=now)


def as_details(kept: PersonalDetails) -> Details:
    """Give details as they were recorded."""
    return Details(**{each.name: getattr(kept, each.name) for each in fields(Details)})


def details_of(patient: Patient) -> PersonalDetails:
    """
    Give the details that hold.

    Raises:
        PersonalDetails.DoesNotExist: they were taken away.
    """
    return patient.details.latest("pk")


def known(patients: Iterable[UUID]) -> dict[UUID, PersonalDetails]:
    """Give the details that hold of several patients; whose were taken away is left out."""
    found = PersonalDetails.objects.filter(patient__in=tuple(patients)).order_by("pk")
    return {each.patient_id: each for each in found}


def last_intake(patient: Patient) -> Intake | None:
    """Give the questionnaire that was begun last for a patient."""
    return patient.intakes.order_by("-begun_at", "pk").first()


def found_by_name(typed: str) -> QuerySet[PersonalDetails]:
    """Find patients by the beginning of a name, a reading or a number; each by what holds now."""
    latest = PersonalDetails.objects.filter(patient=OuterRef("patient")).order_by("-pk")
    found = PersonalDetails.objects.filter(pk=Subquery(latest.values("pk")[:1]))
    for word in typed.split():
        found = found.filter(
            Q(family_name__istartswith=word)
            | Q(given_name__istartswith=word)
            | Q(family_reading__istartswith=word)
            | Q(given_reading__istartswith=word)
            | Q(phone__contains=word)
        )
    return found.order_by("family_reading", "family_name", "given_name", "pk")
