"""The numbers of an effect: as printed, or computed from what was printed in their place."""

from dataclasses import dataclass
from math import exp, log, sqrt

from zusanli.core.evidence.effect import Effect
from zusanli.core.evidence.pooling.distributions import normal_quantile
from zusanli.core.evidence.pooling.effects import (
    mean_difference,
    sd_from_se,
    variance_from_interval,
    variance_from_p,
)
from zusanli.core.evidence.pooling.studies import Arms

Z95 = normal_quantile(0.975)


@dataclass(frozen=True, slots=True)
class Numbers:
    """An effect with its 95 % interval, in its own unit; `as_ratio` where nothing is 1, not 0."""

    value: float
    low: float
    high: float
    as_ratio: bool = False

    @property
    def holds_nothing(self) -> bool:
        """Whether the interval holds the value that means no difference."""
        return self.low <= (1 if self.as_ratio else 0) <= self.high

    @property
    def variance(self) -> float:
        """The sampling variance; of a ratio, that of its logarithm."""
        if self.as_ratio:
            return variance_from_interval(log(self.low), log(self.high))
        return variance_from_interval(self.low, self.high)


def numbers_of(effect: Effect) -> Numbers | None:
    """Give the effect with its interval, as printed or computed; None where neither can be."""
    value, as_ratio = effect.value, effect.as_ratio
    if value is not None and effect.low is not None and effect.high is not None:
        return Numbers(value, effect.low, effect.high, as_ratio)
    if effect.arms:
        return _around(*mean_difference(_arms(effect)))
    if value is not None and effect.p is not None:
        at = log(value) if as_ratio else value
        return _around(at, variance_from_p(at, effect.p), as_ratio=as_ratio)
    return None


def _arms(effect: Effect) -> Arms:
    m1, s1, n1, m2, s2, n2 = effect.arms
    if effect.spread == "se":
        s1, s2 = sd_from_se(s1, n1), sd_from_se(s2, n2)
    return Arms(m1, s1, n1, m2, s2, n2)


def _around(value: float, variance: float, *, as_ratio: bool = False) -> Numbers:
    reach = Z95 * sqrt(variance)
    ends = (value, value - reach, value + reach)
    at, low, high = map(exp, ends) if as_ratio else ends
    return Numbers(at, low, high, as_ratio)
