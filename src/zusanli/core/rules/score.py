"""
Scores with missing items.

A missing item is not nought points: the score is then an interval from the least to the most it
can still come to, and a comparison that the interval straddles is unknown.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from zusanli.core.rules.tree import Known, Rule, Truth, compare


@dataclass(frozen=True, slots=True)
class Band:
    """Points that an item earns while its rule holds."""

    points: int
    when: Rule


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a score. Its bands exclude each other."""

    id: str
    bands: tuple[Band, ...]
    otherwise: int = 0

    def interval(self, known: Known) -> tuple[int, int]:
        """The least and the most points that the item can still earn."""
        possible = []
        for band in self.bands:
            truth = band.when.truth(known)
            if truth is True:
                return band.points, band.points
            if truth is None:
                possible.append(band.points)
        possible.append(self.otherwise)
        return min(possible), max(possible)

    def names(self) -> Iterator[str]:
        for band in self.bands:
            yield from band.when.names()


@dataclass(frozen=True, slots=True)
class Reading:
    """How a total reads, from so many points upward."""

    id: str
    at_least: int


@dataclass(frozen=True, slots=True)
class Score:
    """A published sum of items."""

    id: str
    items: tuple[Item, ...]
    readings: tuple[Reading, ...] = ()

    def interval(self, known: Known) -> tuple[int, int]:
        """The least and the most that the score can still come to; equal when it is complete."""
        low = high = 0
        for item in self.items:
            least, most = item.interval(known)
            low += least
            high += most
        return low, high

    def reading(self, known: Known) -> str | None:
        """How the total reads; None while its interval touches two readings, or lies below all."""
        at_both_ends = [
            max(
                (reading for reading in self.readings if reading.at_least <= total),
                key=lambda reading: reading.at_least,
                default=None,
            )
            for total in self.interval(known)
        ]
        low, high = at_both_ends
        return low.id if low is not None and low == high else None

    def names(self) -> Iterator[str]:
        for item in self.items:
            yield from item.names()


@dataclass(frozen=True, slots=True)
class ScoreCompare(Rule):
    """A score against a cut point; unknown as long as the missing items could tip it."""

    score: Score
    operator: str
    cut: int

    def truth(self, known: Known) -> Truth:
        low, high = self.score.interval(known)
        match self.operator:
            case ">=" | ">" | "<" | "<=":
                # One-sided: both ends agree, or the missing items could tip it.
                at_low = compare(low, self.operator, self.cut)
                return at_low if at_low == compare(high, self.operator, self.cut) else None
            case _:
                if low == high:
                    return compare(low, self.operator, self.cut)
                outside = not low <= self.cut <= high
                return (self.operator == "<>") if outside else None

    def names(self) -> Iterator[str]:
        return self.score.names()
