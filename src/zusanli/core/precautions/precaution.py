"""Precautions: rules about one patient with an effect on what may be done."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from zusanli.core.rules.tree import Rule


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


@dataclass(frozen=True, slots=True)
class Scope:
    """
    What a precaution applies to.

    `regions_of` names a places finding: then it reaches the points in the places that were marked,
    on the marked side. `joints` reaches points that enter or border those joints. `methods` are
    what is done: needling, heat, moxa, cupping, electrical stimulation and so on.
    """

    everywhere: bool = False
    points: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    regions_of: str | None = None
    channels: frozenset[str] = frozenset()
    joints: frozenset[str] = frozenset()
    thorax: bool = False
    methods: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Limit:
    """How far an effect "limit" goes; depth in cun, needle in millimetres."""

    max_cun: float | None = None
    gauge_mm: float | None = None
    stimulation: str | None = None
    most_needles: int | None = None


@dataclass(frozen=True, slots=True)
class Precaution:
    """One precaution. `tells` speaks to the practitioner, `patient` to the patient."""

    id: str
    title: str
    when: Rule
    effect: Effect
    scope: Scope
    when_unknown: WhenUnknown
    tells: str
    patient: str
    both_views: str
    limit: Limit
    sources: tuple[str, ...]
    covers: tuple[str, ...]
    proposed: bool
