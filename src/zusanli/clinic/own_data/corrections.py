"""A patient asks for a correction; somebody at the clinic makes it, and says so."""

from datetime import datetime

from django.db.models import QuerySet

from zusanli.clinic.own_data.models import Correction
from zusanli.clinic.records.models import Patient


class AlreadySettledError(Exception):
    """Somebody else has dealt with it meanwhile; nothing was changed."""


def ask_to_correct(patient: Patient, text: str, *, now: datetime) -> Correction:
    """Keep what a patient says is wrong; it changes nothing by itself."""
    return Correction.objects.create(patient=patient, asked_at=now, text=text)


def unsettled() -> QuerySet[Correction]:
    """Give the corrections that nobody has dealt with, the longest waiting first."""
    return Correction.objects.filter(settled_at=None).select_related("patient")


def settle(correction: Correction, *, by: str, what: str, now: datetime) -> None:
    """
    Keep what was done.

    Raises:
        AlreadySettledError: somebody else was first.
    """
    changed = Correction.objects.filter(pk=correction.pk, settled_at=None).update(
        settled_at=now, settled_by=by, what_was_done=what
    )
    if not changed:
        raise AlreadySettledError
