"""Writes by what patients are found: with each recording of who they are, or anew for all."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from zusanli.clinic.records.models import NameKey, Patient, PersonalDetails
from zusanli.clinic.records.name_keys import keys_of

AT_ONCE = 500
"""Patients in one transaction: whoever corrects a name waits for no more than these."""


def index(patients: Iterable[UUID]) -> None:
    """
    Write by what some patients are found, from their own details that hold.

    One after the other: of two who correct a name at the same time, the later sees the earlier.
    """
    with transaction.atomic():
        # Not so that a visit of theirs, which has a key to them, would have to wait.
        rows = Patient.objects.select_for_update(no_key=True)
        locked = rows.filter(pk__in=patients).order_by("pk")
        found = [each.pk for each in locked]
        NameKey.objects.filter(patient__in=found).delete()
        details = PersonalDetails.objects.filter(patient__in=found)
        last = details.order_by().values("patient").annotate(last=Max("pk")).values("last")
        holds = PersonalDetails.objects.filter(pk__in=last)
        NameKey.objects.bulk_create(
            NameKey(patient_id=each.patient_id, key=key)
            for each in holds
            for key in sorted(keys_of(each))
        )


def rebuild() -> int:
    """Write all of them anew, and say of how many patients."""
    everybody = list(Patient.objects.order_by("pk").values_list("pk", flat=True))
    for first in range(0, len(everybody), AT_ONCE):
        index(everybody[first : first + AT_ONCE])
    return len(everybody)
