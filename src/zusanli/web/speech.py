"""The language of a request: chosen before, or the browser's, or English."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import patch_vary_headers

from zusanli.clinic.books import rule_book
from zusanli.clinic.premises.models import Clinic
from zusanli.core.rulebook import RuleBook
from zusanli.core.words import ENGLISH, LANGUAGES

COOKIE = "language"
ASKED = "lang"
"""Stands in the address of a page in one of its languages, as search engines know it."""
OWN_NAMES = {"en": "English", "ja": "日本語", "zh-Hant": "繁體中文"}
"""Each language by its own name: who looks for it reads no other."""


class SpeechMiddleware:
    """Gives each request the language that its pages are written in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Set the language, and tell caches and browsers which it was."""
        speak(request, _chosen(request))
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", language_of(request))
        patch_vary_headers(response, ("Accept-Language", "Cookie"))
        return response


def speak(request: HttpRequest, language: str) -> None:
    """Write what answers this request in a language."""
    request.language = language  # type: ignore[attr-defined] # a request carries what is known of it


def language_of(request: HttpRequest) -> str:
    """Give the language of a request."""
    return getattr(request, "language", ENGLISH)


def book_of(request: HttpRequest) -> RuleBook:
    """Give the rule book in the language of a request."""
    return rule_book(language_of(request))


def spoken_to(request: HttpRequest) -> dict[str, object]:
    """Give templates the words, the clinic, and the languages to choose from."""
    clinic = Clinic.objects.filter(pk=1).first()
    book = book_of(request)
    country = book.countries.get(clinic.country) if clinic else None
    return {
        "say": book.say,
        "language": language_of(request),
        "languages": OWN_NAMES,
        "clinic": clinic,
        "emergency_number": country.emergency_number if country else "",
    }


def _chosen(request: HttpRequest) -> str:
    for chosen in (request.GET.get(ASKED, ""), request.COOKIES.get(COOKIE, "")):
        if chosen in LANGUAGES:
            return chosen
    wanted = request.headers.get("Accept-Language", "")
    for each in wanted.split(","):
        tag = each.partition(";")[0].strip().casefold()
        if tag.startswith(("zh-hant", "zh-tw", "zh-hk", "zh-mo")):
            return "zh-Hant"
        for language in LANGUAGES:
            if tag.partition("-")[0] == language.casefold():
                return language
    return ENGLISH
