"""
Mantel-Haenszel and Peto: pooled straight from the counts, with no half added to empty cells.

Sources: Robins, Breslow and Greenland 1986 (odds), Greenland and Robins 1985 (risks), Sato,
Greenland and Robins 1989 (differences), Yusuf et al. 1985 (Peto); as in metafor's rma.mh, rma.peto.
"""

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from math import log, sqrt

from zusanli.core.evidence.pooling.between import inconsistency_of_q
from zusanli.core.evidence.pooling.distributions import chi2_tail
from zusanli.core.evidence.pooling.pooled import Coefficient, Pooled, judged, shares
from zusanli.core.evidence.pooling.studies import Counts, Measure, Study, counts_of
from zusanli.errors import InputError

TOO_EMPTY = "cannot be pooled from these counts: a whole column of the tables is empty"


class CountMethod(StrEnum):
    """Ways that need the counts; no variance between studies is estimated."""

    MH = "mh"
    PETO = "peto"


def pool_counts(studies: Sequence[Study], *, measure: Measure, method: CountMethod) -> Pooled:
    """
    Pool the counts.

    Raises:
        InputError: a study has no counts, the measure does not go with the method, or too many
            cells are empty for any answer.
    """
    tables = counts_of(studies)
    if not tables or len(tables) < len(studies):
        raise InputError("--method", f"{method} needs a, n1, c and n2 of every study")
    if method is CountMethod.PETO:
        if measure is not Measure.OR:
            raise InputError("--measure", f"peto pools odds ratios, so it is or, not {measure}")
        return _peto(tables)
    if measure not in _MANTEL_HAENSZEL:
        raise InputError("--measure", f"mh pools or, rr and rd, not {measure}")
    pool_tables, weight = _MANTEL_HAENSZEL[measure]
    effect = pool_tables(tables)
    q = sum((each.yi - effect.estimate) ** 2 / each.vi for each in studies)
    return _pooled(effect, q, shares([weight(t) for t in tables]))


def _pooled(effect: Coefficient, q: float, weights: tuple[float, ...]) -> Pooled:
    k = len(weights)
    if k == 1:
        return Pooled(k=1, effect=effect, weights=weights, q=0.0, q_p=None)
    return Pooled(
        k=k,
        effect=effect,
        weights=weights,
        q=q,
        q_p=chi2_tail(q, k - 1),
        i2=inconsistency_of_q(q, k - 1),
    )


def _peto(tables: Sequence[Counts]) -> Pooled:
    """Give the sum of events beyond expectation over the sum of their hypergeometric variances."""
    beyond, variances = [], []
    for t in tables:
        events = t.a + t.c
        beyond.append(t.a - events * t.n1 / t.n)
        variances.append(events * (t.n - events) * t.n1 * t.n2 / (t.n**2 * (t.n - 1)))
    information = sum(variances)
    if information == 0:
        raise InputError("--method peto", TOO_EMPTY)
    total = sum(beyond)
    squares = sum(o * o / v for o, v in zip(beyond, variances, strict=True) if v > 0)
    effect = judged(total / information, sqrt(1 / information), None)
    return _pooled(effect, max(0.0, squares - total**2 / information), shares(variances))


def _odds(tables: Sequence[Counts]) -> Coefficient:
    for_, against = sum(t.a * t.d / t.n for t in tables), sum(t.b * t.c / t.n for t in tables)
    if for_ == 0 or against == 0:
        raise InputError("--measure or", TOO_EMPTY)
    first = last = middle = 0.0
    for t in tables:
        agreeing, crossing = (t.a + t.d) / t.n, (t.b + t.c) / t.n
        ad, bc = t.a * t.d / t.n, t.b * t.c / t.n
        first += agreeing * ad
        middle += agreeing * bc + crossing * ad
        last += crossing * bc
    variance = (first / for_**2 + middle / (for_ * against) + last / against**2) / 2
    return judged(log(for_ / against), sqrt(variance), None)


def _risks(tables: Sequence[Counts]) -> Coefficient:
    first = sum(t.a * t.n2 / t.n for t in tables)
    second = sum(t.c * t.n1 / t.n for t in tables)
    if first == 0 or second == 0:
        raise InputError("--measure rr", TOO_EMPTY)
    spread = sum(t.n1 * t.n2 * (t.a + t.c) / t.n**2 - t.a * t.c / t.n for t in tables)
    return judged(log(first / second), sqrt(spread / (first * second)), None)


def _differences(tables: Sequence[Counts]) -> Coefficient:
    size = sum(t.n1 * t.n2 / t.n for t in tables)
    difference = sum((t.a * t.n2 - t.c * t.n1) / t.n for t in tables) / size
    skew = sum(
        (t.c * t.n1**2 - t.a * t.n2**2 + t.n1 * t.n2 * (t.n2 - t.n1) / 2) / t.n**2 for t in tables
    )
    spread = sum((t.a * t.d + t.c * t.b) / t.n for t in tables) / 2
    return judged(difference, sqrt(max(0.0, difference * skew + spread)) / size, None)


_MANTEL_HAENSZEL: Mapping[
    Measure, tuple[Callable[[Sequence[Counts]], Coefficient], Callable[[Counts], float]]
] = {
    Measure.OR: (_odds, lambda t: t.b * t.c / t.n),
    Measure.RR: (_risks, lambda t: t.c * t.n1 / t.n),
    Measure.RD: (_differences, lambda t: t.n1 * t.n2 / t.n),
}
"""How each measure is pooled, and what weighs a study."""
