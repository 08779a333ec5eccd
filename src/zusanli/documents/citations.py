"""What became of the studies that claims mean: found, perhaps found, not found, or none named."""

from collections.abc import Iterator

from zusanli.core.claims.claim import Citation, Claim
from zusanli.core.rulebook import RuleBook
from zusanli.core.words import noop
from zusanli.documents.blocks import (
    Block,
    FinePrint,
    Graded,
    Heading,
    Paragraph,
    Quotes,
    Said,
    Table,
    facts,
)
from zusanli.documents.claim_card import CARDS_ARE, SEEN, links
from zusanli.documents.grades import VERDICTS
from zusanli.documents.sentences import unchecked

SHORTLY = {
    Citation.RESOLVED: noop("found"),
    Citation.PROBABLE: noop("probably found"),
    Citation.CANDIDATE: noop("one could be meant"),
    Citation.UNRESOLVED: noop("not found"),
    Citation.NONE: noop("none is named"),
}
NAMES_NONE = noop("No study or authority is named.")


def summary(book: RuleBook) -> Table:
    """Count the claims by what became of their citation; each status stands there, be it with 0."""
    say = book.say
    statuses = [each.citation for each in book.claims]
    return Table(
        head=(say("The study that is meant"), say("Claims")),
        rows=tuple((say(words), str(statuses.count(status))) for status, words in SHORTLY.items()),
    )


def citation_blocks(claim: Claim, number: int, book: RuleBook) -> Iterator[Block]:
    """Say a claim word for word, its status, how it stands, and what was read for it."""
    say = book.say
    yield Heading(say("Claim {number}", number=number))
    where = ((each.says, each.article, each.element) for each in claim.quotes)
    yield Quotes(
        tuple(
            (says, say("article {article}, {element}", article=article, element=element))
            for says, article, element in where
        )
    )
    seen = say(SEEN.get(claim.citation, NAMES_NONE))
    yield facts([(say("card"), claim.id), (say("Citation"), seen)])
    yield Graded((Said(say(VERDICTS[claim.verdict]), claim.because),))
    if claim.results:
        yield Paragraph(say("What was read for it:"))
        yield links((each.source for each in claim.results), book)
    else:
        yield Paragraph(say("No study was entered for it."))


def fine_print(book: RuleBook) -> FinePrint:
    """Say what the page is and is not."""
    return FinePrint((book.say(CARDS_ARE), *unchecked(book.say)))
