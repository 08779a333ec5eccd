"""The sheet that a patient reads before agreeing to needles: what is known, and what is not."""

from collections.abc import Iterator

from zusanli.core.claims.claim import Claim, Flag, Result, Verdict
from zusanli.core.decide import Decision
from zusanli.core.precautions.precaution import Effect
from zusanli.core.triage.flags import Urgency
from zusanli.core.words import Words, noop
from zusanli.documents.blocks import (
    Block,
    Bullets,
    Document,
    Heading,
    Notice,
    Paragraph,
    Signing,
)
from zusanli.documents.grades import CAVEAT, may_say
from zusanli.documents.guidelines import guideline_blocks
from zusanli.documents.leaflet import care_blocks, look_text, point_blocks, what_to_do
from zusanli.documents.sentences import day_text, fine_print, may_go_in
from zusanli.documents.shares import natural_frequency
from zusanli.documents.wording import complaints_text

KNOWN = frozenset((Verdict.SUPPORTED, Verdict.MIXED))
WHAT_IT_IS = "acupuncture"
SHAM = "sham_needles"
YOUR_CHOICE = (
    noop("You can say no now, or stop at any time, even while needles are in."),
    noop("If you say no, your other care goes on as before."),
    noop("Other treatment, or waiting, may suit you as well. Ask your doctor about it."),
    noop("You can ask how long your needles stay, and who treats you."),
    noop("Say so at once if it hurts, or if you feel faint."),
)
NOT_A_DIAGNOSIS = noop(
    "This sheet informs you. It is not a diagnosis, and it was not reviewed by a clinician."
)


def consent(decision: Decision) -> Document:
    """Lay out what a patient agrees to; who may not be needled is not asked to sign."""
    say = decision.book.say
    day = day_text(decision.case.on, say)
    complaints = complaints_text(decision.case.complaints or frozenset(), decision.book)
    return Document(
        language=say.language,
        kind=say("Consent"),
        title=say("Before you agree to needles"),
        subtitle=say("{day}: {complaints}", day=day, complaints=complaints) if complaints else day,
        large_print=True,
        blocks=(
            *what_to_do(decision),
            *_not_yet(decision),
            *([] if decision.triage.urgency is Urgency.EMERGENCY else _body(decision)),
            fine_print(decision, say(NOT_A_DIAGNOSIS)),
        ),
    )


def _body(decision: Decision) -> Iterator[Block]:
    say = decision.book.say
    yield from _what_it_is(decision)
    yield from point_blocks(decision)
    yield from _known(decision)
    yield from guideline_blocks(decision)
    yield from _can_go_wrong(decision)
    yield from care_blocks(decision)
    yield from _not_known(decision)
    yield Heading(say("You choose"))
    yield Bullets(tuple(say(each) for each in YOUR_CHOICE))
    yield from _signing(decision)


def _not_yet(decision: Decision) -> Iterator[Block]:
    if not may_go_in(decision):
        say = decision.book.say
        why = tuple(_why_not(decision))
        yield Notice(
            title=say("No needles yet"),
            lines=(say("As far as we know today, no needle may be used."), *why),
            alarm=True,
        )


def _why_not(decision: Decision) -> Iterator[str]:
    """Say what stands in the way, in the patient's words."""
    say, triage = decision.book.say, decision.triage
    raised = [each.flag.title for each in triage.raised if each.stops]
    if raised:
        yield say("A doctor must look first at: {what}.", what=say.apart(raised))
    if any(each.flag.serious for each in triage.open):
        yield say("Some danger signs are not clear yet.")
    if triage.examinations_due:
        looked_at = say.apart(look_text(each, decision) for each in triage.examinations_due)
        yield say("We have to look first at: {what}.", what=looked_at)
    withheld = [e.precaution.title for e in decision.care.in_force if e.effect is Effect.WITHHOLD]
    if withheld:
        yield say("Not today because of: {what}.", what=say.apart(withheld))
    if not (raised or withheld) and not triage.examinations_due:
        yield say("Some questions of the day are not answered yet.")


def _what_it_is(decision: Decision) -> Iterator[Block]:
    yield Heading(decision.book.say("What is done"))
    yield Paragraph(next(each.says for each in decision.book.terms if each.id == WHAT_IT_IS))


def _known(decision: Decision) -> Iterator[Block]:
    say = decision.book.say
    yield Heading(say("What is known"))
    yield from may_say((each for each in decision.claims if each.verdict in KNOWN), say)
    yield Paragraph(say(CAVEAT))
    term = next(each for each in decision.book.terms if each.id == SHAM)
    yield Paragraph(say("{term}: {says}", term=term.name, says=term.says))


def _can_go_wrong(decision: Decision) -> Iterator[Block]:
    say = decision.book.say
    harms = {result.id: result for claim in decision.claims for result in _harms(claim)}
    if harms:
        yield Heading(say("What can go wrong, as it was counted"))
        yield Bullets(tuple(_counted(each, say) for each in harms.values()))
    yield Heading(say("Unwanted effects that are known"))
    events = decision.book.adverse_events.values()
    serious = [each.name for each in events if each.serious]
    others = [each.name for each in events if not each.serious]
    yield Bullets(
        (
            say("Less serious: {effects}.", effects=say.apart(others)),
            say("Serious: {effects}.", effects=say.apart(serious)),
        )
    )


def _harms(claim: Claim) -> Iterator[Result]:
    return (each for each in claim.results if Flag.SAFETY in each.flags and each.counts)


def _counted(result: Result, say: Words) -> str:
    """Say a count as it was published, and as so many of a round number of people."""
    shares = [natural_frequency(*each) for each in result.counts]
    about = say.listed(say("{count} of {of}", count=count, of=of) for count, of in shares)
    return say("{says} That is about {shares}.", says=result.says, shares=about)


def _not_known(decision: Decision) -> Iterator[Block]:
    say = decision.book.say
    yield Heading(say("What is not known"))
    open_ = [each for each in decision.claims if each.verdict not in KNOWN]
    yield from may_say((each for each in open_ if not each.instructs), say)
    yield Paragraph(say("Nobody can tell beforehand how it will be for you."))
    yield Heading(say("Please note"))
    yield from may_say((each for each in open_ if each.instructs), say)


def _signing(decision: Decision) -> Iterator[Block]:
    if may_go_in(decision):
        say = decision.book.say
        yield Heading(say("If you agree"))
        yield Paragraph(say("I have read this, or it was read to me, and I could ask questions."))
        yield Signing(
            (
                say("Patient, or who may sign for the patient; day"),
                say("Practitioner; day"),
                say("Interpreter, if there was one; day"),
            )
        )
