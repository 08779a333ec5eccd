"""What is charted, row by row, made ready for the page: sets, needles, side effects, entries."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from zusanli.clinic.notes.models import NoteEntry
from zusanli.core.decide import Decision
from zusanli.core.outcomes.adverse_event import AdverseEvent
from zusanli.core.rulebook import RuleBook
from zusanli.core.visit.allowing import choices_at
from zusanli.core.visit.chart import LEFT_BEHIND, Batch, Chart, Charted, Needle
from zusanli.core.visit.reading import SEVERITIES
from zusanli.core.visit.visit import NEEDS_A_DOCTOR
from zusanli.core.words import Words
from zusanli.documents.visit_summary import FELT
from zusanli.documents.visit_words import LIES, SEVERITY, detail_texts, name_of, needle_text
from zusanli.web.booking.when import Clock
from zusanli.web.notes.telling import told


@dataclass(frozen=True, slots=True)
class Row:
    """A charted needle, its words, and how deep it may go in this patient."""

    needle: Needle
    values: Mapping[str, str]
    text: str
    name: str
    details: str
    felt: str
    limit: str
    cautions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Set:
    """The needles of one position: how they stand, and how they were counted."""

    batch: Batch
    lies: str
    rows: tuple[Row, ...]
    charted: int
    in_at: str
    out_at: str
    due: str
    minutes_left: int | None
    stayed: int | None
    differ: bool
    chart_differs: bool
    positions: tuple[tuple[str, str], ...]

    @property
    def name(self) -> str:
        """Its number, as forms send it."""
        return str(self.batch.number)

    @property
    def stay(self) -> str:
        """The minutes that its needles are to stay, empty where nobody said."""
        minutes = self.batch.retain_minutes
        return "" if minutes is None else f"{minutes:g}"

    @property
    def unaccounted(self) -> int:
        """How many needles nobody can tell of; below nothing where more came out than went in."""
        return self.batch.unaccounted or 0


@dataclass(frozen=True, slots=True)
class Event:
    """A side effect to press, with its severities."""

    event: AdverseEvent
    severities: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Happened:
    """A side effect that was charted, and what to do about it."""

    effect: Charted
    event: AdverseEvent
    severity: str
    needs_doctor: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One entry of the note, with who wrote it and when."""

    number: int
    text: str
    at: str
    by: str
    why: str
    late: bool


def sets(
    chart: Chart, decision: Decision | None, clock: Clock, say: Words, now: datetime
) -> list[Set]:
    """Give the positions with their needles and counts."""
    return [_set(each, chart, decision, clock, say, now) for each in chart.batches]


def _set(
    batch: Batch, chart: Chart, decision: Decision | None, clock: Clock, say: Words, now: datetime
) -> Set:
    rows = tuple(row(each, decision, say) for each in chart.of_batch(batch.number))
    left = None if batch.due_out_at is None else _minutes((batch.due_out_at - now).total_seconds())
    stayed = None if batch.retained is None else _minutes(batch.retained.total_seconds())
    return Set(
        batch=batch,
        lies=say(LIES[batch.position]),
        rows=rows,
        charted=sum(each.needle.needles for each in rows),
        in_at=clock.time(batch.in_at) if batch.in_at else "",
        out_at=clock.time(batch.out_at) if batch.out_at else "",
        due=batch.due_out_at.isoformat() if batch.due_out_at and batch.has_needles_in else "",
        minutes_left=left if batch.has_needles_in else None,
        stayed=stayed,
        differ=batch.removed is not None and batch.unaccounted != 0,
        chart_differs=_chart_differs(batch, sum(each.needle.needles for each in rows)),
        positions=tuple((each, say(text)) for each, text in LIES.items()),
    )


def _chart_differs(batch: Batch, charted: int) -> bool:
    """Whether more needles are charted than went in, or none is and some did."""
    if batch.inserted is None:
        return False
    return charted > batch.inserted or (batch.inserted > 0 and charted == 0)


def row(needle: Needle, decision: Decision | None, say: Words) -> Row:
    """Give a needle as the page shows it."""
    if decision is None:
        return Row(needle, values_of(needle), f"{needle.code} {needle.side}", "", "", "", "", ())
    choice = choices_at(needle.code, needle.side, needle.place, decision)[0]
    limit = ""
    if choice.max_mm is not None:
        limit = say("at most {depth} mm", depth=choice.max_mm)
    elif choice.max_cun is not None:
        limit = say("at most {depth} cun", depth=f"{choice.max_cun:g}")
    titles = (each.precaution.title for each in choice.by if not each.precaution.for_everybody)
    return Row(
        needle=needle,
        values=values_of(needle),
        text=needle_text(needle, decision.book),
        name="" if needle.place else name_of(needle.code, decision.book),
        details=", ".join(detail_texts(needle, decision.book)),
        felt="" if needle.felt is None else say(FELT[needle.felt]),
        limit=limit,
        cautions=tuple(dict.fromkeys(titles)),
    )


def values_of(needle: Needle) -> dict[str, str]:
    """Give what is charted of a needle as its form is filled in with it."""
    amounts = ("gauge_mm", "length_mm", "depth_mm")
    known = {name: getattr(needle, name) for name in (*amounts, "angle", "technique", "felt")}
    return {
        **{name: f"{value:g}" for name, value in known.items() if name in amounts and value},
        **{name: str(value) for name, value in known.items() if name not in amounts and value},
        **({"press": "1"} if needle.press else {}),
    }


def events(book: RuleBook) -> tuple[Event, ...]:
    """Give the side effects to press, the commonest first; a lost needle is charted where it is."""
    return tuple(
        Event(
            each,
            tuple(
                (one, book.say(SEVERITY[one]))
                for one in (NEEDS_A_DOCTOR if each.serious else SEVERITIES)
            ),
        )
        for each in book.adverse_events.values()
        if each.id != LEFT_BEHIND
    )


def happened(chart: Chart, book: RuleBook) -> tuple[Happened, ...]:
    """Give the side effects that were charted, the last first."""
    return tuple(
        Happened(
            each,
            book.adverse_events[each.event],
            book.say(SEVERITY[each.severity]),
            each.severity in NEEDS_A_DOCTOR,
        )
        for each in reversed(chart.effects or ())
    )


def lines(
    entries: list[NoteEntry], closed_at: datetime | None, book: RuleBook, clock: Clock
) -> list[Line]:
    """Give every entry in the order in which it was written."""
    return [
        Line(
            number=each.number,
            text=told(each, book),
            at=clock.time(each.at),
            by=each.by,
            why=each.why,
            late=closed_at is not None and each.at > closed_at,
        )
        for each in entries
    ]


def _minutes(seconds: float) -> int:
    return round(seconds / 60)
