"""What was done last time, to be kept with one press. What is of the day is never filled in."""

from dataclasses import dataclass

from zusanli.clinic.notes.models import Note
from zusanli.clinic.notes.writing import chart_of
from zusanli.clinic.records.same_person import ids_of
from zusanli.core.visit.chart import Chart
from zusanli.errors import InputError


@dataclass(frozen=True, slots=True)
class LastTime:
    """The positions and needles of the last note that is closed, and that note."""

    note: Note
    chart: Chart


def last_time(note: Note) -> LastTime | None:
    """Give what was done at the visit before; None where there was none, or it is unread."""
    own = Note.objects.filter(patient__in=ids_of(note.patient_id))
    for each in own.filter(begun_at__lt=note.begun_at).order_by("-begun_at"):
        try:
            chart = chart_of(each)
        except InputError:
            return None
        if chart.closed_at is not None and chart.needles:
            return LastTime(each, chart)
    return None
