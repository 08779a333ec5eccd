"""
What is known for a condition against sham, no treatment and active care: side by side, unmixed.

No meta-analysis is invented. The trials entered here were found as it happened, not by a search, so
their mean would be nobody's. Only trials that a published review names among its own are pooled,
and that review's effect stands beside it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from zusanli.core.evidence.effect import Against, Effect, Kind
from zusanli.core.evidence.numbers import numbers_of
from zusanli.core.evidence.pooling.between import Method
from zusanli.core.evidence.pooling.pooled import HowTested, Pooled, pool
from zusanli.core.evidence.pooling.studies import Study

LEAST = 2


@dataclass(frozen=True, slots=True)
class Recomputed:
    """Trials of a review, those of which numbers stand here, pooled again."""

    review: Effect
    trials: tuple[Effect, ...]
    pooled: Pooled


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that stands here for one condition against one thing; empty where nothing was found."""

    against: Against
    effects: tuple[Effect, ...]
    recomputed: tuple[Recomputed, ...]

    @property
    def leading(self) -> Effect | None:
        """The effect whose steps are shown: one with numbers, a review, the one of most people."""
        reviews = [each for each in self.effects if each.kind is Kind.REVIEW and numbers_of(each)]
        others = sorted(self.effects, key=lambda each: (not numbers_of(each), -(each.people or 0)))
        return next(iter((*reviews, *others)), None)


def comparisons(condition: str, effects: Iterable[Effect]) -> tuple[Comparison, ...]:
    """Give what is known for a condition, one comparison for each thing compared with."""
    about = [each for each in effects if condition in each.conditions]
    return tuple(
        Comparison(
            against,
            tuple(sorted(found, key=lambda each: each.kind is Kind.TRIAL)),
            tuple(_recomputed(found)),
        )
        for against in Against
        for found in [[each for each in about if each.against is against]]
    )


def _recomputed(effects: Sequence[Effect]) -> Iterable[Recomputed]:
    for review in effects:
        trials = tuple(
            each
            for each in effects
            if each.of_review == review.id and each.outcome == review.outcome and numbers_of(each)
        )
        units = {each.unit for each in trials}
        if review.kind is Kind.REVIEW and len(trials) >= LEAST and len(units) == 1:
            studies = [_study(each, line) for line, each in enumerate(trials, start=1)]
            pooled = pool(studies, method=Method.REML, test=HowTested.HKSJ)
            yield Recomputed(review, trials, pooled)


def _study(effect: Effect, line: int) -> Study:
    numbers = numbers_of(effect)
    if numbers is None:
        raise ValueError(effect.id)
    return Study(effect.name, line, numbers.value, numbers.variance)
