"""Precautions: rules about one patient with an effect on what may be done."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from zusanli.core.rules.tree import Constant, Known, Rule, Truth


class Effect(IntEnum):
    """What a precaution does; the higher, the stronger, and the strongest stands."""

    WARN = 0
    LIMIT = 1
    HOLD = 2
    BAR = 3
    WITHHOLD = 4

    @property
    def id(self) -> str:
        """The word that files and pages use."""
        return self.name.lower()


class WhenUnknown(StrEnum):
    """What stands while nobody knows whether the rule holds; never nothing."""

    APPLY = "apply"
    HOLD = "hold"
    ASK = "ask"


class Modality(StrEnum):
    """What is done to a patient. A bar on needles names each kind of needle that it means."""

    NEEDLE = "needle"
    PRESS_NEEDLE = "press_needle"
    ELECTRO = "electro"
    STRONG_STIMULATION = "strong_stimulation"
    MOXA = "moxa"
    HEAT = "heat"
    CUPPING = "cupping"
    ACUPRESSURE = "acupressure"


@dataclass(frozen=True, slots=True)
class Scope:
    """
    What a precaution applies to: everywhere, or the union of what is named.

    `regions_of` names a places finding: it reaches the points in the places that were marked, on
    the marked side. `limb_of` does the same for the whole limb, hip to toes. Where nobody has said
    where, it can be anywhere. `joints` reaches points that enter or border a joint, `thorax` those
    over the lung.
    """

    everywhere: bool
    points: tuple[str, ...]
    channels: tuple[str, ...]
    regions: tuple[str, ...]
    regions_of: str | None
    limb_of: str | None
    joints: bool
    thorax: bool
    modalities: tuple[Modality, ...]

    @property
    def places_finding(self) -> str | None:
        """The finding that says where; None where the precaution says so itself."""
        return self.regions_of or self.limb_of


@dataclass(frozen=True, slots=True)
class Limit:
    """
    How far an effect "limit" goes; None is no limit.

    Depths in cun and in mm, of which the smaller counts; the thickest needle in mm; minutes of
    retention and of pressing each point afterwards. `retained` False is in and out at once.
    """

    max_cun: float | None = None
    max_mm: float | None = None
    gauge_mm: float | None = None
    needles_max: int | None = None
    retention_max_min: int | None = None
    press_min: int | None = None
    stimulation: str | None = None
    position: str | None = None
    angle: str | None = None
    needle: str | None = None
    retained: bool | None = None
    perpendicular: bool | None = None
    over_vein: bool | None = None


@dataclass(frozen=True, slots=True)
class Precaution:
    """
    One precaution.

    `gate` False says for whom not knowing is no danger: an unknown `when` does not apply then,
    while a true one always does. `tells` speaks to the practitioner, `patient` to the patient;
    `both_views` are the tradition's and the studies', where they differ.
    """

    id: str
    title: str
    gate: Rule
    when: Rule
    effect: Effect
    scope: Scope
    limit: Limit
    when_unknown: WhenUnknown
    unknown_because: str
    tells: str
    patient: str
    both_views: tuple[tuple[str, str], ...]
    sources: tuple[str, ...]
    covers: tuple[str, ...]
    proposed: bool

    def truth(self, known: Known) -> Truth:
        """Whether it applies to what is known; a gate that is false settles an unknown."""
        truth = self.when.truth(known)
        return False if truth is None and self.gate.truth(known) is False else truth

    @property
    def for_everybody(self) -> bool:
        """Whether it belongs to a point and not to a patient: it is said beside the point only."""
        return self.when == Constant(value=True)
