"""
Find a practitioner: by place, language, licence and what they see; and a page for each.

What somebody looks for may tell of their illness, so the form is posted and stands in no address.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from zusanli.clinic.staff.licences import IssuedBy, issued_by, other_names
from zusanli.clinic.staff.models import Licence
from zusanli.clinic.staff.public_pages import (
    Practitioner,
    known,
    looked_for,
    public_practitioners,
)
from zusanli.clinic.staff.tongues import TONGUES
from zusanli.core.rulebook import RuleBook
from zusanli.documents.claim_card import links
from zusanli.web.access import anyone
from zusanli.web.public.lists import Item, nothing_there
from zusanli.web.public.today import today_here
from zusanli.web.public.wanted import choices, read
from zusanli.web.shown import blocks_shown
from zusanli.web.speech import book_of

TO_CHECK = "before_check_the_practitioner"
"""The advice on how to check whoever treats; its sources are the pages to check with."""
ARTICLES = "article_"
"""What these sources' ids begin with: the articles themselves are no directory."""


@dataclass(frozen=True, slots=True)
class Card:
    """A practitioner as patients read of them; each licence with its body's other names."""

    name: str
    address: str
    languages: tuple[tuple[str, str], ...]
    places: str
    sees: str
    licences: tuple[tuple[Licence, str], ...]


@dataclass(frozen=True, slots=True)
class Named:
    """A body that an article names, and whether its number is to be checked first."""

    name: str
    country: str
    scope: str
    phone: str
    article: str
    to_check: bool
    verified_on: date | None


@anyone
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def practitioners(request: HttpRequest) -> HttpResponseBase:
    """Show who treats here and said yes to it, all or those who are looked for."""
    book, today = book_of(request), today_here()
    among = public_practitioners(on=today)
    wanted = read(request.POST)
    advice = next(each for each in book.advice if each.id == TO_CHECK)
    pages = [each for each in advice.sources if not each.startswith(ARTICLES)]
    context = {
        "anybody": bool(among),
        "found": [card_of(each, book) for each in looked_for(among, wanted)],
        "choices": choices(among, wanted, book),
        "looked": request.method == "POST",
        "advice": advice.text,
        "pages": blocks_shown([links(pages, book)]),
        "directories": list(_directories(book, today)),
    }
    return render(request, "web/public/practitioners.html", context)


@anyone
@require_safe
def practitioner(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Tell of one practitioner; who said no, or holds no licence today, is not there."""
    book, today = book_of(request), today_here()
    found = next((each for each in public_practitioners(on=today) if each.page.slug == slug), None)
    if found is None:
        everybody = Item(reverse("about_practitioners"), book.say("Find a practitioner"))
        return nothing_there(request, everybody)
    page = found.page
    licences = [(each, issued_by(each, on=today)) for each in found.licences]
    context = {
        "card": card_of(found, book),
        "about": page.about,
        "licences": licences,
        "known": _in_data(page.languages, licences),
        "complaints": [
            book.complaints[each].label for each in known(page.complaints, book.complaints)
        ],
        "conditions": conditions_shown(page.conditions, book),
    }
    return render(request, "web/public/practitioner.html", context)


def _in_data(
    languages: Iterable[str], licences: Iterable[tuple[Licence, IssuedBy]]
) -> dict[str, object]:
    """Tell in schema.org's words what somebody speaks and may show."""
    return {
        "knowsLanguage": list(languages),
        "hasCredential": [
            {
                "@type": "EducationalOccupationalCredential",
                "name": licence.title,
                "recognizedBy": {"@type": "Organization", "name": by.today},
            }
            for licence, by in licences
        ],
    }


def card_of(each: Practitioner, book: RuleBook) -> Card:
    """Make somebody ready to be shown."""
    page = each.page
    return Card(
        name=page.name,
        address=reverse("about_practitioner", args=[page.slug]),
        languages=tuple((tag, TONGUES[tag]) for tag in known(page.languages, TONGUES)),
        places=book.say.listed(page.places),
        sees=book.say.apart(
            (
                *(book.conditions[one].name for one in known(page.conditions, book.conditions)),
                *(book.complaints[one].label for one in known(page.complaints, book.complaints)),
            )
        ),
        licences=tuple((one, ", ".join(other_names(one.issuer))) for one in each.licences),
    )


def conditions_shown(ids: Iterable[str], book: RuleBook) -> list[Item]:
    """Give conditions as links to their pages."""
    return [
        Item(reverse("about_condition", args=[each]), book.conditions[each].name)
        for each in known(tuple(ids), book.conditions)
    ]


def _directories(book: RuleBook, today: date) -> Iterator[Named]:
    for each in book.directories:
        source, country = book.sources[each.printed_in], book.countries.get(each.country)
        yield Named(
            name=each.name,
            country=country.name if country else each.country,
            scope=each.scope,
            phone=each.phone,
            article=f"{source.title}, {source.publisher}",
            to_check=each.is_to_check(today),
            verified_on=each.verified_on,
        )
