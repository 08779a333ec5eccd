"""
What is charted of a visit, one entry at a time.

Entries are added and never written over. A needle charted again under the same row takes the place
of what stood there.
"""

from dataclasses import dataclass

from zusanli.core.points.point import Position
from zusanli.core.visit.chart import (
    Charted,
    Electro,
    Individual,
    Lot,
    Missing,
    Needle,
    Style,
    Warmed,
)
from zusanli.core.visit.visit import LeftIn


@dataclass(frozen=True, slots=True)
class AskedAgain:
    """The safety questions were read out today, and the patient told of these; empty is nothing."""

    told: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Agreed:
    """The patient, who signed for needles before, was asked again today and agrees."""


@dataclass(frozen=True, slots=True)
class Positioned:
    """The patient lies so for a batch, and how long its needles are to stay."""

    batch: int
    position: Position
    retain_minutes: float | None


@dataclass(frozen=True, slots=True)
class Placed:
    """Needles charted, each under its row."""

    needles: tuple[Needle, ...]


@dataclass(frozen=True, slots=True)
class Struck:
    """A row that does not hold: nothing was needled there."""

    row: str


@dataclass(frozen=True, slots=True)
class CountedIn:
    """How many needles went in."""

    batch: int
    count: int


@dataclass(frozen=True, slots=True)
class CountedOut:
    """How many needles came out."""

    batch: int
    count: int


@dataclass(frozen=True, slots=True)
class Kept:
    """Needles left in on purpose."""

    batch: int
    what: LeftIn


@dataclass(frozen=True, slots=True)
class NotFound:
    """Needles looked for and not found."""

    batch: int
    what: Missing


@dataclass(frozen=True, slots=True)
class Observed:
    """Tongue and pulse of the day."""

    tongue: str
    pulse: str


@dataclass(frozen=True, slots=True)
class Told:
    """Advice that the patient was told."""

    advice: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NoEffects:
    """The patient was asked, and told of no side effect."""


@dataclass(frozen=True, slots=True)
class Acted:
    """What was done about a side effect that was charted."""

    event: str
    action: str


@dataclass(frozen=True, slots=True)
class TakenBack:
    """A side effect that was charted by a slip of the hand."""

    event: str


@dataclass(frozen=True, slots=True)
class Setting:
    """In what tradition, in what surroundings, and how far made for this patient."""

    style: Style | None
    setting: str
    individual: Individual | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """The practitioner's minutes with the patient."""

    minutes: float


@dataclass(frozen=True, slots=True)
class Remark:
    """Something in the practitioner's own words."""

    text: str


@dataclass(frozen=True, slots=True)
class Closed:
    """The visit is over."""


Entry = (
    AskedAgain
    | Agreed
    | Positioned
    | Placed
    | Struck
    | CountedIn
    | CountedOut
    | Kept
    | NotFound
    | Electro
    | Warmed
    | Observed
    | Told
    | Charted
    | NoEffects
    | Acted
    | TakenBack
    | Setting
    | Lot
    | Contact
    | Remark
    | Closed
)
