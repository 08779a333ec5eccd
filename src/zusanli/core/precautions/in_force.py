"""Which precautions are in force for a patient, and with what effect."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zusanli.core.facts import Facts
from zusanli.core.precautions.precaution import Effect, Precaution, WhenUnknown
from zusanli.core.rules.explain import Reason, because, unknowns
from zusanli.core.rules.tree import Known


@dataclass(frozen=True, slots=True)
class InForce:
    """
    A precaution that stands, with the effect it has now.

    `because` names what made it true. Where nothing did, it stands because `unknown` is not known.
    """

    precaution: Precaution
    effect: Effect
    because: tuple[Reason, ...]
    unknown: tuple[str, ...]
    known: Known


@dataclass(frozen=True, slots=True)
class ToAsk:
    """A precaution that says "ask": it has no effect yet, and is not settled either."""

    precaution: Precaution
    unknown: tuple[str, ...]


def in_force(precautions: Sequence[Precaution], facts: Facts) -> tuple[InForce, ...]:
    """Give the precautions that stand, the strongest first."""
    found = (each for precaution in precautions for each in _standing(precaution, facts))
    return tuple(sorted(found, key=lambda each: -each.effect))


def to_ask(precautions: Sequence[Precaution], facts: Facts) -> tuple[ToAsk, ...]:
    """Give the precautions that only an answer settles."""
    return tuple(
        ToAsk(precaution, unknowns(precaution.when, facts.known))
        for precaution in precautions
        if precaution.when_unknown is WhenUnknown.ASK
        and precaution.when.truth(facts.known) is None
        and precaution.when.truth(facts.with_doubtful) is not True
    )


def _standing(precaution: Precaution, facts: Facts) -> Iterator[InForce]:
    """
    Let a precaution stand if it is true by any reading of the doubtful values.

    Old or second-hand values can call for care and cannot spare it, as with red flags.
    """
    when = precaution.when
    for known in (facts.known, facts.with_doubtful):
        if when.truth(known) is True:
            yield InForce(precaution, precaution.effect, because(when, known), (), known)
            return
    if when.truth(facts.known) is False:
        return
    effect = _effect_when_unknown(precaution)
    if effect is not None:
        yield InForce(precaution, effect, (), unknowns(when, facts.known), facts.known)


def _effect_when_unknown(precaution: Precaution) -> Effect | None:
    match precaution.when_unknown:
        case WhenUnknown.APPLY:
            return precaution.effect
        case WhenUnknown.HOLD:
            # Holding is for what would be stronger; what is weaker anyway stands as it is.
            return min(precaution.effect, Effect.HOLD)
        case WhenUnknown.ASK:
            return None
