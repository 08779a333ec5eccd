"""The sheet that a patient reads before agreeing to needles: what is known, and what is not."""

from collections.abc import Iterator

from zusanli.core.claims.claim import Claim, Flag, Result, Verdict
from zusanli.core.decide import Decision
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
from zusanli.documents.leaflet import care_blocks
from zusanli.documents.sentences import day_text, fine_print
from zusanli.documents.shares import natural_frequency
from zusanli.documents.wording import complaints_text

KNOWN = frozenset((Verdict.SUPPORTED, Verdict.MIXED))
WHAT_IT_IS = "acupuncture"
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
            *_not_yet(decision),
            *_what_it_is(decision),
            *_known(decision),
            *_can_go_wrong(decision),
            *care_blocks(decision),
            *_not_known(decision),
            *guideline_blocks(decision),
            Heading(say("You choose")),
            Bullets(tuple(say(each) for each in YOUR_CHOICE)),
            *_signing(decision),
            fine_print(decision, say(NOT_A_DIAGNOSIS)),
        ),
    )


def _not_yet(decision: Decision) -> Iterator[Block]:
    if not decision.triage.may_needle or decision.choice is None:
        say = decision.book.say
        yield Notice(
            title=say("Not to be signed yet"),
            lines=(say("As far as we know today, no needle may be used. You are told why."),),
            alarm=True,
        )


def _what_it_is(decision: Decision) -> Iterator[Block]:
    yield Heading(decision.book.say("What is done"))
    yield Paragraph(next(each.says for each in decision.book.terms if each.id == WHAT_IT_IS))


def _known(decision: Decision) -> Iterator[Block]:
    say = decision.book.say
    yield Heading(say("What is known"))
    yield from may_say((each for each in decision.claims if each.verdict in KNOWN), say)
    yield Paragraph(say(CAVEAT))


def _can_go_wrong(decision: Decision) -> Iterator[Block]:
    say = decision.book.say
    harms = {result.id: result for claim in decision.claims for result in _harms(claim)}
    if harms:
        yield Heading(say("What can go wrong, as it was counted"))
        yield Bullets(tuple(_counted(each, say) for each in harms.values()))


def _harms(claim: Claim) -> Iterator[Result]:
    return (each for each in claim.results if Flag.SAFETY in each.flags and each.counts)


def _counted(result: Result, say: Words) -> str:
    """Say a count as it was published, and as so many of a round number of people."""
    count, of = natural_frequency(*result.counts[0])
    return say("{says} That is about {count} of {of}.", says=result.says, count=count, of=of)


def _not_known(decision: Decision) -> Iterator[Block]:
    say = decision.book.say
    yield Heading(say("What is not known"))
    open_ = [each for each in decision.claims if each.verdict not in KNOWN]
    yield from may_say((each for each in open_ if not each.instructs), say)
    yield Paragraph(say("Nobody can tell beforehand how it will be for you."))
    yield Heading(say("Please note"))
    yield from may_say((each for each in open_ if each.instructs), say)


def _signing(decision: Decision) -> Iterator[Block]:
    if decision.triage.may_needle and decision.choice is not None:
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
