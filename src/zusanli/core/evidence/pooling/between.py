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
ALMOST, CLOSE = 1e-7, 1e-13
FEW = 50


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


def profile(model: Model, near: float) -> tuple[float, float]:
    """
    Give the 95 % interval of tau2 by the Q-profile (Viechtbauer 2007, Stat Med 26:37-52).

    Both ends are looked for from an estimate that lies `near`.

    Both ends are zero where the studies agree more than chance alone would have it.
    """
    low, high = (chi2_quantile(share, model.df) for share in (0.975, 0.025))
    return where_q_is(low, model, near=near), where_q_is(high, model, near=near)


def where_q_is(target: float, model: Model, *, near: float = 0.0) -> float:
    """
    Give the tau2 at which the generalised Q falls to the target; zero if it is never above.

    1/Q is a harmonic mean of lines in tau2 (in the eigenvalues of the contrasts), so it is concave
    and rising: a Newton step from anywhere lands on the left of the root, and all that follow climb
    to it without ever stepping over it.
    """
    tau2, fit = near, model.at(near)
    for _ in range(MOST_STEPS):
        new = max(0.0, tau2 + fit.q * (fit.q / target - 1) / fit.squared) if fit.q > 0 else 0.0
        step, tau2 = abs(new - tau2), new
        # Digits double with each step: after one of a ten-millionth there is nothing left to find.
        if step <= ALMOST * tau2:
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
    return _top(model, _restricted_slopes, _restricted_likelihood)


def _likeliest(model: Model) -> float:
    """ML, the same way."""
    return _top(model, _slopes, _likelihood)


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


Likelihood = Callable[[Weighted], float]


def _top(model: Model, slopes: Slopes, likelihood: Likelihood) -> float:
    """
    Give the tau2 at the top of a likelihood, which may have several where weights differ much.

    So every peak among several starts is climbed, mostly one, and the highest is taken.
    """
    starts = sorted(_starts(model))
    high = [likelihood(model.at(start)) for start in starts]
    around = zip([-inf, *high], high, [*high[1:], -inf], strict=False)
    peaks = [start for start, (a, b, c) in zip(starts, around, strict=True) if a <= b >= c]
    tops = [_climbed(model, start, slopes) for start in peaks]
    return max(tops, key=lambda tau2: likelihood(model.at(tau2))) if len(tops) > 1 else tops[0]


def _climbed(model: Model, tau2: float, slopes: Slopes) -> float:
    """
    Climb from a start to the top.

    What is known to hold the top is halved whenever a step leaves it, and no step goes far where
    the likelihood is nearly flat.
    """
    low, high = 0.0, inf
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
        if fall > 0 and abs(new - tau2) <= ALMOST * tau2:
            return new
        if not low < new < high:
            new = (low + high) / 2
        if abs(new - tau2) <= CLOSE * tau2 + close:
            break
        tau2 = new
    return tau2 if tau2 > close else 0.0


def _starts(model: Model) -> set[float]:
    """Give where a top may lie near; of many studies the likelihood has one, and three will do."""
    starts = {0.0, max(0.0, _hedges(model)), max(0.0, _der_simonian_laird(model))}
    if model.k <= FEW:
        starts |= {_scatter(model) / 3**power for power in range(-1, 10)}
    return starts


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
