"""What is known of needles for one condition, with numbers: a page, and the same on paper."""

from functools import lru_cache

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from zusanli.clinic.books import rule_book
from zusanli.documents.condition_page import condition_fine_print
from zusanli.documents.evidence_page import (
    evidence_blocks,
    evidence_document,
    release_month,
)
from zusanli.exchange.pdf.paper import paper
from zusanli.exchange.pdf.printing import PrintingError
from zusanli.web.access import anyone
from zusanli.web.public.kinds import Kind
from zusanli.web.public.lists import not_here
from zusanli.web.shown import blocks_shown, pdf
from zusanli.web.speech import book_of, language_of

MOST_KEPT = 100
"""Some 50 KB each: all conditions in all languages."""


@anyone
@require_safe
def evidence(request: HttpRequest, condition: str) -> HttpResponseBase:
    """Show the evidence for one condition."""
    book = book_of(request)
    found = book.conditions.get(condition)
    if found is None:
        return not_here(request, Kind.CONDITION)
    context = {
        "condition": found,
        "blocks": blocks_shown(evidence_blocks(found, book)),
        "fine": blocks_shown([condition_fine_print(book)]),
    }
    return render(request, "web/public/evidence.html", context)


@anyone
@require_safe
def evidence_pdf(request: HttpRequest, condition: str) -> HttpResponseBase:
    """Give the same as a PDF; where none can be made, the page, which prints as well."""
    if condition not in book_of(request).conditions:
        return not_here(request, Kind.CONDITION)
    try:
        made = kept_paper(language_of(request), condition)
    except PrintingError:
        return redirect("about_evidence", condition)
    return pdf(made, name=f"evidence_{condition}")


@lru_cache(maxsize=MOST_KEPT)
def kept_paper(language: str, condition: str) -> bytes:
    """Print the evidence; kept, because anybody may ask and printing takes a second."""
    book = rule_book(language)
    document = evidence_document(book.conditions[condition], book)
    return paper((document,), title=document.title, made_for=release_month(book))
