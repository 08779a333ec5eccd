"""
Where each point lies on the leg: once in three dimensions, and so in each view of the drawing.

The places were found on the mesh that the drawing is traced from; tools/place_points.py says how,
docs/reference/leg_map.md how right they look. They show about where: the finger finds the point.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from zusanli.core.findings import SIDES
from zusanli.errors import ZusanliError

LEFT, RIGHT = SIDES
WIDTH = 360.0
"""Of every view, in its units: what mirrors one leg into the other."""


@dataclass(frozen=True, slots=True)
class Spot:
    """
    One place on the skin.

    `at` is in the mesh's decimetres: away from the midline to the body's left, up, forward. `out`
    is which way the skin looks there, of length 1. `pages` are its places in the units of each
    view, also where the leg itself hides it; `seen` are the views that show it, the largest and
    squarest first.
    """

    at: tuple[float, float, float]
    out: tuple[float, float, float]
    pages: Mapping[str, tuple[float, float]]
    seen: tuple[str, ...]

    def mirrored(self) -> "Spot":
        """Give the same spot of the other leg."""
        (x, y, z), (across, up, forward) = self.at, self.out
        pages = {view: (round(WIDTH - page, 1), down) for view, (page, down) in self.pages.items()}
        return Spot((-x, y, z), (-across, up, forward), MappingProxyType(pages), self.seen)


@dataclass(frozen=True, slots=True)
class PlacedPoint:
    """
    A point of the leg: most codes have one spot on each leg, a few name several.

    `placed` is "cun" where it was measured along the mesh's own segments and "hand" where it was
    put by eye; `words` are the landmark or the measure.
    """

    code: str
    placed: str
    words: str
    left: tuple[Spot, ...]

    def spots(self, side: str) -> tuple[Spot, ...]:
        """Give its spots on one leg."""
        return self.left if side == LEFT else tuple(spot.mirrored() for spot in self.left)


@cache
def placed_points() -> Mapping[str, PlacedPoint]:
    """
    Read the points by code.

    Raises:
        ZusanliError: the file that came with the program is damaged.
    """
    return read((files(__package__) / "places.json").read_text(encoding="utf-8"))


def read(text: str) -> Mapping[str, PlacedPoint]:
    """
    Read points as tools/place_points.py writes them.

    Raises:
        ZusanliError: the text is no such file, and where.
    """
    try:
        match json.loads(text):
            case {"points": [_, *_] as stored}:
                found = [_point(each) for each in stored]
            case _:
                raise _damaged("points")
    except json.JSONDecodeError as broken:
        raise _damaged(str(broken)) from broken
    by_code = {point.code: point for point in found}
    if len(by_code) != len(found):
        raise _damaged("a point twice")
    return MappingProxyType(by_code)


def _point(stored: object) -> PlacedPoint:
    match stored:
        case {
            "code": str(code),
            "placed": "cun" | "hand" as placed,
            "words": str(words),
            "spots": [_, *_] as spots,
        }:
            return PlacedPoint(code, placed, words, tuple(_spot(each) for each in spots))
        case _:
            raise _damaged(f"{stored!r:.60}")


def _spot(stored: object) -> Spot:
    match stored:
        case {
            "at": at,
            "out": out,
            "pages": {**pages},
            "seen": [str(), *_] as seen,
        } if set(seen) <= set(pages):
            read_pages = {str(view): _page(each) for view, each in pages.items()}
            return Spot(
                _three(at), _three(out), MappingProxyType(read_pages), tuple(map(str, seen))
            )
        case _:
            raise _damaged(f"{stored!r:.60}")


def _three(stored: object) -> tuple[float, float, float]:
    match stored:
        case [int() | float() as x, int() | float() as y, int() | float() as z]:
            return x, y, z
        case _:
            raise _damaged(f"{stored!r:.60}")


def _page(stored: object) -> tuple[float, float]:
    match stored:
        case [int() | float() as across, int() | float() as down]:
            return across, down
        case _:
            raise _damaged(f"{stored!r:.60}")


def _damaged(what: str) -> ZusanliError:
    return ZusanliError(f"web/leg_map/places.json is damaged, install again: {what}")
