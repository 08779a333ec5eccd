"""Whether one covariate explains why studies differ: meta-regression, and Egger's test."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from zusanli.core.evidence.pooling.between import (
    Method,
    between,
    inconsistency,
    profile,
)
from zusanli.core.evidence.pooling.distributions import chi2_tail
from zusanli.core.evidence.pooling.model import Model
from zusanli.core.evidence.pooling.pooled import (
    Coefficient,
    HowTested,
    Interval,
    coefficient,
    judged,
    scale_of,
)
from zusanli.core.evidence.pooling.studies import Study, model_of

LEAST = 3
"""Two studies always lie on a line."""


@dataclass(frozen=True, slots=True)
class Regression:
    """
    Effects along a covariate.

    `slope` is the change of the effect for one unit of the covariate. `q` is what is left between
    studies; `r2` the share of tau2 that the covariate takes away, in per cent, None if there was
    none to take.
    """

    k: int
    intercept: Coefficient
    slope: Coefficient
    tau2: float
    tau2_ci: Interval | None
    i2: float
    q: float
    q_p: float
    r2: float | None


@dataclass(frozen=True, slots=True)
class Egger:
    """
    Whether small studies tell another story (Egger et al. 1997, BMJ 315:629).

    `slope` is the change of the effect for one unit of standard error, which is Egger's intercept;
    `limit` the effect of a study so large that its error is zero.
    """

    slope: Coefficient
    limit: Coefficient


def regress(
    studies: Sequence[Study], covariate: Sequence[float], *, method: Method, test: HowTested
) -> Regression | None:
    """Fit a line; None where there are too few studies, or the covariate is the same in all."""
    centred, mean = _centred(studies, covariate)
    if centred is None:
        return None
    tau2 = between(centred, method)
    equal, q = method is Method.EE, centred.at(0).q
    slope = coefficient(centred, tau2, test=test)[1]
    before = between(model_of(studies), method)
    return Regression(
        k=centred.k,
        intercept=_at_zero(centred, mean, tau2, test=test),
        slope=slope,
        tau2=tau2,
        tau2_ci=None if equal else Interval(*profile(centred, tau2)),
        i2=inconsistency(centred, None if equal else tau2),
        q=q,
        q_p=chi2_tail(q, centred.df),
        r2=max(0.0, 100 * (before - tau2) / before) if before > 0 else None,
    )


def egger(studies: Sequence[Study]) -> Egger | None:
    """HowTested for small-study effects by a weighted line; None where nothing can be fitted."""
    centred, mean = _centred(studies, [sqrt(each.vi) for each in studies])
    if centred is None:
        return None
    return Egger(
        slope=coefficient(centred, 0.0, test=HowTested.HKSJ)[1],
        limit=_at_zero(centred, mean, 0.0, test=HowTested.HKSJ),
    )


def leans(studies: Sequence[Study], method: Method) -> float:
    """Give the change of the effect with the standard error; zero where it cannot be told."""
    centred, _ = _centred(studies, [sqrt(each.vi) for each in studies], least=2)
    return centred.at(between(centred, method)).coefficients[1] if centred else 0.0


def _centred(
    studies: Sequence[Study], covariate: Sequence[float], *, least: int = LEAST
) -> tuple[Model | None, float]:
    """Give the studies along the covariate less its mean, so that years lose no digits."""
    if len(studies) < least or len(set(covariate)) == 1:
        return None, 0.0
    mean = sum(covariate) / len(covariate)
    flat = model_of(studies)
    return Model(flat.y, flat.v, [x - mean for x in covariate]), mean


def _at_zero(centred: Model, mean: float, tau2: float, *, test: HowTested) -> Coefficient:
    """Give the intercept where the covariate itself is zero, however far that is from its mean."""
    fit = centred.at(tau2)
    at, slope = fit.coefficients
    one, both, two = fit.covariance
    variance = scale_of(fit, test) * (one - 2 * mean * both + mean**2 * two)
    df = centred.df if test is HowTested.HKSJ else None
    return judged(at - mean * slope, sqrt(max(0.0, variance)), df)
