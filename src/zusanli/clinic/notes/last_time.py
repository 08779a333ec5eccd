"""What was done last time, to be kept with one press. What is of the day is never filled in."""

from dataclasses import dataclass, replace
from uuid import UUID

from zusanli.clinic.notes.models import Note
from zusanli.clinic.notes.writing import chart_of
from zusanli.clinic.records.same_person import ids_of
from zusanli.core.visit.chart import Batch, Chart, Needle
from zusanli.errors import InputError


@dataclass(frozen=True, slots=True)
class LastTime:
    """The positions and needles of the last note that is closed, and that note."""

    note: Note
    chart: Chart

    @property
    def batches(self) -> tuple[Batch, ...]:
        """How the patient lay, and how long the needles were to stay; no count and no time."""
        return tuple(
            Batch(each.number, each.position, each.retain_minutes) for each in self.chart.batches
        )

    def needles(self, key: UUID) -> tuple[Needle, ...]:
        """Give the needles under rows of a new form; what was felt is asked anew."""
        return tuple(
            replace(each, row=f"{key}-{index}", felt=None)
            for index, each in enumerate(self.chart.needles)
        )


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
