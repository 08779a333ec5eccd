"""What guidelines say, as lines of a document, with their disagreement said first."""

from collections.abc import Iterator, Sequence

from zusanli.core.decide import Decision
from zusanli.core.evidence.guideline import Guideline, Read, Stance, disagree
from zusanli.core.words import Words, noop
from zusanli.documents.blocks import Block, Graded, Heading, Paragraph, Said

STANCES = {
    Stance.RECOMMENDED: noop("recommends acupuncture"),
    Stance.CONDITIONAL: noop("recommends acupuncture under conditions"),
    Stance.NO_RECOMMENDATION: noop("makes no recommendation"),
    Stance.NOT_RECOMMENDED: noop("does not recommend acupuncture"),
}
THEY_DISAGREE = noop("Guidelines do not agree.")
NONE_READ = noop("No guideline on acupuncture was read for this; there may be one.")
QUOTED = noop("not read itself, but with somebody who quotes it")


def guideline_blocks(decision: Decision) -> Iterator[Block]:
    """Say what guidelines say of the conditions that are spoken of; or that none was read."""
    say = decision.book.say
    yield Heading(say("What guidelines say"))
    if not decision.guidelines:
        yield Paragraph(say(NONE_READ))
        return
    if disagree(decision.guidelines):
        yield Paragraph(say(THEY_DISAGREE))
    yield Graded(guideline_lines(decision.guidelines, say))


def guideline_lines(guidelines: Sequence[Guideline], say: Words) -> tuple[Said, ...]:
    """Say each guideline: who, when and what it recommends stands before it, as a grade does."""
    return tuple(_line(each, say) for each in guidelines)


def _line(each: Guideline, say: Words) -> Said:
    stance = say(STANCES[each.stance])
    who = say("{body}, {year}: {stance}", body=each.body, year=each.year, stance=stance)
    return Said(who, each.says, () if each.read is Read.ITSELF else (say(QUOTED),))
