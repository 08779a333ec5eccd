"""
How sure one may be of an effect, by rules that are stated and applied one after the other.

The rules are those of GRADE (Guyatt et al. 2008, BMJ 336:924), made countable. What a source says
against itself is taken from there; what can be counted is counted. It stays a draft until a person
signs it: rules cannot read a trial.
"""

from dataclasses import dataclass
from enum import IntEnum

from zusanli.core.evidence.effect import Concern, Effect, Kind
from zusanli.core.evidence.numbers import numbers_of

FEWEST = 400
"""People below whom an effect is called imprecise: our own proposal, after GRADE."""


class Level(IntEnum):
    """How sure; trials that drew lots begin at the top."""

    VERY_LOW = 1
    LOW = 2
    MODERATE = 3
    HIGH = 4


@dataclass(frozen=True, slots=True)
class Step:
    """One rule, and whether it took a level away."""

    concern: Concern
    down: bool


@dataclass(frozen=True, slots=True)
class Certainty:
    """The level that is left after all steps. `signed` names who agreed; empty is a draft."""

    level: Level
    steps: tuple[Step, ...]
    signed: str


def certainty(effect: Effect) -> Certainty:
    """Apply every rule to one effect."""
    steps = tuple(Step(concern, _down(concern, effect)) for concern in Concern)
    lost = sum(step.down for step in steps)
    level = Level(max(Level.VERY_LOW, Level.HIGH - lost))
    return Certainty(level, steps, effect.signed)


def _down(concern: Concern, effect: Effect) -> bool:
    match concern:
        case Concern.ONE_TRIAL:
            return effect.kind is Kind.TRIAL
        case Concern.IMPRECISE:
            numbers, people = numbers_of(effect), effect.people
            # What was not read is no reason to be sure.
            return numbers is None or numbers.holds_nothing or people is None or people < FEWEST
        case _:
            return concern in effect.concerns
