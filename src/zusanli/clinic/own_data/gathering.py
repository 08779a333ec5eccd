"""All that the clinic knows of one patient, as plain data: to be read, and to be taken along."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet

from zusanli.clinic.booking.models import Appointment
from zusanli.clinic.consents.models import Consent
from zusanli.clinic.records.models import Intake, Patient
from zusanli.clinic.records.same_person import ids_of, intakes_of

FORMAT = "zusanli-own-data"
VERSION = 1
KEYS = frozenset(("link_hash", "patient_id"))
"""What opens a page, and what stands at the top once."""


def gathered(patient: Patient, *, now: datetime) -> dict[str, Any]:
    """
    Gather everything that is kept of a person, under whichever of their records.

    Times are UTC, in ISO 8601. Links are left out: they are keys, and known by their hash alone.
    """
    own = ids_of(patient.pk)
    visits = Appointment.objects.filter(patient__in=own)
    signed = Consent.objects.filter(patient__in=own)
    shaped = {
        "intakes": [_questionnaire(each) for each in intakes_of(patient.pk).order_by("begun_at")],
        "appointments": [_visit(each) for each in visits.order_by("starts_at")],
        "consents": _rows(signed.annotate(withdrawn_at=F("withdrawal__at"))),
    }
    # Whatever else is kept of a patient, now or by a room that is added, hangs on it by a key.
    others = {
        str(each.get_accessor_name()): _rows(
            each.related_model._default_manager.filter(  # noqa: SLF001 - documented by Django
                **{f"{each.field.name}__in": own}
            )
        )
        for each in Patient._meta.related_objects
    }
    return {
        "format": FORMAT,
        "version": VERSION,
        "gathered_at": now.isoformat(),
        "patient": str(own[0]),
        "known_since": min(_added(own)).isoformat(),
        **others,
        **shaped,
    }


def _added(own: Iterable[UUID]) -> QuerySet[Patient, datetime]:
    return Patient.objects.filter(pk__in=own).values_list("added_at", flat=True)


def _questionnaire(intake: Intake) -> dict[str, Any]:
    return {
        "begun_at": intake.begun_at.isoformat(),
        "versions": _rows(intake.versions.all(), only=("number", "at", "interview")),
        "calls": _rows(intake.call_requests.all()),
    }


def _visit(visit: Appointment) -> dict[str, Any]:
    return {
        "starts_at": visit.starts_at.isoformat(),
        "ends_at": visit.ends_at.isoformat(),
        "service": visit.service.name,
        "with": visit.practitioner.called,
        "state": visit.state,
        "changes": _rows(
            visit.changes.all(),
            only=("number", "kind", "at", "by", "why", "starts_before", "starts_after"),
        ),
    }


def _rows(rows: QuerySet[Any], *, only: tuple[str, ...] = ()) -> list[dict[str, Any]]:
    return [
        {name: _plain(value) for name, value in row.items() if name not in KEYS}
        for row in rows.order_by("pk").values(*only)
    ]


def _plain(value: Any) -> Any:  # noqa: ANN401 - what a column holds
    if value is None or isinstance(value, str | int | float | list | dict):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
