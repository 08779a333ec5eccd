"""A decision as a page of plain text, for an acupuncturist who has three minutes."""

import textwrap
from collections.abc import Iterator

from zusanli.core.decide import Decision
from zusanli.core.evidence.guideline import disagree
from zusanli.core.triage.flags import Urgency
from zusanli.core.triage.triage import Open, Raised
from zusanli.documents.course_text import advice_text, beside_text, course_text
from zusanli.documents.decision_data import REVIEW
from zusanli.documents.grades import graded
from zusanli.documents.guidelines import guideline_lines
from zusanli.documents.plain_text import graded_text
from zusanli.documents.plan_text import points_text, precautions_text
from zusanli.documents.sentences import (
    MEANS,
    WHAT_IT_IS,
    lift_texts,
    made_by,
    moment,
    needling_text,
    release_text,
    shown_texts,
)
from zusanli.documents.wording import (
    WIDTH,
    action_of,
    complaints_text,
    entitled,
    label_of,
    reasons_text,
    wrapped,
)
from zusanli.documents.wrapping import wrap

MOST_OPEN = 5


def decision_text(decision: Decision) -> str:
    """Lay the decision out: urgency, why, then what is still to be asked and looked at."""
    parts = (
        _head(decision),
        _shown(decision),
        _raised(decision),
        _void(decision),
        _open(decision),
        _next(decision),
        _due(decision),
        _suggested(decision),
        precautions_text(decision),
        _lifts(decision),
        points_text(decision),
        course_text(decision),
        advice_text(decision),
        beside_text(decision),
        _claims(decision),
        _guidelines(decision),
        _scores(decision),
        _foot(decision),
    )
    return "\n\n".join("\n".join(lines) for part in parts if (lines := list(part))) + "\n"


def emergency_text(decision: Decision, *, for_patient: Decision) -> str:
    """
    Say an emergency in few lines: the whole page would push what to do now out of sight.

    What to do stands last, in the language of `for_patient`, the same decision.
    """
    lines = [f"{moment(decision)}  {MEANS[decision.triage.urgency]}"]
    for raised in decision.triage.raised:
        lines.append(f"  {raised.flag.title} [{raised.flag.id}]")
        lines.append(f"    because: {reasons_text(raised.because, decision.book)}")
    lines.append("  Assessment not to be booked. Needling today: NO.")
    lines.append(f"{made_by(decision)}, {REVIEW}.")
    actions = (
        action_of(each.flag, country=for_patient.case.country, book=for_patient.book)
        for each in for_patient.triage.raised
        if each.flag.urgency is Urgency.EMERGENCY
    )
    lines += [line for action in dict.fromkeys(actions) for line in ("", *wrap(action, WIDTH))]
    return "\n".join(lines) + "\n"


def _head(decision: Decision) -> Iterator[str]:
    triage, case = decision.triage, decision.case
    complaints = complaints_text(case.complaints or frozenset(), decision.book)
    yield f"{moment(decision)}  {complaints or 'complaint not known'}"
    yield ""
    yield f"  Urgency          {MEANS[triage.urgency]}"
    if triage.possible_urgency > triage.urgency:
        yield f"                   could still be {triage.possible_urgency.id}, see Open"
    booking = "may be booked" if triage.may_book_assessment else "not to be booked"
    yield f"  Assessment       {booking}"
    yield f"  Needling today   {needling_text(decision)}"


def _raised(decision: Decision) -> Iterator[str]:
    if not decision.triage.raised:
        return
    yield "Raised"
    for raised in decision.triage.raised:
        yield from _one_raised(raised, decision)


def _one_raised(raised: Raised, decision: Decision) -> Iterator[str]:
    flag, book = raised.flag, decision.book
    yield from entitled(f"{flag.urgency.id.upper()}  {flag.title}  [{flag.id}]")
    yield from wrapped("because", reasons_text(raised.because, book))
    yield from wrapped("patient", action_of(flag, country=decision.case.country, book=book))
    yield from wrapped("needling", flag.needling)
    sources = "; ".join(
        f"{book.sources[each].publisher}: {book.sources[each].title}"
        for each in flag.sources
        if book.sources[each].url
    )
    proposed = "the rule or its level is our proposal" if flag.proposed else ""
    yield from wrapped("source", "; ".join(part for part in (sources, proposed) if part))
    if raised.released_by is not None:
        yield from wrapped("released", release_text(raised.released_by, book.say))


