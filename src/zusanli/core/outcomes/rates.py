"""How many of so many, and between what: counts of rare events with an exact interval."""

import math
from dataclasses import dataclass

CONFIDENCE = 0.95
STEPS = 200
"""Halvings; each halves what is not known of the bound, so that a double holds no more after 60."""


@dataclass(frozen=True, slots=True)
class Rate:
    """So many events per `per`, with the bounds of the interval."""

    value: float
    low: float
    high: float


def rate(count: int, of: int, *, per: int) -> Rate | None:
    """
    Give events per `per` of what they happened in, such as 10,000 insertions; None of nothing.

    The interval is Garwood's exact one for a Poisson count (Biometrika 1936; 28: 437): wide where
    little was counted, and never empty where nothing happened.
    """
    if of <= 0:
        return None
    low, high = interval(count)
    each = per / of
    return Rate(count * each, low * each, high * each)


def interval(count: int) -> tuple[float, float]:
    """Give the exact 95 % interval of the mean of a Poisson count."""
    tail = (1 - CONFIDENCE) / 2
    low = 0.0 if count == 0 else _mean_at(count - 1, 1 - tail)
    return low, _mean_at(count, tail)


def _mean_at(count: int, share: float) -> float:
    """Find the mean at which so many or fewer come up in this share of cases, by halving."""
    low, high = 0.0, count + 10 * math.sqrt(count + 1) + 10
    for _ in range(STEPS):
        middle = (low + high) / 2
        if _at_most(count, middle) > share:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _at_most(count: int, mean: float) -> float:
    """Give the chance of `count` or fewer where `mean` are expected; summed in logarithms."""
    if mean == 0:
        return 1.0
    logs = (k * math.log(mean) - mean - math.lgamma(k + 1) for k in range(count + 1))
    return math.fsum(map(math.exp, logs))
