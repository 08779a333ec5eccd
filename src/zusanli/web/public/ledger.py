"""What stands beside the claims: contradictions, numbers printed wrong, and words."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

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


@anyone
@require_safe
def contradictions(request: HttpRequest) -> HttpResponseBase:
    """Show where published sentences cannot all be so."""
    book = book_of(request)
    cards = [
        (each.id, blocks_shown(contradiction_blocks(each, number, book)))
        for number, each in enumerate(book.contradictions, start=1)
    ]
    context = {"cards": cards, "fine": blocks_shown([ledger_fine_print(book)])}
    return render(request, "web/public/contradictions.html", context)


@anyone
@require_safe
def misprints(request: HttpRequest) -> HttpResponseBase:
    """Show the numbers that cannot be as they were printed."""
    book = book_of(request)
    cards = [
        (each.id, blocks_shown(misprint_blocks(each, number, book)))
        for number, each in enumerate(book.misprints, start=1)
    ]
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
