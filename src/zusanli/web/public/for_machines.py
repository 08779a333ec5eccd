"""
What search engines read: which addresses there are, in which languages, and what each is about.

Only facts that the clinic has entered are told of it, and no page claims that somebody checked it.
"""

import json
from collections.abc import Iterator, Mapping

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from zusanli.clinic.books import rule_book
from zusanli.clinic.premises.models import Clinic
from zusanli.clinic.staff.public_pages import public_practitioners
from zusanli.core.words import LANGUAGES
from zusanli.web.access import anyone
from zusanli.web.public.kinds import LISTS
from zusanli.web.public.today import today_here
from zusanli.web.speech import ASKED, language_of

PAGES = (
    "start",
    *(each.address for each in LISTS.values()),
    "about_numb_feet",
    "about_clinic",
    "about_practitioners",
    "about_prices",
    "about_search",
    "contact",
)
NOT_IN_A_SCRIPT = str.maketrans({"<": "\\u003C", ">": "\\u003E", "&": "\\u0026"})
"""What could end the block that data stand in; JSON reads them as the letters that they are."""
SCHEMA = "https://schema.org"


@anyone
@require_safe
def sitemap(request: HttpRequest) -> HttpResponseBase:
    """List every public page, each in every language."""
    pages = [(request.build_absolute_uri(each), alternates(request, each)) for each in _addresses()]
    return render(request, "web/public/sitemap.xml", {"pages": pages}, "application/xml")


@anyone
@require_safe
def robots(request: HttpRequest) -> HttpResponseBase:
    """Say what may be read by machines: the public pages; whatever a link opens may not."""
    lines = (
        "User-agent: *",
        "Allow: /$",
        f"Allow: /?{ASKED}=",
        f"Allow: {reverse('about_questions').removesuffix('questions/')}",
        "Allow: /static/",
        "Disallow: /",
        f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}",
        "",
    )
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def alternates(request: HttpRequest, path: str) -> list[tuple[str, str]]:
    """Give the address of a page in each language, and without one for whoever reads another."""
    whole = request.build_absolute_uri(path)
    return [*((each, f"{whole}?{ASKED}={each}") for each in LANGUAGES), ("x-default", whole)]


def about_this(
    request: HttpRequest, *, name: str, clinic: Clinic | None, subject: Mapping[str, object]
) -> SafeString:
    """Say in schema.org's words what a page is; the text is safe within a script element."""
    page: dict[str, object] = {
        "@context": SCHEMA,
        "@type": "MedicalWebPage",
        "url": request.build_absolute_uri(request.path),
        "inLanguage": language_of(request),
    }
    page |= {"name": name} if name else {}
    page |= {"about": subject} if subject else {}
    page |= {"publisher": clinic_data(clinic, request)} if clinic else {}
    written = json.dumps(page, ensure_ascii=False).translate(NOT_IN_A_SCRIPT)
    return mark_safe(written)  # noqa: S308 - nothing in it can end the element


def clinic_data(clinic: Clinic, request: HttpRequest) -> dict[str, object]:
    """Tell of the clinic what it has entered, in schema.org's words."""
    known = {
        "streetAddress": clinic.street,
        "addressLocality": clinic.city,
        "addressRegion": clinic.region,
        "postalCode": clinic.postal_code,
        "addressCountry": clinic.country,
    }
    place = {key: value for key, value in known.items() if value}
    facts = {"name": clinic.name, "telephone": clinic.phone}
    return {
        "@type": "MedicalClinic",
        "url": request.build_absolute_uri(reverse("start")),
        **{key: value for key, value in facts.items() if value},
        **({"address": {"@type": "PostalAddress", **place}} if place else {}),
    }


def _addresses() -> Iterator[str]:
    book = rule_book()
    yield from map(reverse, PAGES)
    yield from (reverse("about_danger", args=[each.id]) for each in book.flags)
    yield from (reverse("about_condition", args=[each]) for each in book.conditions)
    with_numbers = dict.fromkeys(each for one in book.effects for each in one.conditions)
    yield from (reverse("about_evidence", args=[each]) for each in with_numbers)
    yield from (reverse("about_point", args=[each]) for each in book.points)
    yield from (
        reverse("about_practitioner", args=[each.page.slug])
        for each in public_practitioners(on=today_here())
    )
