"""
Six views of the legs and feet, cut into the places that answers name.

A patient who cannot tell shin from calf can still put a finger on it. Front, back, top and sole
show both sides as they lie in a mirror or before one's own eyes; outer and inner show each leg.

The outlines are traced from the MakeHuman base mesh hm08, which is in the public domain (CC0 1.0);
tools/draw_body.py says how. They show where a tap belongs and are not an anatomical atlas.
"""

import json
import re
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from zusanli.core.findings import SIDES
from zusanli.errors import ZusanliError

LEFT, RIGHT = SIDES
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
PATH = re.compile(r"(?:M[-\d. ]+(?:[lqt][-\d. ]+)+z?)+")
STEP = re.compile(r"([Mlqt])([-\d. ]+)")


@dataclass(frozen=True, slots=True)
class Region:
    """
    What a finger can tap: a place, and the side of the leg that one looks at there.

    `surface` is the finding of `pain_sides_of_leg` that a tap means as well, so that a patient who
    taps the back of the thigh is not asked which side it is. The foot and the low back have none:
    that question is of the leg and the hip.
    """

    place: str
    surface: str | None
    path: str


@dataclass(frozen=True, slots=True)
class Mark:
    """
    Something drawn that cannot be tapped; its name lets a page choose colour and weight.

    Fills are `shade`, `deep_shade` and `cloth`. Of the strokes, `contour` is the edge of the body
    and `cut` the soft line where the drawing ends though the body goes on; the rest are landmarks.
    """

    name: str
    path: str


@dataclass(frozen=True, slots=True)
class Figure:
    """
    One body part that hangs together, to be painted in this order.

    `outline` is closed and is exactly what the regions cover; it is filled and never stroked,
    because it also runs along the cuts.
    """

    outline: str
    fills: tuple[Mark, ...]
    strokes: tuple[Mark, ...]
    regions: tuple[Region, ...]


@dataclass(frozen=True, slots=True)
class Label:
    """Where the word for a side stands, centred, in units of its view: the views differ in it."""

    side: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class View:
    """
    The legs or feet from one direction.

    Lengths are units of its own `viewBox`, about a CSS pixel each on a phone: all views are 360
    wide. In the view where it is largest, each place holds a square of at least 45 units, because
    a finger needs 44 CSS pixels (WCAG 2.2, 2.5.5).
    """

    id: str
    width: float
    height: float
    figures: tuple[Figure, ...]
    labels: tuple[Label, ...]

    @property
    def view_box(self) -> str:
        """Give the attribute of the same name of an `svg` element."""
        return f"0 0 {self.width:g} {self.height:g}"

    @property
    def regions(self) -> tuple[Region, ...]:
        """Give what can be tapped in it."""
        return tuple(region for figure in self.figures for region in figure.regions)


@cache
def views() -> tuple[View, ...]:
    """
    Read every view, in the order in which a page offers them.

    Raises:
        ZusanliError: the file that came with the program is damaged.
    """
    return read((files(__package__) / "drawing.json").read_text(encoding="utf-8"))


def read(text: str) -> tuple[View, ...]:
    """
    Read views as the drawing tool writes them: the left leg only, since the right is its mirror.

    Raises:
        ZusanliError: the text is not such a drawing, and where.
    """
    try:
        match json.loads(text):
            case {"views": [_, *_] as stored}:
                found = tuple(_view(each) for each in stored)
            case _:
                raise _damaged("views")
    except json.JSONDecodeError as broken:
        raise _damaged(str(broken)) from broken
    if len({view.id for view in found}) != len(found):
        raise _damaged("two views of one id")
    return found


def mirrored(path: str, width: float) -> str:
    """Turn a path left to right within a view `width` units wide; no digit is lost by it."""

    def turned(step: re.Match[str]) -> str:
        start = width if step[1] == "M" else 0  # all other steps are relative
        numbers = NUMBER.findall(step[2])
        across = (f"{start - float(x) + 0:.2f}".rstrip("0").rstrip(".") for x in numbers[::2])
        pairs = (f"{x} {y}" for x, y in zip(across, numbers[1::2], strict=True))
        return step[1] + " ".join(pairs)

    return STEP.sub(turned, path)


def _view(stored: object) -> View:
    match stored:
        case {
            "id": str(id_),
            "width": int() | float() as width,
            "height": int() | float() as height,
            "label": [int() | float() as x, int() | float() as y],
            "both": None | str() as both,
            "left": leg,
        }:
            left = _figure(leg)
        case _:
            raise _damaged(f"{stored!r:.60}")
    right = _turned(left, width)
    labels = Label(LEFT, x, y), Label(RIGHT, width - x, y)
    figures = (left, right) if both is None else (_joined(_path(both), left, right),)
    return View(id_, width, height, figures, labels)


def _figure(stored: object) -> Figure:
    match stored:
        case {
            "outline": str(outline),
            "fills": [*fills],
            "strokes": [*strokes],
            "regions": [_, *_] as regions,
        }:
            return Figure(
                outline=_path(outline),
                fills=tuple(_mark(each) for each in fills),
                strokes=tuple(_mark(each) for each in strokes),
                regions=tuple(_region(each) for each in regions),
            )
        case _:
            raise _damaged(f"{stored!r:.60}")


def _mark(stored: object) -> Mark:
    match stored:
        case {"name": str(name), "path": str(path)}:
            return Mark(name, _path(path))
        case _:
            raise _damaged(f"{stored!r:.60}")


def _region(stored: object) -> Region:
    match stored:
        case {"place": str(place), "surface": None | str() as surface, "path": str(path)}:
            return Region(f"{LEFT}.{place}", surface, _path(path))
        case _:
            raise _damaged(f"{stored!r:.60}")


def _path(path: str) -> str:
    if not PATH.fullmatch(path):
        raise _damaged(f"{path!r:.60}")
    return path


def _turned(leg: Figure, width: float) -> Figure:
    """Give the right leg."""

    def turned(marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
        return tuple(replace(mark, path=mirrored(mark.path, width)) for mark in marks)

    return Figure(
        outline=mirrored(leg.outline, width),
        fills=turned(leg.fills),
        strokes=turned(leg.strokes),
        regions=tuple(
            Region(
                place=region.place.replace(LEFT, RIGHT),
                surface=region.surface,
                path=mirrored(region.path, width),
            )
            for region in leg.regions
        ),
    )


def _joined(outline: str, left: Figure, right: Figure) -> Figure:
    """Give both legs on one pelvis, whose two halves would show a seam if painted apart."""
    return Figure(
        outline=outline,
        fills=left.fills + right.fills,
        strokes=left.strokes + right.strokes,
        regions=left.regions + right.regions,
    )


def _damaged(what: str) -> ZusanliError:
    return ZusanliError(f"web/body/drawing.json is damaged, install again: {what}")
