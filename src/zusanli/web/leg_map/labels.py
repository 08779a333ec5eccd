"""
Where the code of a dot stands, so that no code covers another, or a dot.

Units are those of a view, about a CSS pixel each. A dot that finds no room has no label of its own:
its code is shown while it is looked at, and always in the list beside the map.
"""

from collections.abc import Sequence
from dataclasses import dataclass

LETTER, HEIGHT = 6.5, 11.0
"""Of a code in bold figures 10.5 units high, with what keeps it clear of its neighbours."""
DOT = 6.5
"""From the middle of a dot to where a code may begin."""
MARGIN = 2.5
REACHES = (9.2, 17.0, 28.0)
"""How far from its dot a code begins; beyond the first a line joins them."""
TURNS = ((1.0, 0.0), (0.0, -1.35), (0.0, 1.35), (0.85, -0.65), (0.85, 0.65))
"""Outward from the middle of the page, by preference: beside, above, below."""


@dataclass(frozen=True, slots=True)
class Label:
    """Where a code begins (`start`) or ends (`end`), at the middle of its height."""

    x: float
    y: float
    anchor: str
    joined: bool

    @property
    def baseline(self) -> float:
        """Give where its letters stand."""
        return round(self.y + 3.7, 1)


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Whether two of them share any of the page."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def within(self, width: float, height: float) -> bool:
        """Whether it lies on the page."""
        return self.left >= 0 and self.top >= 0 and self.right <= width and self.bottom <= height


def lay(
    wanted: Sequence[tuple[str, float, float]], *, width: float, height: float
) -> tuple[Label | None, ...]:
    """Give each code, with its dot, a place; who comes first chooses first, no code needs none."""
    taken = [_around(x, y) for _, x, y in wanted]
    labels: list[Label | None] = []
    for code, x, y in wanted:
        label, box = _first_free(code, (x, y), taken, width=width, height=height)
        labels.append(label)
        if box is not None:
            taken.append(box)
    return tuple(labels)


def _first_free(
    code: str, dot: tuple[float, float], taken: Sequence[Box], *, width: float, height: float
) -> tuple[Label | None, Box | None]:
    if not code:
        return None, None
    x, y = dot
    outward = 1 if x >= width / 2 else -1
    for reach in REACHES:
        for across, down in TURNS:
            for way in (outward, -outward):
                label = Label(
                    x=round(x + way * across * reach, 1),
                    y=round(y + down * reach, 1),
                    anchor="start" if way > 0 else "end",
                    joined=reach > REACHES[0],
                )
                box = _box(code, label)
                if box.within(width, height) and not any(box.meets(each) for each in taken):
                    return label, box
    return None, None


def _around(x: float, y: float) -> Box:
    return Box(x - DOT, y - DOT, x + DOT, y + DOT)


def _box(code: str, label: Label) -> Box:
    long = LETTER * len(code)
    left = label.x if label.anchor == "start" else label.x - long
    half = HEIGHT / 2
    return Box(left - MARGIN, label.y - half, left + long + MARGIN, label.y + half)
