"""What guidelines say, as lines of a document, with their disagreement said first."""

from collections.abc import Iterator, Sequence

from zusanli.core.decide import Decision
from zusanli.core.evidence.guideline import Guideline, Read, Stance, disagree
from zusanli.core.words import Words, noop
from zusanli.documents.blocks import Block, Bullets, Heading, Paragraph

STANCES = {
    Stance.RECOMMENDED: noop("recommends acupuncture"),
    Stance.CONDITIONAL: noop("recommends acupuncture under conditions"),
    Stance.NO_RECOMMENDATION: noop("makes no recommendation"),
    Stance.NOT_RECOMMENDED: noop("does not recommend acupuncture"),
}
THEY_DISAGREE = noop("Guidelines do not agree.")
NONE_READ = noop("No guideline on acupuncture was read for this; there may be one.")
QUOTED = noop("The guideline itself was not read, but somebody who quotes it.")


def guideline_blocks(decision: Decision) -> Iterator[Block]:
    """Say what guidelines say of the conditions that are spoken of; or that none was read."""
    say = decision.book.say
    yield Heading(say("What guidelines say"))
    if not decision.guidelines:
        yield Paragraph(say(NONE_READ))
        return
    if disagree(decision.guidelines):
        yield Paragraph(say(THEY_DISAGREE))
    yield Bullets(guideline_lines(decision.guidelines, say))


def guideline_lines(guidelines: Sequence[Guideline], say: Words) -> tuple[str, ...]:
    """Say each guideline in a line: who, when, what it recommends, and how it was read."""
    return tuple(_line(each, say) for each in guidelines)


def _line(each: Guideline, say: Words) -> str:
    line = say(
        "{body}, {year}: {stance}. {says}",
        body=each.body,
        year=each.year,
        stance=say(STANCES[each.stance]),
        says=each.says,
    )
    return line if each.read is Read.ITSELF else say("{line} {note}", line=line, note=say(QUOTED))
