"""What lists of pages are made of, and what is said where a page is not there."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from zusanli.web.public.kinds import LISTS, Kind
from zusanli.web.speech import book_of


@dataclass(frozen=True, slots=True)
class Item:
    """A page in a list: its address, what it is called, and a few words beside it."""

    address: str
    name: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Pages that belong together."""

    name: str
    items: tuple[Item, ...]


def all_lists(request: HttpRequest) -> tuple[Item, ...]:
    """Give every list of pages."""
    say = book_of(request).say
    return tuple(Item(reverse(each.address), say(each.name)) for each in LISTS.values())


def not_here(request: HttpRequest, kind: Kind) -> HttpResponseBase:
    """Say in words that there is no such page, and where all of its kind stand."""
    say = book_of(request).say
    meant = LISTS[kind]
    return nothing_there(request, Item(reverse(meant.address), say(meant.name)))


def nothing_there(request: HttpRequest, all_of_them: Item) -> HttpResponseBase:
    """Say that there is no such page, and lead to all of its kind."""
    context = {
        "list": all_of_them,
        "lists": [each for each in all_lists(request) if each.address != all_of_them.address],
    }
    return render(request, "web/public/not_here.html", context, status=404)
