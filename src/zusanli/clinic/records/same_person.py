"""
Which records are of one person.

Somebody may be in the books twice, and what was said under either record is kept there. So whatever
is asked of a patient, and all that safety hangs on, is asked of every record of the person: by
`ids_of`, never by a patient's own key alone. A test names whoever asks otherwise.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from zusanli.clinic.records.models import Intake, Merge, Patient


def ids_of(patient: UUID) -> tuple[UUID, ...]:
    """Give the ids of every record of a person, the one that is kept first."""
    found: set[UUID] = set()
    into: dict[UUID, UUID] = {}
    new = {patient}
    while new:
        found |= new
        merges = holding().filter(Q(patient__in=new) | Q(into__in=new))
        into |= dict(merges.values_list("patient", "into"))
        new = {*into, *into.values()} - found
    return tuple(sorted(found, key=lambda each: (each in into, str(each))))


def kept_of(patients: Iterable[UUID]) -> Mapping[UUID, UUID]:
    """Give for each of several records the one that is kept of its person: mostly itself."""
    kept = {each: each for each in patients}
    asked = set(kept)
    while asked:
        into = dict(holding().filter(patient__in=asked).values_list("patient", "into"))
        kept |= {each: into[own] for each, own in kept.items() if own in into}
        asked = set(into.values())
    return kept


def kept_record(patient: Patient) -> Patient:
    """Give the record that is kept of a person: mostly the one that was asked for."""
    kept = kept_of([patient.pk])[patient.pk]
    return patient if kept == patient.pk else Patient.objects.get(pk=kept)


def joined_at(patient: UUID) -> datetime | None:
    """
    Give when the records of a person were last joined; None where there is but one.

    What was decided before that was decided without knowing what stands in the other.
    """
    last = holding().filter(into__in=ids_of(patient)).order_by("at").last()
    return last.at if last else None


def intakes_of(patient: UUID) -> QuerySet[Intake]:
    """Give every questionnaire of a person."""
    return Intake.objects.filter(patient__in=ids_of(patient))


def holding() -> QuerySet[Merge]:
    """Give the merges that were not taken back."""
    return Merge.objects.filter(separation=None)
