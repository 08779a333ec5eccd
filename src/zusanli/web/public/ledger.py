"""The claims and what stands beside them: contradictions, numbers printed wrong, and words."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from zusanli.core.claims.claim import Claim
from zusanli.core.claims.contradiction import Contradiction, Misprint
from zusanli.core.rulebook import RuleBook
from zusanli.documents.blocks import Block
from zusanli.documents.citations import citation_blocks, summary
from zusanli.documents.citations import fine_print as of_cards
from zusanli.documents.ledger_page import (
    contradiction_blocks,
    ledger_fine_print,
    misprint_blocks,
    term_blocks,
    words_fine_print,
)
from zusanli.web.access import anyone
from zusanli.web.shown import blocks_shown
from zusanli.web.speech import book_of

Entry = TypeVar("Entry", Claim, Contradiction, Misprint)
Cards = list[tuple[str, SafeString]]


@anyone
@require_safe
def claims(request: HttpRequest) -> HttpResponseBase:
    """Show each claim with what became of the study that it means."""
    book = book_of(request)
    context = {
        "summary": blocks_shown([summary(book)]),
        "cards": _cards(book.claims, citation_blocks, book),
        "fine": blocks_shown([of_cards(book)]),
    }
    return render(request, "web/public/claims.html", context)


@anyone
@require_safe
def contradictions(request: HttpRequest) -> HttpResponseBase:
    """Show where published sentences cannot all be so."""
    book = book_of(request)
    cards = _cards(book.contradictions, contradiction_blocks, book)
    context = {"cards": cards, "fine": blocks_shown([ledger_fine_print(book)])}
    return render(request, "web/public/contradictions.html", context)


@anyone
@require_safe
def misprints(request: HttpRequest) -> HttpResponseBase:
    """Show the numbers that cannot be as they were printed."""
    book = book_of(request)
    cards = _cards(book.misprints, misprint_blocks, book)
    context = {"cards": cards, "fine": blocks_shown([ledger_fine_print(book)])}
    return render(request, "web/public/misprints.html", context)


@anyone
@require_safe
def words(request: HttpRequest) -> HttpResponseBase:
    """Explain the words that patients meet."""
    book = book_of(request)
    terms = [(each, blocks_shown(term_blocks(each, book))) for each in book.terms]
    context = {"terms": terms, "fine": blocks_shown([words_fine_print(book)])}
    return render(request, "web/public/words.html", context)


def _cards(
    entries: Sequence[Entry],
    blocks: Callable[[Entry, int, RuleBook], Iterable[Block]],
    book: RuleBook,
) -> Cards:
    """Show each entry under its number, with the id that links lead to."""
    return [
        (each.id, blocks_shown(blocks(each, number, book)))
        for number, each in enumerate(entries, start=1)
    ]
