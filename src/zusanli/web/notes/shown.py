"""What the page of a note shows, made ready for the page."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.urls import NoReverseMatch, reverse

from zusanli.clinic.booking.models import Appointment
from zusanli.clinic.books import rule_book
from zusanli.clinic.notes.asking import questions, read_out
from zusanli.clinic.notes.models import Note, NoteEntry
from zusanli.clinic.notes.proposing import Proposal, Proposed
from zusanli.clinic.notes.writing import signed_for_needles
from zusanli.clinic.records.models import Patient
from zusanli.core.decide import Decision
from zusanli.core.findings import Finding
from zusanli.core.outcomes.adverse_event import AdverseEvent
from zusanli.core.points.candidates import ASPECT_CHANNELS
from zusanli.core.precautions.in_force import InForce
from zusanli.core.precautions.precaution import Effect
from zusanli.core.rulebook import RuleBook
from zusanli.core.visit.allowing import choices_at
from zusanli.core.visit.chart import LEFT_BEHIND, Batch, Chart, Charted, Needle
from zusanli.core.visit.reading import SEVERITIES
from zusanli.core.visit.visit import NEEDS_A_DOCTOR
from zusanli.core.words import Words, noop
from zusanli.documents.answered import answered
from zusanli.documents.sentences import parted
from zusanli.documents.visit_summary import FELT
from zusanli.documents.visit_words import (
    LIES,
    SEVERITY,
    detail_texts,
    name_of,
    needle_text,
)
from zusanli.documents.wording import filled, label_of, limit_words, reasons_text
from zusanli.web.booking.when import Clock
from zusanli.web.notes.telling import told

EFFECTS = {
    Effect.WITHHOLD: noop("no needle today"),
    Effect.BAR: noop("not there, or not so"),
    Effect.HOLD: noop("only with a reason"),
    Effect.LIMIT: noop("only so far"),
    Effect.WARN: noop("take care"),
}
COUNTS = tuple(range(1, 25))
STAYS = (10, 15, 20, 25, 30)
CONTACTS = (10, 15, 20, 30, 45)
LOOKED = (
    noop("couch"),
    noop("sheets"),
    noop("clothes"),
    noop("floor"),
    noop("bin"),
    noop("the skin, with a lamp"),
)
TONGUE = (
    noop("pale"),
    noop("pink"),
    noop("red"),
    noop("purple"),
    noop("thin coat"),
    noop("thick coat"),
    noop("yellow coat"),
    noop("tooth marks"),
    noop("dry"),
)
PULSE = (
    noop("floating"),
    noop("deep"),
    noop("slow"),
    noop("rapid"),
    noop("weak"),
    noop("full"),
    noop("wiry"),
    noop("slippery"),
    noop("thin"),
)


@dataclass(frozen=True, slots=True)
class Barrier:
    """What stands in the way today, in words; `alarm` is that it may ask for help."""

    text: str
    alarm: bool = False


@dataclass(frozen=True, slots=True)
class Care:
    """A precaution of today, for whoever has the needle in hand."""

    effect: str
    strong: bool
    title: str
    limits: str
    tells: str
    because: str


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


@dataclass(frozen=True, slots=True)
class Asking:
    """What is read out before the needle, list by list, each under what it asks."""

    groups: tuple[tuple[str, tuple[Finding, ...]], ...]
    read: str
    signed: bool


def barriers(
    decision: Decision | None, missing: tuple[str, ...], book: RuleBook
) -> Iterator[Barrier]:
    """Give what stands in the way of a needle today, the most serious first."""
    say = book.say
    if decision is None:
        yield Barrier(say("Nothing was answered: no questionnaire stands behind this visit."))
        return
    triage = decision.triage
    for each in triage.raised:
        if each.stops:
            yield Barrier(say("Raised: {flag}", flag=each.flag.title), alarm=True)
    open_ = [each.flag.title for each in triage.open if each.flag.serious]
    if open_:
        yield Barrier(say("Not known yet: {flags}", flags="; ".join(dict.fromkeys(open_))))
    if decision.care.withheld:
        held = [each for each in decision.care.in_force if each.effect is Effect.WITHHOLD]
        yield Barrier("; ".join(each.precaution.title for each in held), alarm=True)
    if triage.examinations_due:
        due = "; ".join(each.title for each in triage.examinations_due)
        yield Barrier(say("To be examined first: {due}", due=due))
    for text in missing:
        yield Barrier(_capital(say(text)))


def cares(decision: Decision) -> tuple[Care, ...]:
    """Give the precautions of this patient, the strongest first; what is not known counts too."""
    known, unknown = parted(decision)
    return tuple(_care(each, decision) for each in (*known, *unknown))


def _care(each: InForce, decision: Decision) -> Care:
    book, limit = decision.book, each.precaution.limit
    limits = [*limit_words(limit, book.say)] if each.effect is Effect.LIMIT else []
    if each.effect is Effect.LIMIT and limit.max_cun is not None:
        limits.append(book.say("at most {depth} cun deep", depth=f"{limit.max_cun:g}"))
    if each.effect is Effect.LIMIT and limit.max_mm is not None:
        limits.append(book.say("at most {depth} mm deep", depth=f"{limit.max_mm:g}"))
    because = reasons_text(each.because, book) if each.because else ""
    unknown = book.say.listed(label_of(name, book) for name in each.unknown[:3])
    return Care(
        effect=book.say(EFFECTS[each.effect]),
        strong=each.effect >= Effect.HOLD,
        title=each.precaution.title,
        limits=book.say.listed(limits),
        tells=filled(each.precaution.tells, decision),
        because=because or book.say("not known: {what}", what=unknown),
    )


def known_of(decision: Decision) -> tuple[str, ...]:
    """Give what the patient told, or somebody found, that is there: allergies, illnesses, pills."""
    labels = [
        label_of(each.finding.id, decision.book)
        for each in answered(decision.case, decision.book)
        if each.value is True
        and not each.finding.protective
        and each.finding.id not in ASPECT_CHANNELS
    ]
    return tuple(dict.fromkeys(labels))


def asking(visit: Appointment, *, now: datetime, language: str) -> Asking | None:
    """Give what is read out, all of it unticked."""
    asked = questions(visit, now=now, language=language)
    if asked is None:
        return None
    findings = read_out(asked)
    return Asking(
        groups=tuple(_groups(findings, rule_book(language))),
        read=" ".join(each.id for each in findings),
        signed=signed_for_needles(visit.patient) is not None,
    )


def _groups(
    findings: tuple[Finding, ...], book: RuleBook
) -> Iterator[tuple[str, tuple[Finding, ...]]]:
    """Group what is read out by the list that it stands on; what stands on none comes last."""
    grouped: dict[str, list[Finding]] = {}
    for each in findings:
        grouped.setdefault(book.lists_of.get(each.id, ""), []).append(each)
    alone = grouped.pop("", [])
    for name, group in grouped.items():
        yield book.findings[name].text, tuple(group)
    if alone:
        yield book.say("And today"), tuple(alone)


def common_refusal(offered: Proposal) -> tuple[str, ...]:
    """Give what stands in the way of every needle alike; it is said once."""
    reasons = [{why for one in each.refused for why in one.because} for each in offered.needles]
    if not reasons:
        return ()
    shared = set.intersection(*reasons)
    return tuple(
        dict.fromkeys(
            why for one in offered.needles[0].refused for why in one.because if why in shared
        )
    )


def refusal_of(each: Proposed, common: tuple[str, ...]) -> tuple[str, ...]:
    """Give what stands in the way of one needle beside what stands in the way of all."""
    why = (text for one in each.refused for text in one.because)
    return tuple(dict.fromkeys(text for text in why if text not in common))


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


def advice(decision: Decision, chart: Chart) -> list[tuple[str, str, bool]]:
    """Give the advice that is meant for this patient: its id, its words, whether it was told."""
    given = {
        each.advice.id: filled(each.text, decision)
        for each in (*decision.advice, *decision.aftercare)
        if each.text
    }
    return [(name, text, name in chart.told) for name, text in given.items()]


def next_step(chart: Chart) -> str:
    """Name the part of the page that comes next."""
    if chart.closed_at is not None:
        return "closed"
    if not chart.agreed and not chart.needles:
        return "asked" if chart.asked is None else "points"
    if not chart.needles:
        return "points"
    open_ = [number for number, _ in chart.open() if number]
    return f"count-{open_[0]}" if open_ else "close"


def review_of(patient: Patient) -> str:
    """Give the address of the review, empty while there is no such page."""
    try:
        return reverse("review", kwargs={"patient": patient.pk})
    except NoReverseMatch:
        return ""


def age(born: date | None, today: date) -> int | None:
    """Give somebody's age in years, None where the day of birth is not known."""
    if born is None:
        return None
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def note_of(visit: UUID) -> Note | None:
    """Give the note of a visit, None where it was not begun."""
    return Note.objects.filter(visit=visit).select_related("visit", "patient").first()


def _minutes(seconds: float) -> int:
    return round(seconds / 60)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
