"""A patient comes, and somebody notes it with one press."""

from datetime import datetime

from django.db import IntegrityError, transaction

from zusanli.clinic.booking.models import Appointment
from zusanli.clinic.notes.models import Arrival


def arrive(visit: Appointment, *, by: str, now: datetime) -> None:
    """Note that the patient of a visit is here; twice is as once."""
    try:
        with transaction.atomic():
            Arrival.objects.create(visit=visit, patient=visit.patient, at=now, by=by)
    except IntegrityError:
        return


def take_back(visit: Appointment) -> None:
    """Take back an arrival that was a slip of the hand. Once a note was begun, it stands."""
    Arrival.objects.filter(visit=visit, visit__note=None).delete()
