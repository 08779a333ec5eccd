"""Which time zones a country has."""

from babel.core import get_global


def zones_of(country: str) -> tuple[str, ...]:
    """
    Give the time zones of a country by their usual names, such as Asia/Tokyo.

    Of the many names that hold the same time in CLDR, those are given that stand for a zone by
    themselves (its mapping to the zones of Windows): Germany has one, the United States nine.
    """
    usual = set(get_global("windows_zone_mapping").values())
    every = [zone for zone, of in get_global("zone_territories").items() if of == country]
    return tuple(sorted([each for each in every if each in usual] or every))
