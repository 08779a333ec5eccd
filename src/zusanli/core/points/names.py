"""
From whatever somebody types to a point: ST36, st-36, stomach 36, Zúsānlǐ, zu san li, 足三里.

Tones, spaces, hyphens and capitals do not matter, except where only the tones tell two points
apart. A name of two points is never guessed: its candidates are listed.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from zusanli.core.points.point import Point
from zusanli.errors import InputError, close_matches

ZEROS = re.compile(r"(?<=[^\W\d_])0+(?=\d)")


def with_tones(typed: str) -> str:
    """Fold what never matters: capitals, spaces, hyphens, dots, noughts. GV24+ keeps its plus."""
    folded = unicodedata.normalize("NFKC", typed).casefold()
    kept = "".join(
        each for each in folded if each.isalnum() or each == "+" or unicodedata.combining(each)
    )
    return ZEROS.sub("", kept)


def without_tones(typed: str) -> str:
    """Fold the tones and other marks over letters as well."""
    parts = unicodedata.normalize("NFD", with_tones(typed))
    return unicodedata.normalize(
        "NFC", "".join(each for each in parts if not unicodedata.combining(each))
    )


@dataclass(frozen=True, slots=True)
class Names:
    """Every name of every point, folded; `exact` keeps the tones, `folded` does not."""

    exact: Mapping[str, tuple[str, ...]]
    folded: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, points: Iterable[Point]) -> "Names":
        """Index every name of the points; one that two points share stands for both."""
        exact: dict[str, set[str]] = defaultdict(set)
        folded: dict[str, set[str]] = defaultdict(set)
        for point in points:
            for name in point.names:
                exact[with_tones(name)].add(point.code)
                folded[without_tones(name)].add(point.code)
        return cls(exact=_sorted(exact), folded=_sorted(folded))

    def resolve(self, typed: str, *, field: str = "point") -> str:
        """
        Give the code of the one point that is meant.

        Raises:
            InputError: no point is called so, or more than one is.
        """
        found = self.exact.get(with_tones(typed), ())
        if len(found) != 1:
            found = self.folded.get(without_tones(typed), found)
        if len(found) == 1:
            return found[0]
        if found:
            raise InputError(field, f"{typed!r:.40} names {len(found)} points: {', '.join(found)}")
        hint = close_matches(without_tones(typed), list(self.folded))
        raise InputError(field, f"no point is called {typed!r:.40}{hint}")


def _sorted(found: Mapping[str, set[str]]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(sorted(codes)) for name, codes in found.items()}