def _void(decision: Decision) -> Iterator[str]:
    for void in decision.triage.void_releases:
        yield from wrapped("void", f"release of {void.release.flag}: {void.because}")


def _shown(decision: Decision) -> Iterator[str]:
    for text in shown_texts(decision):
        yield from wrapped("shown", text)


def _lifts(decision: Decision) -> Iterator[str]:
    if decision.lifts:
        yield "Holds that somebody lifted"
    for word, text in lift_texts(decision):
        yield from wrapped(word, text)


def _open(decision: Decision) -> Iterator[str]:
    flags = decision.triage.open
    serious = [each for each in flags if each.flag.serious]
    if serious:
        yield f"Open: {len(serious)} serious, which hold back needling until they are answered"
        yield from _some_open(serious, decision)
    if len(flags) > len(serious):
        yield f"Open, but holding nothing back: {len(flags) - len(serious)}"
        titles = [each.flag.title for each in flags if not each.flag.serious]
        yield from wrapped("soon", ". ".join(titles) + ".")


def _some_open(flags: list[Open], decision: Decision) -> Iterator[str]:
    for each in flags[:MOST_OPEN]:
        unknown = "; ".join(label_of(name, decision.book) for name in each.unknown[:MOST_OPEN])
        more = len(each.unknown) - MOST_OPEN
        tail = f"; and {more} more" if more > 0 else ""
        yield from wrapped(each.flag.urgency.id, f"{each.flag.title}. Not known: {unknown}{tail}")
    if len(flags) > MOST_OPEN:
        yield f"  and {len(flags) - MOST_OPEN} more"


def _next(decision: Decision) -> Iterator[str]:
    questions = decision.triage.next_questions
    if questions:
        yield f"Next question, of {len(questions)} that can still matter"
        yield from wrapped("ask", questions[0].finding.text)


def _due(decision: Decision) -> Iterator[str]:
    if decision.triage.examinations_due:
        yield "Examinations due before any needle"
        for kind in decision.triage.examinations_due:
            yield from wrapped("examine", kind.title)


def _suggested(decision: Decision) -> Iterator[str]:
    if not (decision.conditions or decision.patterns):
        return
    yield "For the practitioner to judge; suggested, not diagnosed"
    for word, found in (("condition", decision.conditions), ("tradition", decision.patterns)):
        for each in found:
            reasons = reasons_text(each.because, decision.book)
            yield from wrapped(word, f"{each.diagnosis.name} ({reasons})")


def _claims(decision: Decision) -> Iterator[str]:
    if decision.claims:
        yield "What may be said of the effect, and how well it is known"
        for each in decision.claims:
            text = graded_text(graded(each, decision.book.say))
            yield from wrapped("say", each.instead if each.instructs else text)


def _guidelines(decision: Decision) -> Iterator[str]:
    if decision.guidelines:
        yield "What guidelines say" + (": they disagree" if disagree(decision.guidelines) else "")
        for line in guideline_lines(decision.guidelines, decision.book.say):
            yield from wrapped("guideline", graded_text(line))


def _scores(decision: Decision) -> Iterator[str]:
    if decision.scores:
        yield "Scores, none of which clears anybody"
    for result in decision.scores:
        name = result.score.id.replace("_", " ")
        if result.at_least == result.at_most:
            reading = f", {result.reading.replace('_', ' ')}" if result.reading else ""
            yield f"  {name}: {result.at_least}{reading}"
        else:
            yield f"  {name}: cannot score yet; at least {result.at_least}"


def _foot(decision: Decision) -> Iterator[str]:
    yield from textwrap.wrap(f"{WHAT_IT_IS} Content {REVIEW}.", WIDTH)
    yield made_by(decision)
