"""
Whether the numbers of an effect can be as they are written.

Sources misprint: a decimal point or a minus sign is lost, a standard error is taken for a standard
deviation, an interval contradicts its p, a percentage its counts. None of this proves anything, so
each is a doubt that names what to look at, and a person decides.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log, log10, sqrt

from zusanli.core.claims.shares import percentages
from zusanli.core.evidence.effect import Effect
from zusanli.core.evidence.numbers import Numbers, numbers_of
from zusanli.core.evidence.pooling.pooled import two_sided
from zusanli.core.evidence.pooling.studies import Arms

HUGE = 3.0
"""Standard deviations between two groups: hardly any treatment moves people so far."""
OFF_CENTRE = 0.1
OFF_P = 1.0
"""Powers of ten between a printed p and that of its interval."""
ALPHA = 0.05
OFF_SHARE = 0.6
"""Percentage points, for shares are printed without decimals too."""
SCALE = re.compile(r"points of (\d+)")


@dataclass(frozen=True, slots=True)
class Doubt:
    """What looks wrong, and in which field."""

    field: str
    says: str


def doubts(effect: Effect, shares: Sequence[float] = ()) -> Iterator[Doubt]:
    """Name all that looks wrong; `shares` are the percentages as they were printed."""
    yield from _spread(effect)
    yield from _centre(effect)
    yield from _p(effect)
    yield from _scale(effect)
    yield from _shares(effect, shares)


def _spread(effect: Effect) -> Iterator[Doubt]:
    if not effect.arms or effect.spread != "sd":
        return
    arms = Arms(*effect.arms)
    apart = abs(arms.m1 - arms.m2) / arms.pooled_sd if arms.pooled_sd else HUGE
    if apart >= HUGE:
        as_error = apart / sqrt((arms.n1 + arms.n2) / 2)
        yield Doubt(
            "spread",
            f"the groups would lie {apart:.1f} standard deviations apart; "
            f"if these are standard errors it is {as_error:.1f}: set spread to se",
        )


def _centre(effect: Effect) -> Iterator[Doubt]:
    value, low, high = effect.value, effect.low, effect.high
    if value is None or low is None or high is None:
        return
    if low > high:
        yield Doubt("low", f"{low:g} lies above high, {high:g}: a minus sign may be lost")
        return
    if _fits(value, low, high, as_ratio=effect.as_ratio):
        return
    for field, other in (("low", (value, -low, high)), ("high", (value, low, -high))):
        if not effect.as_ratio and _fits(*other, as_ratio=False):
            yield Doubt(field, f"with the sign turned the effect {value:g} lies in the middle")
            return
    yield Doubt("value", f"{value:g} does not lie in the middle of {low:g} to {high:g}")


def _fits(value: float, low: float, high: float, *, as_ratio: bool) -> bool:
    if as_ratio:
        if min(value, low, high) <= 0:
            return False
        value, low, high = log(value), log(low), log(high)
    return low < high and abs(value - (low + high) / 2) <= OFF_CENTRE * (high - low)


def _p(effect: Effect) -> Iterator[Doubt]:
    numbers = numbers_of(effect)
    if effect.p is None or effect.low is None or numbers is None or numbers.low >= numbers.high:
        return
    found = _p_of(numbers)
    sides = (found < ALPHA) != (effect.p < ALPHA)
    if sides or abs(log10(max(found, 1e-12) / max(effect.p, 1e-12))) > OFF_P:
        yield Doubt("p", f"{effect.p:g} is printed, and the interval gives {found:.2g}")


def _p_of(numbers: Numbers) -> float:
    at = log(numbers.value) if numbers.as_ratio else numbers.value
    return two_sided(at / sqrt(numbers.variance), None)


def _scale(effect: Effect) -> Iterator[Doubt]:
    scale = SCALE.search(effect.unit)
    if scale is None:
        return
    most = float(scale[1])
    named = [("value", effect.value), ("low", effect.low), ("high", effect.high)]
    named += [("arms", mean) for mean in (effect.arms[0:1] + effect.arms[3:4])]
    for field, number in named:
        if number is not None and abs(number) > most:
            yield Doubt(field, f"{number:g} on a scale of {most:g}: a decimal point may be lost")


def _shares(effect: Effect, shares: Sequence[float]) -> Iterator[Doubt]:
    for printed, counted in zip(shares, percentages(effect.counts), strict=False):
        if abs(printed - counted) > OFF_SHARE:
            yield Doubt("shares", f"{printed:g} % is printed, and the counts give {counted:.1f} %")
