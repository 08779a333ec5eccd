"""
Henmi and Copas's interval (2010, Stat Med 29:2969-2983): wider where small studies may be biased.

The effect is weighed as if it were equal in all studies, so that small ones pull less; the interval
allows for tau2. A port of metafor's hc(), with Gauss and Legendre's rule for its integral.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import sqrt

from zusanli.core.evidence.pooling.distributions import gamma_below, normal_density
from zusanli.core.evidence.pooling.model import Model
from zusanli.core.evidence.pooling.pooled import Interval
from zusanli.core.evidence.pooling.studies import Study, model_of

SHARE = 0.025
FURTHEST = 9.0
"""Beyond nine standard deviations nothing is left to add up."""
PANELS = 60
NODES = ((-0.7745966692414834, 5 / 9), (0.0, 8 / 9), (0.7745966692414834, 5 / 9))


@dataclass(frozen=True, slots=True)
class HenmiCopas:
    """The effect with its interval, and DerSimonian and Laird's tau2 that it rests on."""

    estimate: float
    ci: Interval
    tau2: float


def henmi_copas(studies: Sequence[Study]) -> HenmiCopas | None:
    """Give it; None for one study."""
    model = model_of(studies)
    if model.k == 1:
        return None
    sums = _Sums(model)
    low, high = 0.0, 2.0
    while sums.too_much(high) > 0:
        high *= 2
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if sums.too_much(middle) > 0 else (low, middle)
    reach = sqrt(sums.spread) * low * sums.se
    return HenmiCopas(sums.mean, Interval(sums.mean - reach, sums.mean + reach), sums.tau2)


class _Sums:
    """The sums of powers of the weights, by the names of the paper: W1 to W4, and what follows."""

    def __init__(self, model: Model) -> None:
        fit = model.at(0)
        self.df = model.df
        self.w1 = sum(fit.weights)
        self.w2, self.w3, self.w4 = (
            sum(w**power for w in fit.weights) / self.w1 for power in (2, 3, 4)
        )
        self.mean = fit.coefficients[0]
        self.tau2 = max(0.0, (fit.q - self.df) / (self.w1 - self.w2))
        self.spread = 1 + self.tau2 * self.w2
        self.se = sqrt(self.spread / self.w1)

    def expected(self, square: float) -> float:
        """Give the mean of Q where the square of the estimate's error is known."""
        given = square / self.spread**2 - 1 / self.spread
        return (
            self.df
            + self.tau2 * (self.w1 - self.w2)
            + self.tau2**2 * given * (self.w3 - self.w2**2)
        )

    def varied(self, square: float) -> float:
        """Give the variance of Q, the same way."""
        w1, w2, w3, w4, tau2 = self.w1, self.w2, self.w3, self.w4, self.tau2
        given = square / self.spread**2 - 1 / self.spread
        return (
            2 * self.df
            + 4 * tau2 * (w1 - w2)
            + 2 * tau2**2 * (w1 * w2 - 2 * w3 + w2**2)
            + 4 * tau2**2 * given * (w3 - w2**2)
            + 4 * tau2**3 * given * (w4 - 2 * w2 * w3 + w2**3)
            + 2 * tau2**4 * (1 / self.spread**2 - 2 * square / self.spread**3) * (w3 - w2**2) ** 2
        )

    def too_much(self, reach: float) -> float:
        """Give how far the chance of an error beyond the reach is above what is allowed."""

        def dense(r: float) -> float:
            square = self.spread * r * r
            mean, variance = self.expected(square), self.varied(square)
            q = (self.w1 / self.w2 - 1) * ((r / reach) ** 2 - 1) + self.df
            return gamma_below(q * mean / variance, mean**2 / variance) * normal_density(r)

        return (integral(dense, reach, FURTHEST) if reach > 0 else 1 / 2) - SHARE


def integral(of: Callable[[float], float], low: float, high: float) -> float:
    """Add a smooth function up by three points on each of many panels; zero if turned round."""
    if high <= low:
        return 0.0
    half = (high - low) / (2 * PANELS)
    centres = (low + half * (2 * panel + 1) for panel in range(PANELS))
    return half * sum(
        weight * of(centre + half * node) for centre in centres for node, weight in NODES
    )
