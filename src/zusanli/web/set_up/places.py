"""Where a clinic is: its country by name, and the time zones that this country has."""

from django.http import HttpRequest

from zusanli.clinic.premises.zones import zones_of
from zusanli.core.words import noop
from zusanli.web.speech import book_of

NO_COUNTRY = noop("Please choose your country.")
NO_ZONE = noop("Your country has several time zones. Please choose yours.")


def countries(request: HttpRequest) -> list[tuple[str, str]]:
    """Give the countries whose emergency number is known, by their names."""
    book = book_of(request)
    named = sorted((each.name, each.id) for each in book.countries.values())
    return [(country, name) for name, country in named]


def the_zone(country: str, chosen: str) -> str:
    """Give the time zone that was chosen, or the only one; empty while nobody can know it."""
    zones = zones_of(country)
    if chosen in zones:
        return chosen
    return zones[0] if len(zones) == 1 else ""
