"""Who of today is here, and who lies with needles in."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from zusanli.clinic.booking.models import Appointment
from zusanli.clinic.notes.models import Arrival, Note
from zusanli.clinic.notes.writing import chart_of
from zusanli.core.visit.chart import Batch, Chart
from zusanli.core.visit.visit import LeftIn
from zusanli.errors import InputError

LONGEST_VISIT = timedelta(hours=24)
"""A note that was begun longer ago and never closed is no visit of today."""
STILL_TO_COME_OUT = timedelta(days=30)
"""For how long a needle that was left in on purpose is looked for; press needles stay for days."""


class Stage(StrEnum):
    """How far a visit of today is."""

    EXPECTED = "expected"
    HERE = "here"
    IN_TREATMENT = "in_treatment"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Lying:
    """Somebody with needles in. Of a note that cannot be read `batch` is None: nobody knows."""

    note: Note
    batch: Batch | None

    def is_over(self, now: datetime) -> bool:
        """Whether the needles should be out by now, or nobody knows when."""
        due = None if self.batch is None else self.batch.due_out_at
        return due is None or due <= now


@dataclass(frozen=True, slots=True)
class ToTakeOut:
    """Needles left in on purpose, to be taken out by a day."""

    note: Note
    left: LeftIn


def stage_of(visit: Appointment, charts: dict[object, Chart | None]) -> Stage:
    """Say how far a visit is; `charts` are those of the notes of the day, by visit."""
    if visit.pk in charts:
        chart = charts[visit.pk]
        is_closed = chart is not None and chart.closed_at is not None
        return Stage.DONE if is_closed else Stage.IN_TREATMENT
    return Stage.HERE if Arrival.objects.filter(visit=visit).exists() else Stage.EXPECTED


def notes_since(since: datetime) -> list[Note]:
    """Give the notes that were begun since a moment."""
    found = Note.objects.filter(begun_at__gte=since)
    return list(found.select_related("visit__place", "patient", "practitioner"))


def charts_of(notes: Iterable[Note]) -> dict[object, Chart | None]:
    """Give the charts of notes by their visits; None where one cannot be read."""
    return {each.visit_id: _chart(each) for each in notes}


def lying(notes: Iterable[Note], charts: dict[object, Chart | None]) -> list[Lying]:
    """Give who lies with needles in, the first to be freed first, and first of all who may."""
    found = [one for each in notes for one in _lying(each, charts.get(each.visit_id))]
    return sorted(found, key=_due)


def to_take_out(*, now: datetime, on: date) -> list[ToTakeOut]:
    """Give the needles that were left in on purpose and whose day has come or is the next."""
    found = []
    for note in notes_since(now - STILL_TO_COME_OUT):
        chart = _chart(note)
        for batch in chart.batches if chart else ():
            found += [ToTakeOut(note, left) for left in batch.left_in]
    soon = on + timedelta(days=1)
    return sorted(
        (each for each in found if on - timedelta(days=7) <= each.left.remove_by <= soon),
        key=lambda each: each.left.remove_by,
    )


def _lying(note: Note, chart: Chart | None) -> Iterator[Lying]:
    if chart is None:
        yield Lying(note, None)
        return
    yield from (Lying(note, batch) for batch in chart.batches if batch.has_needles_in)


def _due(each: Lying) -> float:
    due = None if each.batch is None else each.batch.due_out_at
    return float("-inf") if due is None else due.timestamp()


def _chart(note: Note) -> Chart | None:
    try:
        return chart_of(note)
    except InputError:
        return None
