"""The letter to the patient's doctor: one ask, why, what is planned, and what was asked."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from zusanli.core.case.record import Override
from zusanli.core.decide import Decision
from zusanli.core.findings import AskedOf, Kind
from zusanli.core.precautions.precaution import Effect
from zusanli.core.rules.explain import Reason
from zusanli.core.rules.tree import distinct_names
from zusanli.core.triage.flags import Urgency
from zusanli.core.triage.triage import Raised
from zusanli.core.words import noop
from zusanli.documents.answered import Answered, answered
from zusanli.documents.blocks import (
    Block,
    Bullets,
    Document,
    Heading,
    Notice,
    Paragraph,
    Signing,
    facts,
)
from zusanli.documents.care_plan import CarePlan, letter_blocks
from zusanli.documents.guidelines import guideline_blocks
from zusanli.documents.sentences import (
    code_of,
    fine_print,
    moment,
    needling_text,
    parted,
    release_text,
)
from zusanli.documents.wording import complaints_text, label_of, reason_text

SEEN = {
    Urgency.EMERGENCY: noop("Please see this patient as an emergency"),
    Urgency.URGENT: noop("Please see this patient today"),
    Urgency.SOON: noop("Please see this patient within days"),
}
LEVELS = {
    Urgency.EMERGENCY: noop("EMERGENCY: {title}"),
    Urgency.URGENT: noop("URGENT: {title}"),
    Urgency.SOON: noop("SOON: {title}"),
}
MOST_OPEN = 8
PUT_TOGETHER = noop(
    "This letter was put together by a program from what was answered and found; whoever sends it "
    "answers for it. It does not diagnose. Its content was not reviewed by a clinician."
)


def letter(decision: Decision, plan: CarePlan | None = None) -> Document:
    """Write to the doctor; the ask comes first, and there is one. `plan` is what was agreed."""
    say = decision.book.say
    complaints = complaints_text(decision.case.complaints or frozenset(), decision.book)
    said = tuple(answered(decision.case, decision.book))
    return Document(
        language=say.language,
        kind=say("Letter to the doctor"),
        title=say("To the patient's doctor"),
        subtitle=say(
            "{when}, comes for: {complaints}",
            when=moment(decision),
            complaints=complaints or say("not known"),
        ),
        large_print=False,
        blocks=(
            _ask(decision),
            *_raised(decision, said),
            *_open(decision),
            *_known(decision, said),
            *_corrected(decision),
            *_work_ups(decision),
            *_plan(decision),
            *(letter_blocks(plan, say) if plan else ()),
            *guideline_blocks(decision),
            *_asked(decision, said),
            Signing((say("Patient, day of birth"), say("Practitioner; day"), say("Your reply"))),
            fine_print(decision, say(PUT_TOGETHER)),
        ),
    )


def _ask(decision: Decision) -> Notice:
    """Say what is asked: that the worst danger sign nobody released is looked at."""
    say = decision.book.say
    raised = [each for each in decision.triage.raised if each.released_by is None]
    worst = max((each.flag.urgency for each in raised), default=Urgency.ROUTINE)
    if worst is Urgency.ROUTINE:
        return Notice(title=say("Please tell us if anything speaks against acupuncture"), lines=())
    because = tuple(each.flag.title for each in raised if each.flag.urgency is worst)
    return Notice(title=say(SEEN[worst]), lines=because, alarm=worst >= Urgency.URGENT)


def _raised(decision: Decision, said: Sequence[Answered]) -> Iterator[Block]:
    if decision.triage.raised:
        yield Heading(decision.book.say("Danger signs that were found"))
    for each in decision.triage.raised:
        yield _one_raised(each, decision, said)


def _one_raised(raised: Raised, decision: Decision, said: Sequence[Answered]) -> Block:
    say = decision.book.say
    reasons = say.apart(_with_who(reason, decision, said) for reason in raised.because)
    released = "" if raised.released_by is None else release_text(raised.released_by, say)
    return facts(
        [(say("because"), reasons), (say("released"), released)],
        of=say(LEVELS[raised.flag.urgency], title=raised.flag.title),
    )


def _with_who(reason: Reason, decision: Decision, said: Sequence[Answered]) -> str:
    say = decision.book.say
    text = reason_text(reason, decision.book)
    by = [
        each.who_and_when(say)
        for each in said
        if each.finding.id == reason.name and _says(each, reason)
    ]
    return say("{text} ({who})", text=text, who=say.apart(by)) if by else text


def _says(each: Answered, reason: Reason) -> bool:
    """Whether somebody said what decided; who denied it is no source of it."""
    if isinstance(reason.value, bool):
        return each.value is reason.value
    return each.value is not None


def _open(decision: Decision) -> Iterator[Block]:
    say = decision.book.say
    serious = [each for each in decision.triage.open if each.flag.serious]
    if not serious:
        return
    yield Heading(say("Danger signs that are not settled: {count}", count=len(serious)))
    more = len(serious) - MOST_OPEN
    titles = [each.flag.title for each in serious[:MOST_OPEN]]
    yield Bullets((*titles, *([say("And {count} more.", count=more)] if more > 0 else ())))


def _work_ups(decision: Decision) -> Iterator[Block]:
    """Name the tests that are usual where nobody has found the cause; the doctor decides."""
    for each in decision.work_ups:
        yield Heading(each.title)
        yield Bullets(each.tests)
        yield Paragraph(each.says)


def _known(decision: Decision, said: Sequence[Answered]) -> Iterator[Block]:
    """Say what was told and found: all but what was not asked, not known, or simply not there."""
    told = [
        each
        for each in said
        if not (each.value is None or each.value == frozenset() or each.not_there)
        and each.finding.kind is not Kind.ANY_OF
    ]
    if told:
        yield Heading(decision.book.say("What the patient told, and what was found"))
        yield Bullets(tuple(_told(each, decision) for each in told))


def _told(each: Answered, decision: Decision) -> str:
    say, value = decision.book.say, each.value
    said = "" if value is None else reason_text(Reason(each.finding.id, value), decision.book)
    return say("{text} ({who})", text=said, who=each.who_and_when(say))


def _corrected(decision: Decision) -> Iterator[Block]:
    """Say what a practitioner corrected, to what and why; what was answered is told as well."""
    if decision.case.overrides:
        yield Heading(decision.book.say("Answers that a practitioner corrected"))
        yield Bullets(tuple(_correction(each, decision) for each in decision.case.overrides))


def _correction(override: Override, decision: Decision) -> str:
    say, book = decision.book.say, decision.book
    if override.value is None:
        text = say("{label}: not known", label=label_of(override.finding, book))
    else:
        text = reason_text(Reason(override.finding, override.value), book)
    return say(
        "{text} (corrected by {name}, {when}). Reason given: {reason}",
        text=text,
        name=override.by,
        when=f"{override.at:%Y-%m-%d %H:%M}",
        reason=override.reason,
    )


def _asked(decision: Decision, said: Sequence[Answered]) -> Iterator[Block]:
    """
    Say which danger signs were answered with no or not sure, by whom and when.

    What somebody else found is in neither list, and a no that no longer settles is "not known".
    """
    say = decision.book.say
    signs = _signs(decision)
    found = {each.finding.id for each in said if each.value is True}
    asked = [each for each in said if each.finding.id in signs - found]
    unsettled = {name for each in decision.triage.open for name in each.unknown}
    absent = [e for e in asked if e.not_there and e.finding.id not in unsettled]
    unknown = [e for e in asked if e.value is None or (e.not_there and e.finding.id in unsettled)]
    yield from _by_who(say("Danger signs asked about, and not there"), absent, decision)
    yield from _by_who(say("Danger signs asked about, and not known"), unknown, decision)


def _signs(decision: Decision) -> set[str]:
    """
    Give what opens a serious flag, and what an examiner looks for in one.

    What only adds weight to one, such as diabetes, is no sign.
    """
    book = decision.book
    serious = [flag for flag in book.flags if flag.serious]
    opening = {name for flag in serious for name in distinct_names(flag.gate)}
    weighed = {name for flag in serious for name in distinct_names(flag.when)}
    looked_for = {
        name
        for name in weighed & set(book.findings)
        if book.findings[name].asked_of is AskedOf.EXAMINATION
    }
    return opening | looked_for


def _by_who(title: str, said: Sequence[Answered], decision: Decision) -> Iterator[Block]:
    say = decision.book.say
    if said:
        yield Heading(title)
    in_order = sorted(said, key=lambda each: each.who_and_when(say))
    for who, group in groupby(in_order, key=lambda each: each.who_and_when(say)):
        labels = dict.fromkeys(label_of(each.finding.id, decision.book) for each in group)
        yield Paragraph(say("{who}: {signs}.", who=who, signs=say.apart(labels)))


def _plan(decision: Decision) -> Iterator[Block]:
    say = decision.book.say
    yield Heading(say("What we do"))
    yield Paragraph(say("Needles today: {answer}.", answer=needling_text(decision)))
    known, _ = parted(decision)
    waits = [each for each in known if each.effect >= Effect.HOLD]
    if waits:
        yield Paragraph(say("Held back, barred or put off because of:"))
        yield Bullets(tuple(each.precaution.title for each in waits))
    in_set = [each for each in (decision.choice.points if decision.choice else ()) if each.in_set]
    if in_set:
        reviews = say.listed(str(each) for each in decision.book.course.review_at_visits)
        yield Paragraph(
            say(
                "Points proposed: {points}. Reviewed after visits {reviews}.",
                points=say.listed(code_of(each) for each in in_set),
                reviews=reviews,
            )
        )
    if decision.work_ups and decision.triage.may_needle:
        yield Paragraph(say("What we do takes the place of none of these tests."))
