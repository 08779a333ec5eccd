"""
The variance between studies, tau2: nine estimators, its interval, and what share it is of all.

Notation and names are those of Viechtbauer 2005 (J Educ Behav Stat 30:261-293) and, with a
covariate, of Viechtbauer et al. 2015 (Br J Math Stat Psychol 68:53-80).
"""

from collections.abc import Callable, Mapping
from enum import StrEnum
from math import inf, log

from zusanli.core.evidence.pooling.distributions import chi2_quantile
from zusanli.core.evidence.pooling.model import Model, Weighted, determinant, dot

MOST_STEPS = 200
CLOSE = 1e-13


class Method(StrEnum):
    """How tau2 is estimated; `ee` is that one effect is taken to be equal in all studies."""

    EE = "ee"
    DL = "dl"
    PM = "pm"
    REML = "reml"
    ML = "ml"
    EB = "eb"
    HE = "he"
    HS = "hs"
    SJ = "sj"


def between(model: Model, method: Method) -> float:
    """Give tau2 in the square of the effect's unit, never below zero."""
    return max(0.0, ESTIMATORS[method](model))


def profile(model: Model) -> tuple[float, float]:
    """
    Give the 95 % interval of tau2 by the Q-profile (Viechtbauer 2007, Stat Med 26:37-52).

    Both ends are zero where the studies agree more than chance alone would have it.
    """
    low = where_q_is(chi2_quantile(0.975, model.df), model)
    return low, where_q_is(chi2_quantile(0.025, model.df), model, start=low)


def where_q_is(target: float, model: Model, *, start: float = 0.0) -> float:
    """
    Give the tau2 at which the generalised Q falls to the target; `start` if it is below there.

    1/Q is a harmonic mean of lines in tau2 (in the eigenvalues of the contrasts), so it is concave
    and rising, and Newton steps from its left climb to the root without ever stepping over it.
    """
    tau2, fit = start, model.at(start)
    close = CLOSE * _typical(model)
    for _ in range(MOST_STEPS):
        if fit.q <= target:
            break
        step = fit.q * (fit.q / target - 1) / fit.squared
        tau2 += step
        if step <= CLOSE * tau2 + close * CLOSE:
            break
        fit = model.at(tau2)
    return tau2


def typical_variance(model: Model) -> float:
    """Give the variance within a typical study (Higgins and Thompson 2002, as metafor does)."""
    return model.df / model.at(0).trace


def inconsistency(model: Model, tau2: float | None) -> float:
    """Give I2 in per cent, from tau2; or from Q where no tau2 was estimated."""
    if tau2 is None:
        return inconsistency_of_q(model.at(0).q, model.df)
    return 100 * tau2 / (typical_variance(model) + tau2)


def inconsistency_of_q(q: float, df: int) -> float:
    """Give I2 in per cent, from Q (Higgins et al. 2003, BMJ 327:557)."""
    return max(0.0, 100 * (q - df) / q) if q > 0 else 0.0


def _equal(_: Model) -> float:
    return 0.0


def _der_simonian_laird(model: Model) -> float:
    """DerSimonian and Laird 1986 (Control Clin Trials 7:177-188): Q against its expectation."""
    fit = model.at(0)
    return (fit.q - model.df) / fit.trace


def _hedges(model: Model) -> float:
    """Hedges and Olkin 1985: the plain variance of the effects less the mean sampling variance."""
    fit = model.unweighted()
    return (fit.q - fit.trace_with(model.v)) / model.df


def _hunter_schmidt(model: Model) -> float:
    """Hunter and Schmidt 2004, weighed by one over the sampling variances."""
    fit = model.at(0)
    return (fit.q - model.k) / sum(fit.weights)


def _sidik_jonkman(model: Model) -> float:
    """Sidik and Jonkman 2005 (J R Stat Soc C 54:367-384): above zero by the way it is made."""
    start = _scatter(model)
    return start * model.at(start).q / model.df if start > 0 else 0.0


def _scatter(model: Model) -> float:
    """Give the plain variance of the effects, that within the studies included."""
    mean = sum(model.y) / model.k
    return sum((y - mean) ** 2 for y in model.y) / model.k


def _paule_mandel(model: Model) -> float:
    """
    Paule and Mandel 1982: the tau2 at which Q equals its expectation, k - p.

    Morris's empirical Bayes estimator (1983) solves the same equation, so it is found here too.
    """
    return where_q_is(model.df, model)


def _restricted(model: Model) -> float:
    """REML: Newton steps on the score, Fisher's where the likelihood is not yet hollow."""
    return _climbed(model, _restricted_slopes, _restricted_likelihood)


def _likeliest(model: Model) -> float:
    """ML, the same way."""
    return _climbed(model, _slopes, _likelihood)


Slopes = Callable[[Weighted], tuple[float, float, float]]


def _restricted_slopes(fit: Weighted) -> tuple[float, float, float]:
    """Give the score of REML in tau2, its fall, and the fall to be expected, all doubled."""
    expected = fit.square_trace
    return fit.squared - fit.trace, 2 * fit.cubed - expected, expected


def _slopes(fit: Weighted) -> tuple[float, float, float]:
    expected = dot(fit.weights, fit.weights)
    return fit.squared - sum(fit.weights), 2 * fit.cubed - expected, expected


def _likelihood(fit: Weighted) -> float:
    return sum(map(log, fit.weights)) - fit.q


def _restricted_likelihood(fit: Weighted) -> float:
    return _likelihood(fit) - log(determinant(fit.moments))


def _climbed(model: Model, slopes: Slopes, likelihood: Callable[[Weighted], float]) -> float:
    """
    Give the tau2 at the top of a likelihood, which may have several where weights differ much.

    So it starts at the likeliest of the estimates that need no steps. What is known to hold the top
    is halved whenever a step leaves it, and no step goes far where the likelihood is nearly flat.
    """
    closed = (_equal, _hedges, _der_simonian_laird, _scatter)
    starts = {max(0.0, of(model)) for of in closed}
    tau2 = max(sorted(starts), key=lambda start: likelihood(model.at(start)))
    low, high = -1.0, inf
    close, mean = CLOSE * _typical(model), sum(model.v) / model.k
    for _ in range(MOST_STEPS):
        score, fall, expected = slopes(model.at(tau2))
        if score > 0:
            low = tau2
        elif tau2 == 0:
            break
        else:
            high = tau2
        new = _stepped(tau2, score, fall if fall > 0 else expected, furthest=4 * (tau2 + mean))
        if low < 0 and new <= 0:
            downhill = likelihood(model.at(0)) < likelihood(model.at(tau2))
            new = tau2 / 2 if downhill else 0.0
        elif not low < new < high:
            new = (max(low, 0.0) + high) / 2
        if abs(new - tau2) <= CLOSE * tau2 + close:
            break
        tau2 = new
    return tau2


def _stepped(tau2: float, score: float, slope: float, *, furthest: float) -> float:
    """Step towards where the score is zero; a slope that rounding took away says only whither."""
    if slope > 0:
        return min(tau2 + score / slope, furthest)
    return furthest if score > 0 else 0.0


def _typical(model: Model) -> float:
    return model.k / sum(1 / v for v in model.v)


ESTIMATORS: Mapping[Method, Callable[[Model], float]] = {
    Method.EE: _equal,
    Method.DL: _der_simonian_laird,
    Method.PM: _paule_mandel,
    Method.REML: _restricted,
    Method.ML: _likeliest,
    Method.EB: _paule_mandel,
    Method.HE: _hedges,
    Method.HS: _hunter_schmidt,
    Method.SJ: _sidik_jonkman,
}
