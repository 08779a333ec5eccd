"""What was done last time, to be kept with one press. What is of the day is never filled in."""

from dataclasses import dataclass

from zusanli.clinic.notes.models import Note
from zusanli.clinic.notes.writing import chart_of
from zusanli.clinic.records.same_person import ids_of
from zusanli.core.visit.chart import Chart, Individual
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


def extent_of(note: Note, chart: Chart) -> Individual | None:
    """
    Say how far the needles of a visit were made for this patient, as it stands or is proposed.

    As it was last time, else wholly: no needle is charted without a plan, whose points somebody
    chose one by one for this patient. Whoever closes the visit sees it, and may say otherwise.
    None where there is no needle.
    """
    if not chart.needles:
        return None
    last = last_time(note)
    return chart.individual or (last and last.chart.individual) or Individual.FULLY
