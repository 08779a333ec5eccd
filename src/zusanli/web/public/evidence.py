"""What is known of needles for one condition, with numbers."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from zusanli.documents.condition_page import condition_fine_print
from zusanli.documents.evidence_page import evidence_blocks
from zusanli.web.access import anyone
from zusanli.web.public.kinds import Kind
from zusanli.web.public.lists import not_here
from zusanli.web.shown import blocks_shown
from zusanli.web.speech import book_of


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
