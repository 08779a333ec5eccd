"""A claim as a card: who says it, how it stands, on what that rests, and what may be said."""

from collections.abc import Iterable, Iterator, Sequence

from zusanli.core.claims.claim import Citation, Claim, Quote, Result
from zusanli.core.rulebook import RuleBook
from zusanli.core.words import Words, noop
from zusanli.documents.blocks import (
    Block,
    Document,
    Facts,
    FinePrint,
    Graded,
    Heading,
    Links,
    Paragraph,
    Quotes,
    Said,
)
from zusanli.documents.grades import BADGES, STUDY, VERDICTS, may_say
from zusanli.documents.sentences import unchecked
from zusanli.documents.shares import shares_text

SEEN = {
    Citation.RESOLVED: noop("The study that is meant was found."),
    Citation.PROBABLE: noop("The study that is meant was probably found."),
    Citation.CANDIDATE: noop("One study could be meant."),
    Citation.UNRESOLVED: noop("The study or authority that is meant could not be found."),
}
CARDS_ARE = noop("These cards inform. They diagnose nothing, and were not reviewed by a clinician.")


def claim_cards(claims: Sequence[Claim], book: RuleBook) -> Document:
    """Lay several claims out as cards, one below the other."""
    say = book.say
    return Document(
        language=say.language,
        kind=say("Claims"),
        title=say("What was claimed, and how it stands"),
        subtitle=say("Claims: {count}", count=len(claims)),
        large_print=False,
        blocks=(
            *(block for claim in claims for block in card(claim, book)),
            FinePrint((say(CARDS_ARE), *unchecked(say))),
        ),
    )


def card(claim: Claim, book: RuleBook) -> Iterator[Block]:
    """Say one claim: the words, the verdict and why, the results, and what may be said instead."""
    say = book.say
    yield Heading(say(VERDICTS[claim.verdict]))
    yield Facts(((say("card"), claim.id),))
    yield Quotes(tuple((each.says, _who(each, say)) for each in claim.quotes))
    yield Graded((Said(say(VERDICTS[claim.verdict]), " ".join(_why(claim, say))),))
    if claim.results:
        yield Graded(tuple(_found(each, say) for each in claim.results))
        yield links((each.source for each in claim.results), book)
    if claim.instead:
        yield Paragraph(say("What may be said:"))
        yield from may_say((claim,), say)
    else:
        yield Paragraph(say("Nothing of it is said to a patient."))


def links(sources: Iterable[str], book: RuleBook) -> Links:
    """Give the pages that several things were read on, each once."""
    read = [book.sources[each] for each in dict.fromkeys(sources)]
    return Links(tuple((each.title, each.publisher, each.url) for each in read))


def claim_rows(claim: Claim, book: RuleBook) -> Iterator[dict[str, object]]:
    """Give a claim as JSON's own values: a row for each sentence of an article that makes it."""
    for quote in claim.quotes:
        yield {
            "id": claim.id,
            "element": quote.element,
            "article": quote.article,
            "quote": quote.says,
            "verdict": claim.verdict.value,
            "basis": claim.because,
            "badges": [each.value for each in claim.badges],
            "may_say": claim.instead or None,
            "sources": [each.source for each in claim.results],
            "citation": claim.citation.value,
            "about": list(claim.about),
            "results": [_result_data(each, book) for each in claim.results],
        }


def _who(quote: Quote, say: Words) -> str:
    return say("article {article}, {element}", article=quote.article, element=quote.element)


def _why(claim: Claim, say: Words) -> Iterator[str]:
    if claim.citation in SEEN:
        yield say(SEEN[claim.citation])
    yield claim.because


def _found(result: Result, say: Words) -> Said:
    shares = shares_text(result.counts, say)
    computed = say(" Computed: {shares}.", shares=shares) if shares else ""
    badges = tuple(say(BADGES[each]) for each in result.badges)
    return Said(say(STUDY), f"{result.says}{computed}", badges)


def _result_data(result: Result, book: RuleBook) -> dict[str, object]:
    source = book.sources[result.source]
    return {
        "id": result.id,
        "says": result.says,
        "subjects": result.subjects.value,
        "compared": result.compared.value,
        "badges": [each.value for each in result.badges],
        "shares_percent": [round(each, 4) for each in result.shares],
        "counts": [list(each) for each in result.counts],
        "source": {"id": source.id, "title": source.title, "url": source.url, "read": source.read},
    }
