"""
A line chart of one measure, as places in a drawing: the template writes the SVG.

A value that was not given is a gap and a mark of its own, and no line is drawn across it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from zusanli.clinic.outcomes.series import Point
from zusanli.core.outcomes.measure import Measure

WIDTH, HEIGHT = 360, 196
LEFT, RIGHT, TOP, BOTTOM = 34, 346, 14, 150
BELOW = 166
"""Where a value that was not given is marked: under the axis, and so at no height."""


@dataclass(frozen=True, slots=True)
class Dot:
    """One value; `away` is that it was not collected by who put the needles in."""

    x: float
    y: float
    text: str
    away: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """Where everything stands. `band` is top and height of the least change that matters."""

    grid: tuple[tuple[float, str], ...]
    lines: tuple[str, ...]
    dots: tuple[Dot, ...]
    missing: tuple[float, ...]
    start: float | None
    band: tuple[float, float] | None


def chart(points: Sequence[Point], measure: Measure, *, start: float | None) -> Chart:
    """Place the values of a measure; its own ends are the ends of the axis."""
    low, high = measure.low, _high(points, measure)
    first, last = points[0].at, points[-1].at

    def x(at: datetime) -> float:
        if first == last:
            return (LEFT + RIGHT) / 2
        return round(LEFT + (RIGHT - LEFT) * ((at - first) / (last - first)), 1)

    def y(value: float) -> float:
        return round(BOTTOM - (BOTTOM - TOP) * (value - low) / (high - low), 1)

    return Chart(
        grid=tuple((y(value), f"{value:g}") for value in (low, (low + high) / 2, high)),
        lines=tuple(
            " ".join(f"{x(each.at)},{y(each.value)}" for each in run if each.value is not None)
            for run in _runs(points)
        ),
        dots=tuple(
            Dot(x(each.at), y(each.value), f"{each.value:.3g}", each.telling.away)
            for each in points
            if each.value is not None
        ),
        missing=tuple(x(each.at) for each in points if each.value is None),
        start=None if start is None else y(start),
        band=_band(start, measure, low, high, y(low) - y(high)),
    )


def _band(
    start: float | None, measure: Measure, low: float, high: float, tall: float
) -> tuple[float, float] | None:
    if start is None or measure.important is None:
        return None
    top, bottom = min(high, start + measure.important), max(low, start - measure.important)
    each = tall / (high - low)
    return round(TOP + (high - top) * each, 1), round((top - bottom) * each, 1)


def _high(points: Sequence[Point], measure: Measure) -> float:
    known = [each.value for each in points if each.value is not None]
    return measure.high if measure.high is not None else max([measure.low + 1, *known])


def _runs(points: Sequence[Point]) -> Iterator[list[Point]]:
    """Give the stretches without a gap that a line can join."""
    run: list[Point] = []
    for each in points:
        if each.value is None:
            if len(run) > 1:
                yield run
            run = []
        else:
            run.append(each)
    if len(run) > 1:
        yield run
