"""Bars of weeks, as places in a drawing: the template writes the SVG, and a table says the same."""

from collections.abc import Sequence
from dataclasses import dataclass

from zusanli.clinic.reports.visits import Week

WIDTH, HEIGHT = 440, 200
LEFT, RIGHT, TOP, BOTTOM = 30, 436, 12, 168
SHARE = 0.7
"""Of the room of a week that its bar takes up."""
KINDS = ("came", "not_noted", "to_come", "cancelled")


@dataclass(frozen=True, slots=True)
class Bar:
    """One part of the bar of a week; `kind` is what it counts."""

    kind: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Bars:
    """Where everything stands: lines of the grid with their numbers, and the parts of the bars."""

    grid: tuple[tuple[float, int], ...]
    parts: tuple[Bar, ...]


def bars(weeks: Sequence[Week]) -> Bars:
    """Place the visits of each week above each other, those who came first."""
    most = max([1, *(sum(_parts(each)) for each in weeks)])
    room = (RIGHT - LEFT) / len(weeks)
    tall = (BOTTOM - TOP) / most
    parts = []
    for index, week in enumerate(weeks):
        below = float(BOTTOM)
        for kind, count in zip(KINDS, _parts(week), strict=True):
            if count:
                x = LEFT + index * room + room * (1 - SHARE) / 2
                height = count * tall
                below -= height
                parts.append(Bar(kind, *map(_place, (x, below, room * SHARE, height))))
    grid = sorted({0, most // 2, most})
    return Bars(tuple((_place(BOTTOM - each * tall), each) for each in grid), tuple(parts))


def _parts(week: Week) -> tuple[int, ...]:
    return (week.came, week.not_noted, week.to_come, week.cancelled)


def _place(value: float) -> float:
    return round(value, 1)
