"""What the page of a note shows, made ready for the page."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.urls import NoReverseMatch, reverse

from zusanli.clinic.booking.models import Appointment
from zusanli.clinic.books import rule_book
from zusanli.clinic.notes.asking import questions, read_out
from zusanli.clinic.notes.models import Note
from zusanli.clinic.notes.proposing import Proposal, Proposed
from zusanli.clinic.notes.writing import signed_for_needles
from zusanli.clinic.records.models import Patient
from zusanli.core.decide import Decision
from zusanli.core.findings import Finding
from zusanli.core.points.candidates import ASPECT_CHANNELS
from zusanli.core.precautions.in_force import InForce
from zusanli.core.precautions.precaution import Effect
from zusanli.core.rulebook import RuleBook
from zusanli.core.visit.chart import Chart
from zusanli.core.words import noop
from zusanli.documents.answered import answered
from zusanli.documents.sentences import parted
from zusanli.documents.wording import filled, label_of, limit_words, reasons_text

EFFECTS = {
    Effect.WITHHOLD: noop("no needle today"),
    Effect.BAR: noop("not there, or not so"),
    Effect.HOLD: noop("only with a reason"),
    Effect.LIMIT: noop("only so far"),
    Effect.WARN: noop("take care"),
}


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


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
