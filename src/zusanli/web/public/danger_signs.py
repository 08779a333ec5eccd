"""The danger signs: all of them, the most urgent first, and one page for each."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from zusanli.clinic.premises.models import Clinic
from zusanli.documents.danger_page import sign_blocks
from zusanli.documents.leaflet import TO_DO
from zusanli.web.access import anyone
from zusanli.web.public.kinds import Kind
from zusanli.web.public.lists import Group, Item, not_here
from zusanli.web.shown import blocks_shown
from zusanli.web.speech import book_of


@anyone
@require_safe
def danger_signs(request: HttpRequest) -> HttpResponseBase:
    """List the danger signs by how soon somebody is to be seen."""
    book = book_of(request)
    groups = [
        Group(
            book.say(TO_DO[urgency]),
            tuple(
                Item(reverse("about_danger", args=[each.id]), each.title)
                for each in book.flags
                if each.urgency is urgency
            ),
        )
        for urgency in sorted(TO_DO, reverse=True)
    ]
    return render(request, "web/public/danger_signs.html", {"groups": groups})


@anyone
@require_safe
def danger_sign(request: HttpRequest, sign: str) -> HttpResponseBase:
    """Tell of one danger sign: what to do in the clinic's country comes first."""
    book = book_of(request)
    found = next((each for each in book.flags if each.id == sign), None)
    if found is None:
        return not_here(request, Kind.DANGER)
    clinic = Clinic.objects.filter(pk=1).first()
    body = blocks_shown(sign_blocks(found, book, country=clinic.country if clinic else None))
    return render(request, "web/public/danger_sign.html", {"sign": found, "body": body})
