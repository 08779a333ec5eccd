"""The points: all of them by channel, and one page for each."""

from dataclasses import replace
from itertools import groupby

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from zusanli.core.points.judged import BOTH
from zusanli.core.points.point import Point
from zusanli.core.points.standing import Status
from zusanli.core.rulebook import RuleBook
from zusanli.documents.point_page import (
    about_the_needle,
    naming_trials,
    point_fine_print,
    point_names,
    where_it_lies,
    who_names_it,
)
from zusanli.errors import InputError
from zusanli.web.access import anyone
from zusanli.web.leg_map.marks import LegMap, Mark, leg_map
from zusanli.web.leg_map.places import placed_points
from zusanli.web.public.kinds import Kind
from zusanli.web.public.lists import Group, Item, not_here
from zusanli.web.shown import blocks_shown
from zusanli.web.speech import book_of


@anyone
@require_safe
def points(request: HttpRequest) -> HttpResponseBase:
    """List every point by its channel."""
    book = book_of(request)
    channels = groupby(book.points.values(), key=lambda each: each.channel)
    groups = [
        Group(channel, tuple(_item(each, book) for each in of_channel))
        for channel, of_channel in channels
    ]
    return render(request, "web/public/points.html", {"groups": groups, "kind": Kind.POINT})


@anyone
@require_safe
def point(request: HttpRequest, point: str) -> HttpResponseBase:
    """Tell of one point; another of its names leads to its code."""
    book = book_of(request)
    found = book.points.get(point)
    if found is None:
        return _by_another_name(request, point, book)
    context = {
        "point": found,
        "names": blocks_shown(point_names(found, book)),
        "place": blocks_shown(where_it_lies(found, book)),
        "leg_map": _on_the_leg(found, book),
        "needle": blocks_shown(about_the_needle(found, book)),
        "trials": blocks_shown(who_names_it(found, book)),
        "conditions": [
            Item(reverse("about_condition", args=[each.condition]), _name_of(each.condition, book))
            for each in naming_trials(found.code, book)
        ],
        "fine": blocks_shown(point_fine_print(found, book)),
    }
    return render(request, "web/public/point.html", context)


def _by_another_name(request: HttpRequest, typed: str, book: RuleBook) -> HttpResponseBase:
    try:
        code = book.point_names.resolve(typed)
    except InputError:
        return not_here(request, Kind.POINT)
    return redirect("about_point", point=code)


def _on_the_leg(point: Point, book: RuleBook) -> LegMap | None:
    """
    Mark a point on both legs, in the views that show it; None where it lies on none.

    No status is told: those are of one patient's points, and nobody was asked here.
    """
    if point.code not in placed_points():
        return None
    mark = Mark(point.code, BOTH, Status.OFFERED, label=f"{point.code} {point.pinyin}", chosen=True)
    drawn = leg_map([mark], book=book)
    return replace(drawn, statuses=(), views=tuple(each for each in drawn.views if each.dots))


def _item(point: Point, book: RuleBook) -> Item:
    hint = "" if point.placing else book.say("names only")
    name = f"{point.code} {point.pinyin} {point.hanzi}"
    return Item(reverse("about_point", args=[point.code]), name, hint)


def _name_of(condition: str, book: RuleBook) -> str:
    return book.conditions[condition].name
