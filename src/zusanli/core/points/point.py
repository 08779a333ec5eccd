"""A point, where it lies, and how deep a needle may go there."""

import math
from dataclasses import dataclass
from enum import StrEnum


class Position(StrEnum):
    """How the patient lies for a point; a set is needled in one position."""

    SUPINE = "supine"
    PRONE = "prone"
    SIDE = "side"


@dataclass(frozen=True, slots=True)
class Depth:
    """
    How deep, at which angle and in which direction; in cun, the patient's own measure.

    `max_cun` is the most conservative limit of the sources, `highest_cun` the deepest that any of
    them prints. Without a sourced limit `max_cun` is None, the point is held, and
    `missing_because` says why.
    """

    max_cun: float | None
    min_cun: float | None
    highest_cun: float | None
    angle: str
    direction: str
    sources: tuple[str, ...]
    missing_because: str


@dataclass(frozen=True, slots=True)
class Placing:
    """
    Where a point lies, in our own words, and what a needle meets there.

    `regions` are the parts of the body it lies in or borders, the first its own, in the words that
    pain is marked with. `joint` is the joint it enters or borders; `thorax`, that the lung lies
    below. `positions` are the patient's, the best one first.
    """

    place: str
    also_placed: tuple[str, ...]
    landmarks: tuple[str, ...]
    regions: tuple[str, ...]
    positions: tuple[Position, ...]
    depth: Depth
    joint: str
    feel_pulse: bool
    thorax: bool
    vessels: tuple[str, ...]
    nerves: tuple[str, ...]
    caution: str
    article_says: str
    article_note: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """
    One acupuncture point; the channel is that of its code.

    `names` is everything that somebody may type for it, also what means another point as well.
    `sided` is false for those of the midline. Without a placing a point has a name here and
    nothing else, and it is never offered.
    """

    code: str
    pinyin: str
    hanzi: str
    hanzi_simplified: str
    english: str
    channel: str
    categories: tuple[str, ...]
    sided: bool
    region: str
    placing: Placing | None
    disagreements: tuple[str, ...]
    names: tuple[str, ...]

    @property
    def regions(self) -> tuple[str, ...]:
        """Where it lies and what it borders."""
        return self.placing.regions if self.placing is not None else (self.region,)


def whole_mm(cun: float, *, cun_mm: float) -> int:
    """
    Give a limit in whole millimetres for a patient whose thumb is `cun_mm` wide.

    Rounded down, since it is a limit.
    """
    return math.floor(cun * cun_mm + 1e-9)
