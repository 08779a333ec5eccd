"""
A visit while it is charted, after the STRICTA items, and what keeps it from being closed.

What is not charted is None or empty. Every needle that went in must be accounted for: it came out,
was left in on purpose with a day to take it out, or was looked for and not found, which is an
adverse event. Until then the visit does not close.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from zusanli.core.points.judged import BOTH
from zusanli.core.points.point import Position
from zusanli.core.visit.visit import Felt, LeftIn, SideEffect

LEFT_BEHIND = "needle_left_in"
"""The adverse event that a needle which was not found is."""


class Angle(StrEnum):
    """How a needle stands to the skin (STRICTA 2c)."""

    PERPENDICULAR = "perpendicular"
    OBLIQUE = "oblique"
    TRANSVERSE = "transverse"


class Technique(StrEnum):
    """How a needle was worked (STRICTA 2e)."""

    TONIFY = "tonify"
    REDUCE = "reduce"
    EVEN = "even"
    NONE = "none"


class Waveform(StrEnum):
    """The form of the current between two needles."""

    CONTINUOUS = "continuous"
    DENSE_DISPERSE = "dense_disperse"
    INTERMITTENT = "intermittent"


class Warmth(StrEnum):
    """What was done beside needles."""

    DIRECT_MOXA = "direct_moxa"
    INDIRECT_MOXA = "indirect_moxa"
    MOXA_STICK = "moxa_stick"
    NEEDLE_MOXA = "needle_moxa"
    LAMP = "lamp"
    HOT_PACK = "hot_pack"
    CUPPING = "cupping"
    ACUPRESSURE = "acupressure"


class Style(StrEnum):
    """In what tradition it was done (STRICTA 1a)."""

    CHINESE = "chinese"
    JAPANESE = "japanese"
    KOREAN = "korean"
    MEDICAL = "medical"
    FIVE_ELEMENT = "five_element"
    OTHER = "other"


class Individual(StrEnum):
    """How far the treatment was made for this patient (STRICTA 1c)."""

    STANDARD = "standard"
    PARTLY = "partly"
    FULLY = "fully"


@dataclass(frozen=True, slots=True)
class Needle:
    """
    One charted place of a needle; `row` names it within its visit.

    Lengths are in mm. `place` is where a sore spot lies, as `left.calf`, and None for a point.
    `press` is a press needle, which stays in.
    """

    row: str
    batch: int
    code: str
    side: str
    place: str | None = None
    gauge_mm: float | None = None
    length_mm: float | None = None
    depth_mm: float | None = None
    angle: Angle | None = None
    technique: Technique | None = None
    felt: Felt | None = None
    press: bool = False

    @property
    def has_size(self) -> bool:
        """Whether gauge and length are known: what a needle is, beside its point (STRICTA 2g)."""
        return self.gauge_mm is not None and self.length_mm is not None

    @property
    def needles(self) -> int:
        """How many needles it is, at least."""
        return 2 if self.side == BOTH else 1


@dataclass(frozen=True, slots=True)
class Electro:
    """A pair of needles of one limb with a current between them; frequency in Hz, current in mA."""

    first: str
    second: str
    waveform: Waveform
    hz: float | None
    ma: float | None
    minutes: float | None


@dataclass(frozen=True, slots=True)
class Warmed:
    """What was done beside the needles; the distance in cm is of moxa or a lamp from the skin."""

    method: Warmth
    where: str
    side: str
    distance_cm: float | None
    minutes: float | None


@dataclass(frozen=True, slots=True)
class Missing:
    """Needles that were not found, and where they were looked for."""

    count: int
    searched: str


@dataclass(frozen=True, slots=True)
class Batch:
    """
    The needles of one position of the patient: in together, out together.

    `inserted` and `removed` count needles; None is that nobody counted.
    """

    number: int
    position: Position
    retain_minutes: float | None = None
    inserted: int | None = None
    in_at: datetime | None = None
    removed: int | None = None
    out_at: datetime | None = None
    left_in: tuple[LeftIn, ...] = ()
    missing: tuple[Missing, ...] = ()

    @property
    def unaccounted(self) -> int | None:
        """How many needles nobody can tell of; None while nobody counted them in."""
        if self.inserted is None:
            return None
        kept = sum(each.count for each in self.left_in)
        lost = sum(each.count for each in self.missing)
        return self.inserted - (self.removed or 0) - kept - lost

    @property
    def has_needles_in(self) -> bool:
        """Whether somebody lies there with needles, or may: as long as one is not accounted for."""
        return self.inserted is not None and self.unaccounted != 0

    @property
    def due_out_at(self) -> datetime | None:
        """When the needles are to come out."""
        if self.in_at is None or self.retain_minutes is None:
            return None
        return self.in_at + timedelta(minutes=self.retain_minutes)

    @property
    def retained(self) -> timedelta | None:
        """How long the needles stayed in."""
        return None if self.in_at is None or self.out_at is None else self.out_at - self.in_at


@dataclass(frozen=True, slots=True)
class Charted(SideEffect):
    """A side effect as it was charted: what was done about it."""

    action: str


@dataclass(frozen=True, slots=True)
class Lot:
    """A box of sterile needles; `expires` is the day printed on it."""

    number: str
    product: str
    expires: date | None


class Open(StrEnum):
    """What keeps a visit from being closed."""

    NOT_COUNTED_IN = "not_counted_in"
    NOT_COUNTED_OUT = "not_counted_out"
    COUNTS_DIFFER = "counts_differ"
    MORE_CHARTED = "more_charted"
    NOT_CHARTED = "not_charted"
    MISSING_IS_NO_EVENT = "missing_is_no_event"


class Gap(StrEnum):
    """What a whole record would tell as well; it keeps nobody from going home."""

    NO_LOT = "no_lot"
    NO_CONTACT_MINUTES = "no_contact_minutes"
    NO_NEEDLE_SIZE = "no_needle_size"
    NO_DEPTH = "no_depth"
    NO_FELT = "no_felt"
    NO_STYLE = "no_style"
    NO_INDIVIDUAL = "no_individual"
    NO_TONGUE_OR_PULSE = "no_tongue_or_pulse"
    SIDE_EFFECTS_NOT_ASKED = "side_effects_not_asked"
    NOTHING_TOLD = "nothing_told"


@dataclass(frozen=True, slots=True)
class Chart:
    """
    A visit as far as it is charted.

    `asked` is what the patient told when asked again today, and None while nobody asked;
    `agreed_at` is when the patient agreed to needles. `effects` is None while nobody asked for side
    effects; `told` are ids of advice. Contact is the practitioner's time with the patient, which is
    not the time that needles stay in.
    """

    asked: tuple[str, ...] | None = None
    agreed_at: datetime | None = None
    needles: tuple[Needle, ...] = ()
    batches: tuple[Batch, ...] = ()
    electro: tuple[Electro, ...] = ()
    warmed: tuple[Warmed, ...] = ()
    lots: tuple[Lot, ...] = ()
    tongue: str = ""
    pulse: str = ""
    style: Style | None = None
    individual: Individual | None = None
    setting: str = ""
    told: tuple[str, ...] = ()
    effects: tuple[Charted, ...] | None = None
    contact_minutes: float | None = None
    remarks: tuple[str, ...] = ()
    closed_at: datetime | None = None

    def of_batch(self, number: int) -> tuple[Needle, ...]:
        """Give what is charted in one position."""
        return tuple(each for each in self.needles if each.batch == number)

    def batch(self, number: int) -> Batch | None:
        """Give a batch by its number."""
        return next((each for each in self.batches if each.number == number), None)

    @property
    def agreed(self) -> bool:
        """Whether the patient agreed to needles when asked again, and told of nothing since."""
        return self.agreed_at is not None

    @property
    def inserted(self) -> int | None:
        """How many needles went in; None where a batch was not counted."""
        return _sum(each.inserted for each in self.batches)

    @property
    def removed(self) -> int | None:
        """How many needles came out; None where a batch was not counted."""
        return _sum(each.removed for each in self.batches)

    def open(self) -> Iterator[tuple[int, Open]]:
        """Give what keeps the visit from being closed, by batch; 0 is the visit as a whole."""
        for each in self.batches:
            yield from ((each.number, why) for why in self._open(each))
        is_told = any(one.event == LEFT_BEHIND for one in self.effects or ())
        if any(each.missing for each in self.batches) and not is_told:
            yield 0, Open.MISSING_IS_NO_EVENT

    def may_have_needles_in(self, batch: Batch) -> bool:
        """Whether somebody may lie with needles of a batch, by what was counted or charted."""
        return any(why is not Open.NOT_CHARTED for why in self._open(batch))

    def _open(self, batch: Batch) -> Iterator[Open]:
        charted = sum(each.needles for each in self.of_batch(batch.number))
        if batch.inserted is None:
            if charted:
                yield Open.NOT_COUNTED_IN
            return
        if charted > batch.inserted:
            yield Open.MORE_CHARTED
        if batch.inserted and not charted:
            yield Open.NOT_CHARTED
        if batch.unaccounted != 0:
            yield Open.NOT_COUNTED_OUT if batch.removed is None else Open.COUNTS_DIFFER

    def gaps(self) -> Iterator[Gap]:
        """Give what a whole record would tell as well."""
        if self.needles:
            yield from self._gaps_of_needles()
        if self.contact_minutes is None:
            yield Gap.NO_CONTACT_MINUTES
        if self.style is None:
            yield Gap.NO_STYLE
        if not self.tongue and not self.pulse:
            yield Gap.NO_TONGUE_OR_PULSE
        if self.effects is None:
            yield Gap.SIDE_EFFECTS_NOT_ASKED
        if not self.told:
            yield Gap.NOTHING_TOLD

    def _gaps_of_needles(self) -> Iterator[Gap]:
        if not self.lots:
            yield Gap.NO_LOT
        if not all(each.has_size for each in self.needles):
            yield Gap.NO_NEEDLE_SIZE
        if any(each.depth_mm is None for each in self.needles):
            yield Gap.NO_DEPTH
        if any(each.felt is None for each in self.needles):
            yield Gap.NO_FELT
        if self.individual is None:
            yield Gap.NO_INDIVIDUAL


def _sum(counts: Iterator[int | None]) -> int | None:
    known = list(counts)
    return None if not known or None in known else sum(each for each in known if each is not None)
