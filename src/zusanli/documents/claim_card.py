"""A claim as a card: who says it, how it stands, on what that rests, and what may be said."""

from collections.abc import Iterator

from zusanli.core.claims.claim import Citation, Claim, Result
from zusanli.core.claims.shares import Counts, percentages
from zusanli.core.rulebook import RuleBook
from zusanli.documents.wording import wrapped

SEEN = {
    Citation.RESOLVED: "the study that is meant was found",
    Citation.PROBABLE: "the study that is meant was probably found",
    Citation.CANDIDATE: "one study could be meant",
    Citation.UNRESOLVED: "the study or authority that is meant could not be found",
}


def claim_data(claim: Claim, book: RuleBook) -> dict[str, object]:
    """Give a claim as JSON's own values."""
    return {
        "id": claim.id,
        "verdict": claim.verdict.value,
        "citation": claim.citation.value,
        "quotes": [
            {"element": each.element, "article": each.article, "says": each.says}
            for each in claim.quotes
        ],
        "badges": [each.value for each in claim.badges],
        "because": claim.because,
        "instead": claim.instead or None,
        "results": [_result_data(each, book) for each in claim.results],
    }


def claim_text(claim: Claim, book: RuleBook) -> Iterator[str]:
    """Say a claim as a card of plain text."""
    yield f"{claim.verdict.value.upper().replace('_', ' ')}  [{claim.id}]"
    for quote in claim.quotes:
        yield from wrapped("says", f'{quote.article}: "{quote.says}" ({quote.element})')
    if claim.citation in SEEN:
        yield from wrapped("source", f"{SEEN[claim.citation]}.")
    yield from wrapped("because", claim.because)
    for result in claim.results:
        yield from wrapped("found", _result_text(result, book))
        # A link is never broken over two lines.
        yield f"{'':16}{book.sources[result.source].url}"
    yield from wrapped("instead", claim.instead or "nothing of it is said to a patient")


def shares_text(counts: Counts) -> str:
    """Say counts with the share that they give, computed."""
    shares = zip(counts, percentages(counts), strict=True)
    return ", ".join(f"{count:,} of {of:,} is {share:.2g} %" for (count, of), share in shares)


def _result_text(result: Result, book: RuleBook) -> str:
    shares = shares_text(result.counts)
    badges = "".join(f" [{each.value}]" for each in result.badges)
    source = book.sources[result.source]
    computed = f" Computed: {shares}." if shares else ""
    return f"{result.says}{computed}{badges} {source.title}, {source.publisher}."


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
