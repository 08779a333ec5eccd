"""
To show that whoever holds the link of a visit is the patient.

A link may be forwarded or found. What a visit's page shows is little; before all that is known of
somebody is shown, they type the phone number or the mail address that they gave.
"""

import unicodedata
from datetime import datetime, timedelta

from django.db import transaction

from zusanli.clinic.booking.models import Appointment
from zusanli.clinic.own_data.models import Proof
from zusanli.clinic.records.models import Patient
from zusanli.clinic.records.patients import details_of
from zusanli.clinic.records.same_person import ids_of, kept_record

TRIES = 5
WITHIN = timedelta(hours=1)
"""Five tries an hour: nobody finds a number of nine digits by them. basis = "proposed"."""
SHORTEST = 6
"""A number with fewer digits than this proves nothing."""
COUNTRY = 3
"""A number may be written with its country's code, of so many digits at most, or without."""


class TooManyTriesError(Exception):
    """It was tried too often; the hour must pass, or the clinic be called."""


def prove(visit: Appointment, typed: str, *, now: datetime) -> bool:
    """
    Say whether what was typed is the number or address that the patient gave, and count the try.

    Raises:
        TooManyTriesError: too many were wrong within the hour.
    """
    with transaction.atomic():
        # One after the other, whichever of their visits the link is of: tries are of a patient.
        patient = Patient.objects.select_for_update().get(pk=kept_record(visit.patient).pk)
        own = ids_of(patient.pk)
        wrong = Proof.objects.filter(visit__patient__in=own, right=False, at__gt=now - WITHIN)
        if wrong.count() >= TRIES:
            raise TooManyTriesError
        details = details_of(patient)
        right = _same_number(typed, details.phone) or _same_address(typed, details.email)
        Proof.objects.create(visit=visit, at=now, right=right)
    return right


def _same_number(typed: str, known: str) -> bool:
    short, long = sorted((_digits(typed), _digits(known)), key=len)
    return len(short) >= SHORTEST and len(long) - len(short) <= COUNTRY and long.endswith(short)


def _same_address(typed: str, known: str) -> bool:
    return bool(known) and typed.strip().casefold() == known.casefold()


def _digits(text: str) -> str:
    """Give the digits that count, full-width ones as well: noughts at the start come and go."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(each for each in plain if each in "0123456789").lstrip("0")
