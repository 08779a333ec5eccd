"""The conditions that people come with: all of them, and one page for each."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from zusanli.documents.condition_page import (
    condition_fine_print,
    condition_names,
    known_of,
    ranked,
    trials_of,
    used_points,
)
from zusanli.web.access import anyone
from zusanli.web.public.kinds import Kind
from zusanli.web.public.lists import Item, not_here
from zusanli.web.shown import blocks_shown
from zusanli.web.speech import book_of


@anyone
@require_safe
def conditions(request: HttpRequest) -> HttpResponseBase:
    """List the conditions."""
    items = [
        Item(reverse("about_condition", args=[each.id]), each.name)
        for each in book_of(request).conditions.values()
    ]
    return render(request, "web/public/conditions.html", {"items": items})


@anyone
@require_safe
def condition(request: HttpRequest, condition: str) -> HttpResponseBase:
    """Tell of one condition."""
    book = book_of(request)
    found = book.conditions.get(condition)
    if found is None:
        return not_here(request, Kind.CONDITION)
    used = used_points(found, book) if ranked(found, book) else []
    context = {
        "condition": found,
        "names": blocks_shown(condition_names(found, book)),
        "known": blocks_shown(known_of(found, book)),
        "trials": blocks_shown(trials_of(found, book)),
        "points": [Item(reverse("about_point", args=[code]), code) for code, _ in used],
        "fine": blocks_shown([condition_fine_print(book)]),
    }
    return render(request, "web/public/condition.html", context)
