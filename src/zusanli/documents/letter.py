"""The letter to the patient's doctor: one ask, why, what is planned, and what was asked."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from zusanli.core.decide import Decision
from zusanli.core.findings import Kind
from zusanli.core.precautions.precaution import Effect
from zusanli.core.rules.explain import Reason
from zusanli.core.rules.tree import distinct_names
from zusanli.core.triage.flags import Urgency
from zusanli.core.triage.triage import Raised
from zusanli.documents.answered import Answered, answered
from zusanli.documents.blocks import (
    Block,
    Bullets,
    Document,
    FinePrint,
    Heading,
    Notice,
    Paragraph,
    facts,
)
from zusanli.documents.decision_data import REVIEW
from zusanli.documents.sentences import made_by, moment, needling_text, parted, release_text
from zusanli.documents.wording import complaints_text, label_of, reason_text

SEEN = {
    Urgency.EMERGENCY: "Please see this patient as an emergency",
    Urgency.URGENT: "Please see this patient today",
    Urgency.SOON: "Please see this patient within days",
}
IS_ANYTHING_AGAINST_IT = "Please tell us if anything speaks against acupuncture"
MOST_OPEN = 8
PUT_TOGETHER = (
    "This letter was put together by a program from what was answered and found; whoever sends it "
    "answers for it. It does not diagnose."
)


def letter(decision: Decision) -> Document:
    """Write to the doctor; the ask comes first, and there is one."""
    complaints = complaints_text(decision.case.complaints or frozenset(), decision.book)
    said = tuple(answered(decision.case, decision.book))
    return Document(
        kind="Letter to the doctor",
        title="To the patient's doctor",
        subtitle=f"{moment(decision)}, comes for: {complaints or 'not known'}",
        large_print=False,
        blocks=(
            _ask(decision),
            *_raised(decision, said),
            *_open(decision),
            *_known(decision, said),
            *_plan(decision),
            *_asked(decision, said),
            _foot(decision),
        ),
    )


def _ask(decision: Decision) -> Notice:
    """Say what is asked: that the worst danger sign nobody released is looked at."""
    raised = [each for each in decision.triage.raised if each.released_by is None]
    worst = max((each.flag.urgency for each in raised), default=Urgency.ROUTINE)
    if worst is Urgency.ROUTINE:
        return Notice(title=IS_ANYTHING_AGAINST_IT, lines=())
    because = [each.flag.title for each in raised if each.flag.urgency is worst]
    return Notice(
        title=SEEN[worst], lines=(f"{'. '.join(because)}.",), alarm=worst >= Urgency.URGENT
    )


def _raised(decision: Decision, said: Sequence[Answered]) -> Iterator[Block]:
    if decision.triage.raised:
        yield Heading("Danger signs that were found")
    for each in decision.triage.raised:
        yield _one_raised(each, decision, said)


def _one_raised(raised: Raised, decision: Decision, said: Sequence[Answered]) -> Block:
    reasons = "; ".join(_with_who(reason, decision, said) for reason in raised.because)
    released = "" if raised.released_by is None else release_text(raised.released_by)
    return facts(
        [("because", reasons), ("released", released)],
        of=f"{raised.flag.urgency.id.upper()}: {raised.flag.title}",
    )


def _with_who(reason: Reason, decision: Decision, said: Sequence[Answered]) -> str:
    text = reason_text(reason, decision.book)
    by = [
        each.who_and_when
        for each in said
        if each.finding.id == reason.name and each.value is not None
    ]
    return f"{text} ({'; '.join(by)})" if by else text


def _open(decision: Decision) -> Iterator[Block]:
    serious = [each for each in decision.triage.open if each.flag.serious]
    if not serious:
        return
    yield Heading(f"Danger signs that are not settled: {len(serious)}")
    more = len(serious) - MOST_OPEN
    titles = [each.flag.title for each in serious[:MOST_OPEN]]
    yield Bullets((*titles, *([f"And {more} more."] if more > 0 else ())))


def _known(decision: Decision, said: Sequence[Answered]) -> Iterator[Block]:
    """Say illnesses, medicines and findings that were told: what is neither no nor a place."""
    told = [
        each
        for each in said
        if each.value is not None
        and not each.is_good_news
        and each.finding.kind in (Kind.YES_NO, Kind.CHOICE, Kind.NUMBER)
    ]
    if told:
        yield Heading("What the patient told, and what was found")
        yield Bullets(tuple(_told(each, decision) for each in told))


def _told(each: Answered, decision: Decision) -> str:
    value = each.value
    said = "" if value is None else reason_text(Reason(each.finding.id, value), decision.book)
    return f"{said} ({each.who_and_when})"


def _asked(decision: Decision, said: Sequence[Answered]) -> Iterator[Block]:
    """Say which danger signs were answered with no or not sure, by whom and when."""
    serious = [flag for flag in decision.book.flags if flag.serious]
    signs = {name for flag in serious for name in distinct_names(flag.gate, flag.when)}
    asked = [each for each in said if each.finding.id in signs]
    for title, wanted in (
        ("Danger signs asked about, and not there", [each for each in asked if each.is_good_news]),
        ("Danger signs asked about, and not known", [each for each in asked if each.value is None]),
    ):
        if wanted:
            yield Heading(title)
        in_order = sorted(wanted, key=lambda each: each.who_and_when)
        for who, group in groupby(in_order, key=lambda each: each.who_and_when):
            labels = dict.fromkeys(label_of(each.finding.id, decision.book) for each in group)
            yield Paragraph(f"{who}: {'; '.join(labels)}.")


def _plan(decision: Decision) -> Iterator[Block]:
    yield Heading("What we do")
    yield Paragraph(f"Needles today: {needling_text(decision)}.")
    known, _ = parted(decision)
    waits = [each for each in known if each.effect >= Effect.HOLD]
    if waits:
        yield Paragraph("Held back, barred or put off because of:")
        yield Bullets(tuple(each.precaution.title for each in waits))


def _foot(decision: Decision) -> FinePrint:
    return FinePrint(
        (
            f"{PUT_TOGETHER} Content {REVIEW}.",
            made_by(decision),
        )
    )
