"""What a note gives when its visit is over: the visit as it was, and what was decided then."""

from dataclasses import dataclass
from datetime import date, datetime

from zusanli.clinic.booking.models import Appointment, State
from zusanli.clinic.notes.models import Note
from zusanli.clinic.notes.writing import chart_of
from zusanli.clinic.premises.models import the_clinic
from zusanli.clinic.records.intakes import stands
from zusanli.clinic.records.same_person import ids_of, intakes_of
from zusanli.clinic.staff.licences import licence_of
from zusanli.core.decide import Decision
from zusanli.core.visit.chart import Chart
from zusanli.core.visit.summing import About, summed
from zusanli.core.visit.visit import Visit
from zusanli.documents.wording import filled


@dataclass(frozen=True, slots=True)
class Over:
    """A visit that is closed; `licence` is that of who treated, empty where none was recorded."""

    visit: Visit
    chart: Chart
    decision: Decision
    licence: str


def over(note: Note, *, language: str) -> Over | None:
    """
    Give a visit that is closed, in a language; None while it is open, or unread.

    Raises:
        InputError: an entry cannot be read by today's rules.
    """
    chart = chart_of(note)
    if chart.closed_at is None:
        return None
    decision = _decision_then(note.visit, chart.closed_at, language)
    if decision is None:
        return None
    day = chart.closed_at.astimezone(the_clinic().zone).date()
    licence = licence_of(note.practitioner, on=day)
    about = About(
        on=note.begun_at.astimezone(the_clinic().zone),
        number=Note.objects.filter(
            patient__in=ids_of(note.patient_id), begun_at__lte=note.begun_at
        ).count(),
        practitioner=note.practitioner.called,
        told=tuple(_told(chart, decision)),
        next_visit=_next(note, chart.closed_at),
    )
    return Over(summed(chart, about), chart, decision, str(licence) if licence else "")


def _decision_then(visit: Appointment, at: datetime, language: str) -> Decision | None:
    """Decide by what was known when the visit was closed."""
    intakes = intakes_of(visit.patient_id).filter(begun_at__lte=at).order_by("begun_at")
    intake = intakes.last() or visit.intake
    version = intake.versions.filter(at__lte=at).order_by("number").last() if intake else None
    return stands(version, now=at, language=language).decision if version else None


def _told(chart: Chart, decision: Decision) -> list[str]:
    given = {
        each.advice.id: filled(each.text, decision)
        for each in (*decision.advice, *decision.aftercare)
        if each.text
    }
    return [given[each] for each in chart.told if each in given]


def _next(note: Note, after: datetime) -> date | None:
    coming = Appointment.objects.filter(
        patient__in=ids_of(note.patient_id), state=State.BOOKED, starts_at__gt=after
    )
    first = coming.order_by("starts_at").first()
    return None if first is None else first.starts_at.astimezone(the_clinic().zone).date()
