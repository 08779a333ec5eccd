"""
Which needles go in together: those of one position of the patient.

A needle goes into a batch that is not out yet where the patient lies as its point asks for; where
there is none, one more is begun.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from zusanli.core.points.point import Point, Position
from zusanli.core.visit.chart import Chart, Needle
from zusanli.core.visit.entries import Positioned


@dataclass(frozen=True, slots=True)
class Wanted:
    """
    A needle that is to be charted.

    `positions` are those that its point can be needled in, the best one first; `retain_minutes` is
    how long the needles of a batch that is begun for it are to stay.
    """

    needle: Needle
    positions: tuple[Position, ...]
    retain_minutes: float | None = None


@dataclass(frozen=True, slots=True)
class Fitted:
    """The batches that are begun, and the needles, each in its batch."""

    positions: tuple[Positioned, ...]
    needles: tuple[Needle, ...]


def fit(wanted: Sequence[Wanted], chart: Chart) -> Fitted:
    """Give each needle its batch."""
    there = {each.number: each.position for each in chart.batches if each.removed is None}
    begun: dict[int, Positioned] = {}
    last = max((each.number for each in chart.batches), default=0)
    needles = []
    for each in wanted:
        number = next((at for at, position in there.items() if position in each.positions), None)
        if number is None:
            last += 1
            number, position = last, each.positions[0]
            there[number] = position
            begun[number] = Positioned(number, position, each.retain_minutes)
        needles.append(replace(each.needle, batch=number))
    return Fitted(tuple(begun.values()), tuple(needles))


def positions_of(point: Point) -> tuple[Position, ...]:
    """Say how the patient may lie for a point; for one that is placed nowhere, in any way."""
    return tuple(Position) if point.placing is None else point.placing.positions
