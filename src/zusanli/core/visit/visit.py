"""
A visit as it was charted, after the STRICTA items: what was needled, how, and how many needles.

What is not charted is None or empty, and nothing is filled in from a plan or from last time.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


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
    """One point on one side. `depth_mm` and `minutes` are None where nobody wrote them down."""

    code: str
    side: str
    depth_mm: float | None
    minutes: float | None
    felt: Felt | None


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

    @property
    def counts_agree(self) -> bool:
        """Whether as many needles came out as went in, both counted."""
        return self.inserted is not None and self.inserted == self.removed
