"""A point, where it lies, and how deep a needle may go there."""

import math
from dataclasses import dataclass
from enum import StrEnum


class Position(StrEnum):
    """How the patient lies for a point; a set is needled in one position."""

    SUPINE = "supine"
    PRONE = "prone"
    SIDE = "side"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Depth:
    """
    How deep, at which angle and in which direction; lengths in cun of the patient's own body.

    `max_cun` is the most conservative limit that a source gives for this angle. None means that no
    source gives one, and such a point is held.
    """

    max_cun: float | None
    angle: str
    direction: str
    sources: tuple[str, ...]
    missing_because: str

    def max_mm(self, *, cun_mm: float | None) -> int | None:
        """
        Give the limit in whole millimetres for a patient whose cun measures `cun_mm`.

        Rounded down, since the limit is one. None where either length is unknown: no average
        thumb stands in for the patient's own.
        """
        if self.max_cun is None or cun_mm is None:
            return None
        return math.floor(self.max_cun * cun_mm + 1e-9)


@dataclass(frozen=True, slots=True)
class Point:
    """
    One acupuncture point.

    `region` is the part of the body it lies in, in the words that pain is marked with; `joint` the
    joint it enters or borders; `thorax` that the lung lies below. Points whose place is not
    entered here have no region, and are named but never offered.
    """

    code: str
    pinyin: str
    hanzi: str
    english: str
    channel: str
    categories: tuple[str, ...]
    sided: bool
    region: str
    place: str
    position: Position
    depth: Depth
    joint: str
    feel_pulse: bool
    thorax: bool
    vessels: tuple[str, ...]
    nerves: tuple[str, ...]
    caution: str
    article_says: str
    sources: tuple[str, ...]
