"""Who of today is here, and who lies with needles in."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from django.db.models import Exists, OuterRef, Q

from zusanli.clinic.booking.models import Appointment
from zusanli.clinic.books import rule_book
from zusanli.clinic.notes.models import Note, NoteEntry
from zusanli.clinic.notes.writing import chart_of
from zusanli.core.visit.chart import Batch, Chart
from zusanli.core.visit.entries import Kept
from zusanli.core.visit.entry_reading import read_entry
from zusanli.core.visit.visit import LeftIn
from zusanli.errors import InputError

LONGEST_VISIT = timedelta(hours=24)
"""A visit of longer ago is none of today, unless its note was never closed or was added to."""
COUNTED = ("place", "strike", "in", "out", "left_in", "not_found", "take_back")
"""Entries that say how many needles are in; added to a closed note they may open it again."""


class Stage(StrEnum):
    """How far a visit of today is."""

    EXPECTED = "expected"
    HERE = "here"
    IN_TREATMENT = "in_treatment"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Lying:
    """
    Somebody with needles in, or who may have.

    Of a note that cannot be read `batch` is None: nobody knows.
    """

    note: Note
    batch: Batch | None

    @property
    def needles(self) -> int | None:
        """How many are in; None where they were not counted, or the counts do not fit."""
        unaccounted = None if self.batch is None else self.batch.unaccounted
        return unaccounted if unaccounted is not None and unaccounted > 0 else None

    def is_over(self, now: datetime) -> bool:
        """Whether the needles should be out by now, or nobody knows when."""
        due = None if self.batch is None else self.batch.due_out_at
        return due is None or due <= now


@dataclass(frozen=True, slots=True)
class ToTakeOut:
    """Needles left in on purpose, to be taken out by a day."""

    note: Note
    left: LeftIn


def stage_of(visit: Appointment, charts: dict[object, Chart | None], *, has_arrived: bool) -> Stage:
    """Say how far a visit is; `charts` are those of the notes of the day, by visit."""
    if visit.pk in charts:
        chart = charts[visit.pk]
        is_closed = chart is not None and chart.closed_at is not None
        return Stage.DONE if is_closed else Stage.IN_TREATMENT
    return Stage.HERE if has_arrived else Stage.EXPECTED


def notes_since(since: datetime) -> list[Note]:
    """
    Give the notes of visits since a moment, and every older one in which a needle may be open.

    A note may be begun days before its visit. One that was never closed, or was added to after it
    was closed, may tell of a needle that is still in, however old it is.
    """
    entries = NoteEntry.objects.filter(note=OuterRef("pk"))
    closed, late = entries.filter(what__do="close"), entries.filter(what__do__in=COUNTED)
    found = Note.objects.filter(
        Q(begun_at__gte=since)
        | Q(visit__starts_at__gte=since)
        | (Exists(entries) & ~Exists(closed))
        | Exists(late.exclude(why=""))
    )
    return list(found.select_related("visit__place", "patient", "practitioner"))


def charts_of(notes: Iterable[Note]) -> dict[object, Chart | None]:
    """Give the charts of notes by their visits; None where one cannot be read."""
    return {each.visit_id: _chart(each) for each in notes}


def lying(notes: Iterable[Note], charts: dict[object, Chart | None]) -> list[Lying]:
    """Give who lies with needles in, the first to be freed first, and first of all who may."""
    found = [one for each in notes for one in _lying(each, charts.get(each.visit_id))]
    return sorted(found, key=_due)


def to_take_out(*, on: date) -> list[ToTakeOut]:
    """
    Give the needles that were left in on purpose and whose day has come or is the next.

    They stand here until they are counted out, however long ago their day was.
    """
    kept = NoteEntry.objects.filter(note=OuterRef("pk"), what__do="left_in")
    found = [
        ToTakeOut(note, left) for note in Note.objects.filter(Exists(kept)) for left in _left(note)
    ]
    soon = on + timedelta(days=1)
    return sorted(
        (each for each in found if each.left.remove_by <= soon),
        key=lambda each: each.left.remove_by,
    )


def _left(note: Note) -> Iterator[LeftIn]:
    """Give what is left in; of a note that cannot be read, all that was ever left in."""
    chart = _chart(note)
    if chart is not None:
        yield from (left for batch in chart.batches for left in batch.left_in)
        return
    for each in note.entries.filter(what__do="left_in"):
        with suppress(InputError):
            entry = read_entry(each.what, book=rule_book())
            if isinstance(entry, Kept):
                yield entry.what


def _lying(note: Note, chart: Chart | None) -> Iterator[Lying]:
    if chart is None:
        yield Lying(note, None)
        return
    yield from (Lying(note, each) for each in chart.batches if chart.may_have_needles_in(each))


def _due(each: Lying) -> float:
    due = None if each.batch is None else each.batch.due_out_at
    return float("-inf") if due is None else due.timestamp()


def _chart(note: Note) -> Chart | None:
    try:
        return chart_of(note)
    except InputError:
        return None
