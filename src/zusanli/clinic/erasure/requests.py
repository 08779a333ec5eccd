"""Somebody asks to be erased: kept, and answered when it is refused."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from zusanli.clinic.erasure.models import ErasureRequest
from zusanli.clinic.records.models import Patient
from zusanli.clinic.records.same_person import ids_of, kept_record


class AlreadySettledError(Exception):
    """Somebody else answered it meanwhile, or took it back; nothing was changed."""


def ask_to_be_erased(patient: Patient, *, by: str, now: datetime) -> ErasureRequest:
    """Keep that somebody asks to be erased; who asks twice has asked once."""
    own = ids_of(patient.pk)
    try:
        with transaction.atomic():
            found = ErasureRequest.objects.filter(patient__in=own, settled_at=None).first()
            return found or ErasureRequest.objects.create(
                patient=kept_record(patient), asked_at=now, by=by
            )
    except IntegrityError:
        return ErasureRequest.objects.get(patient__in=own, settled_at=None)


def open_requests() -> QuerySet[ErasureRequest]:
    """Give the requests that nobody has answered, the longest waiting first."""
    return ErasureRequest.objects.filter(settled_at=None).select_related("patient")


def refuse(request: ErasureRequest, *, by: str, answer: str, now: datetime) -> None:
    """
    Keep what somebody was answered who is not erased.

    Raises:
        AlreadySettledError: somebody else was first.
    """
    changed = ErasureRequest.objects.filter(pk=request.pk, settled_at=None).update(
        settled_at=now, settled_by=by, answer=answer
    )
    if not changed:
        raise AlreadySettledError
