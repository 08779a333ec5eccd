"""Patients: taken into the books, corrected, and found by name."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from zusanli.clinic.records.models import Intake, Patient, PersonalDetails
from zusanli.clinic.records.name_index import index
from zusanli.clinic.records.same_person import intakes_of, kept_of
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


def register_all(people: Sequence[Details], *, by: str, now: datetime) -> None:
    """Take several people into the books at once; all of them or nobody."""
    with transaction.atomic():
        patients = Patient.objects.bulk_create(Patient(added_at=now) for _ in people)
        PersonalDetails.objects.bulk_create(
            PersonalDetails(patient=patient, recorded_at=now, recorded_by=by, **asdict(details))
            for patient, details in zip(patients, people, strict=True)
        )
        index([each.pk for each in patients])


def record(patient: Patient, details: Details, *, by: str, now: datetime) -> PersonalDetails:
    """Record who somebody is from now on, and by what they are found; what stood before stays."""
    with transaction.atomic():
        made = PersonalDetails.objects.create(
            patient=patient, recorded_at=now, recorded_by=by, **asdict(details)
        )
        index([patient.pk])
    return made


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
    Give the details that hold: of a person with several records, those of the one that is kept.

    Raises:
        PersonalDetails.DoesNotExist: they were taken away.
    """
    kept = kept_of([patient.pk])[patient.pk]
    return PersonalDetails.objects.filter(patient=kept).latest("pk")


def known(patients: Iterable[UUID]) -> dict[UUID, PersonalDetails]:
    """
    Give the details that hold of several patients, by the ids that were asked for.

    Whose were taken away is left out. Of a person with several records those of the one that is
    kept hold for all.
    """
    kept = kept_of(patients)
    found = PersonalDetails.objects.filter(patient__in=set(kept.values())).order_by("pk")
    holds = {each.patient_id: each for each in found}
    return {asked: holds[own] for asked, own in kept.items() if own in holds}


def details_or_none(patient: UUID | None) -> PersonalDetails | None:
    """Give the details that hold, or None where nobody is meant or they were taken away."""
    return known([patient]).get(patient) if patient else None


def last_intake(patient: Patient) -> Intake | None:
    """Give the questionnaire that was begun last for a patient."""
    return intakes_of(patient.pk).order_by("-begun_at", "pk").first()
