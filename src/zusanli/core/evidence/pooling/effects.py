"""
From what a paper prints to an effect and its sampling variance.

The formulas and their defaults are those of metafor's escalc (Viechtbauer 2010, J Stat Softw 36:3)
unless another source is named. A positive difference, or a ratio above one, is more in the first
group; whether that is good is not known here.
"""

from collections.abc import Callable, Mapping
from math import exp, lgamma, log, sqrt

from zusanli.core.evidence.pooling.distributions import normal_quantile
from zusanli.core.evidence.pooling.studies import Arms, Counts, Measure

Effect = tuple[float, float]
"""An effect and its sampling variance."""
Z95 = normal_quantile(0.975)
HALF = 0.5


def variance_from_interval(low: float, high: float) -> float:
    """Give the variance behind a 95 % interval that reaches as far to both sides."""
    return float(((high - low) / (2 * Z95)) ** 2)


def variance_from_p(effect: float, p: float) -> float:
    """Give the variance behind a two-sided p of a z test (Cochrane Handbook 6.5, 6.3.2)."""
    return float((effect / normal_quantile(1 - p / 2)) ** 2)


def mean_difference(arms: Arms) -> Effect:
    """Give the difference of means, each group with its own deviation."""
    return arms.m1 - arms.m2, arms.sd1**2 / arms.n1 + arms.sd2**2 / arms.n2


def mean_difference_pooled_sd(arms: Arms) -> Effect:
    """Give the difference of means, both groups with one deviation (Normand 1999)."""
    return arms.m1 - arms.m2, arms.pooled_sd**2 * (1 / arms.n1 + 1 / arms.n2)


def hedges_g(arms: Arms) -> Effect:
    """Give Hedges's g with the exact correction (1981) and its large-sample variance."""
    df = arms.df
    correction = exp(lgamma(df / 2) - log(df / 2) / 2 - lgamma((df - 1) / 2))
    g = correction * (arms.m1 - arms.m2) / arms.pooled_sd
    return g, 1 / arms.n1 + 1 / arms.n2 + g**2 / (2 * (arms.n1 + arms.n2))


def revman_smd(arms: Arms) -> Effect:
    """Give the SMD of RevMan 5 (Deeks and Higgins 2010), whose variance differs a little."""
    n = arms.n1 + arms.n2
    g = (1 - 3 / (4 * n - 9)) * (arms.m1 - arms.m2) / arms.pooled_sd
    return g, n / (arms.n1 * arms.n2) + g**2 / (2 * (n - 3.94))


def log_odds_ratio(counts: Counts) -> Effect:
    """Give the log odds ratio (Woolf 1955); one half is added to each cell if one is empty."""
    t = _filled(counts)
    return log(t.a * t.d / (t.b * t.c)), 1 / t.a + 1 / t.b + 1 / t.c + 1 / t.d


def log_risk_ratio(counts: Counts) -> Effect:
    """Give the log risk ratio; one half is added to each cell if one is empty."""
    t = _filled(counts)
    return log(t.a / t.n1) - log(t.c / t.n2), 1 / t.a - 1 / t.n1 + 1 / t.c - 1 / t.n2


def risk_difference(counts: Counts) -> Effect:
    """Give the difference of risks; one half is added to each cell if one is empty."""
    t = _filled(counts)
    first, second = t.a / t.n1, t.c / t.n2
    return first - second, first * (1 - first) / t.n1 + second * (1 - second) / t.n2


def _filled(counts: Counts) -> Counts:
    if not counts.has_zero:
        return counts
    return Counts(counts.a + HALF, counts.n1 + 1, counts.c + HALF, counts.n2 + 1)


def sd_from_se(se: float, n: float) -> float:
    """Give the deviation behind the standard error of one group's mean."""
    return se * sqrt(n)


OF_ARMS: Mapping[Measure, Callable[[Arms], Effect]] = {
    Measure.MD: mean_difference,
    Measure.MD_POOLED_SD: mean_difference_pooled_sd,
    Measure.SMD: hedges_g,
    Measure.SMD_REVMAN: revman_smd,
}
OF_COUNTS: Mapping[Measure, Callable[[Counts], Effect]] = {
    Measure.OR: log_odds_ratio,
    Measure.RR: log_risk_ratio,
    Measure.RD: risk_difference,
}
