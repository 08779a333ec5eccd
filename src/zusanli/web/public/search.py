"""
Look through the pages for everybody.

What somebody types about their illness is sent in the body of a request: it stands in no address,
no log, no cache and in no history of a browser, and nobody keeps it.
"""

from collections.abc import Iterator, Sequence

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from zusanli.core.rulebook import RuleBook
from zusanli.web.access import anyone
from zusanli.web.public.kinds import LISTS, Kind
from zusanli.web.public.lists import Group, Item, all_lists
from zusanli.web.public.looking import LONGEST, look
from zusanli.web.public.texts import CLINIC, NUMB_FEET, PRACTITIONERS, WRITE, Page, title_of
from zusanli.web.speech import book_of

BEST = 3
"""How many are shown first, of whatever kind."""
OF_OURS = {
    NUMB_FEET: "about_numb_feet",
    PRACTITIONERS: "about_practitioners",
    CLINIC: "about_clinic",
    WRITE: "contact",
}
OF_EACH = {
    Kind.DANGER: "about_danger",
    Kind.CONDITION: "about_condition",
    Kind.POINT: "about_point",
}
"""Kinds that have a page for each; of the others each is a part of its list."""


@anyone
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def search(request: HttpRequest) -> HttpResponseBase:
    """Show the pages that hold what was typed, the best first; else all lists."""
    book = book_of(request)
    typed = " ".join(request.POST.get("words", "").split())[:LONGEST]
    found = [each.page for each in look(typed)]
    context = {
        "typed": typed,
        "longest": LONGEST,
        "best": [item_of(each, book) for each in found[:BEST]],
        "groups": list(_grouped(found[BEST:], book)),
        "lists": all_lists(request),
    }
    return render(request, "web/public/search.html", context)


def address_of(page: Page) -> str:
    """Give the address of a page, or of the part of one."""
    if page.kind is Kind.OURS:
        return reverse(OF_OURS[page.id])
    if page.kind in OF_EACH:
        return reverse(OF_EACH[page.kind], args=[page.id])
    return f"{reverse(LISTS[page.kind].address)}#{page.id}"


def item_of(page: Page, book: RuleBook) -> Item:
    """Give a page as a line of a list, with what kind of page it is."""
    kind = book.say(LISTS[page.kind].name) if page.kind in LISTS else ""
    return Item(address_of(page), title_of(page, book), kind)


def _grouped(found: Sequence[Page], book: RuleBook) -> Iterator[Group]:
    for kind in Kind:
        of_kind = [each for each in found if each.kind is kind]
        if of_kind:
            name = book.say(LISTS[kind].name) if kind in LISTS else book.say("About us")
            items = (Item(address_of(each), title_of(each, book)) for each in of_kind)
            yield Group(name, tuple(items))
