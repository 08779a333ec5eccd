"""
A visit as it was charted, after the STRICTA items: what was needled, how, and how many needles.

What is not charted is None or empty, and nothing is filled in from a plan or from last time.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from zusanli.core.points.judged import BOTH


class Felt(StrEnum):
    """What was felt at a needle (STRICTA 2d); `nothing` is an answer too."""

    PINCH = "pinch"
    DULL_ACHE = "dull_ache"
    HEAVINESS = "heaviness"
    WARMTH = "warmth"
    TINGLING = "tingling"
    ELECTRIC = "electric"
    SHARP_PAIN = "sharp_pain"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Needled:
    """
    One point on one side, or a sore spot at its `place`, such as `left.calf`.

    `depth_mm` and `minutes` are None where nobody wrote them down.
    """

    code: str
    side: str
    depth_mm: float | None
    minutes: float | None
    felt: Felt | None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class LeftIn:
    """Needles left in on purpose, such as press needles, and until when they stay."""

    count: int
    where: str
    remove_by: date


NEEDS_A_DOCTOR = ("severe", "serious")
"""The severities that are more than a side effect."""


@dataclass(frozen=True, slots=True)
class SideEffect:
    """A side effect by its term, and how bad it was."""

    event: str
    severity: str


@dataclass(frozen=True, slots=True)
class Visit:
    """
    One visit.

    `inserted` and `removed` count needles; None is that nobody counted, which is never the same as
    equal. `setting` is where it was, in the clinic's own words (STRICTA 4b).
    """

    on: datetime
    number: int
    practitioner: str
    setting: str
    needled: tuple[Needled, ...]
    inserted: int | None
    removed: int | None
    side_effects: tuple[SideEffect, ...]
    told: tuple[str, ...]
    next_visit: date | None
    left_in: tuple[LeftIn, ...] = ()

    @property
    def charted(self) -> int:
        """How many needles the chart tells of: two at a point on both sides, at least one else."""
        return sum(2 if each.side == BOTH else 1 for each in self.needled)

    @property
    def counts_agree(self) -> bool:
        """
        Whether as many needles came out as went in, both counted, and the chart knows of no more.

        What was left in on purpose, with a day to take it out, is accounted for.
        A point may be needled twice, so the chart is a lower bound; needles without a point are a
        chart that is not whole.
        """
        if self.inserted is None or self.removed is None:
            return False
        if self.inserted != self.removed + sum(each.count for each in self.left_in):
            return False
        return self.charted <= self.inserted and (self.charted > 0 or self.inserted == 0)
