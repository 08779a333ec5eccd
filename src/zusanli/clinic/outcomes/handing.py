"""To hand a patient a phone or tablet of the clinic, with the form on it and nothing else."""

from datetime import datetime, timedelta

from django.db import transaction

from zusanli.clinic.booking.models import Appointment
from zusanli.clinic.links import hashed, new_link
from zusanli.clinic.outcomes.asking import Given
from zusanli.clinic.outcomes.collecting import Kept, collect
from zusanli.clinic.outcomes.models import HandOver
from zusanli.clinic.records.models import Patient

OPEN_FOR = timedelta(hours=1)
"""As long as somebody waits at most before a visit. basis = "proposed"."""


class HandedBackError(Exception):
    """The form was sent before, or its time is over; nothing was kept."""


def hand_over(patient: Patient, *, visit: Appointment | None, by: str, now: datetime) -> str:
    """Make a link to the form, for one sending."""
    link = new_link()
    HandOver.objects.create(
        link_hash=hashed(link),
        patient=patient,
        visit=visit,
        made_at=now,
        made_by=by,
        ends_at=now + OPEN_FOR,
    )
    return link


def handed(link: str) -> HandOver:
    """
    Find what was handed over by its link.

    Raises:
        HandOver.DoesNotExist: there is no such link.
    """
    found = HandOver.objects.select_related("patient", "visit__service", "visit__practitioner")
    return found.get(link_hash=hashed(link))


def is_open(handed_over: HandOver, *, now: datetime) -> bool:
    """Whether the form may still be sent."""
    return handed_over.used_at is None and now < handed_over.ends_at


def send(handed_over: HandOver, given: Given, *, by: str, language: str, now: datetime) -> Kept:
    """
    Keep what the patient told, and close the link.

    Raises:
        HandedBackError: it was sent before, or its time is over.
    """
    with transaction.atomic():
        opened = HandOver.objects.filter(pk=handed_over.pk, used_at=None, ends_at__gt=now)
        if not opened.update(used_at=now):
            raise HandedBackError
        return collect(
            handed_over.patient,
            given,
            visit=handed_over.visit,
            by=by,
            language=language,
            now=now,
        )
