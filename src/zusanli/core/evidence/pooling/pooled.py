"""The pooled effect of several studies, with its intervals and how far the studies differ."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

from zusanli.core.evidence.pooling.between import (
    Method,
    between,
    inconsistency,
    profile,
)
from zusanli.core.evidence.pooling.distributions import (
    chi2_tail,
    normal_quantile,
    normal_tail,
    t_quantile,
    t_tail,
)
from zusanli.core.evidence.pooling.model import Model, Weighted
from zusanli.core.evidence.pooling.studies import Study, model_of
from zusanli.errors import InputError

UPPER = 0.975
"""All intervals are of 95 %."""
ROUNDING = 2.3e-16
"""Q has no unit, so this is the same for all measures; metafor's too."""


class HowTested(StrEnum):
    """How the effect is tested; `hksj` is Hartung, Knapp, Sidik and Jonkman's, with t."""

    Z = "z"
    HKSJ = "hksj"


@dataclass(frozen=True, slots=True)
class Interval:
    """From where to where."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Coefficient:
    """
    An estimate with its test.

    `df` is None for a z test. `statistic` and `p` are None where the standard error is zero:
    then nothing can be tested.
    """

    estimate: float
    se: float
    statistic: float | None
    df: int | None
    p: float | None
    ci: Interval


@dataclass(frozen=True, slots=True)
class Pooled:
    """
    One pooled effect.

    What cannot be told is None: tau2, its interval and I2 from one study; the intervals of a new
    study's effect where the effect is taken to be equal; Higgins, Thompson and Spiegelhalter's
    (2009) from fewer than three. `weights` are in per cent, one for each study. `pi` is metafor's
    own, with the quantile of the test; `pi_hts` has t with k - 2 degrees of freedom.
    """

    k: int
    effect: Coefficient
    weights: tuple[float, ...]
    q: float
    q_p: float | None
    tau2: float | None = None
    tau2_ci: Interval | None = None
    i2: float | None = None
    pi: Interval | None = None
    pi_hts: Interval | None = None


def pool(
    studies: Sequence[Study], *, method: Method, test: HowTested, whole: bool = True
) -> Pooled:
    """
    Pool the studies.

    Not `whole` leaves out the interval of tau2, which costs as much as all the rest.

    Raises:
        InputError: there is no study, or only one and a test that needs two.
    """
    refuse_too_few(studies, test)
    model = model_of(studies)
    if model.k == 1:
        alone = coefficient(model, 0.0, test=test)[0]
        return Pooled(k=1, effect=alone, weights=(100.0,), q=0.0, q_p=None)
    tau2 = between(model, method)
    effect = coefficient(model, tau2, test=test)[0]
    equal, q = method is Method.EE, model.at(0).q
    return Pooled(
        k=model.k,
        effect=effect,
        weights=shares(model.at(tau2).weights),
        q=q,
        q_p=chi2_tail(q, model.df),
        tau2=tau2,
        tau2_ci=Interval(*profile(model, tau2)) if whole and not equal else None,
        i2=inconsistency(model, None if equal else tau2),
        pi=None if equal else predicted(effect, tau2, effect.df),
        pi_hts=None if equal or model.k < 3 else predicted(effect, tau2, model.k - 2),  # noqa: PLR2004 - as its docstring says
    )


def shares(weights: Sequence[float]) -> tuple[float, ...]:
    """Give weights in per cent of them all."""
    whole = sum(weights)
    return tuple(100 * weight / whole for weight in weights)


def refuse_too_few(studies: Sequence[Study], test: HowTested) -> None:
    """
    Refuse what no number can come from.

    Raises:
        InputError: there is no study, or only one and a test that needs two.
    """
    if not studies:
        raise InputError("TABLE.csv", "holds no study that can be pooled")
    if len(studies) == 1 and test is HowTested.HKSJ:
        raise InputError("--test", "hksj needs two studies or more, and there is one: use z")


def coefficient(model: Model, tau2: float, *, test: HowTested) -> tuple[Coefficient, ...]:
    """
    Give each coefficient of a model with its test.

    Knapp and Hartung 2003 (Stat Med 22:2693-2710) scale the variance by what the studies show.
    """
    fit = model.at(tau2)
    scale = scale_of(fit, test)
    df = model.df if test is HowTested.HKSJ else None
    variances = fit.covariance[:: 2 if model.p > 1 else 1]
    return tuple(
        judged(estimate, sqrt(scale * variance), df)
        for estimate, variance in zip(fit.coefficients, variances, strict=True)
    )


def scale_of(fit: Weighted, test: HowTested) -> float:
    """Give what Knapp and Hartung multiply a variance by; what rounding left of Q is nothing."""
    if test is HowTested.Z:
        return 1.0
    return fit.q / fit.model.df if fit.q > ROUNDING else 0.0


def judged(estimate: float, se: float, df: int | None) -> Coefficient:
    """Give the two-sided test of an estimate against zero, and its interval."""
    reach = quantile(df) * se
    statistic = estimate / se if se > 0 else None
    return Coefficient(
        estimate=estimate,
        se=se,
        statistic=statistic,
        df=df,
        p=None if statistic is None else two_sided(statistic, df),
        ci=Interval(estimate - reach, estimate + reach),
    )


def predicted(effect: Coefficient, tau2: float, df: int | None) -> Interval:
    """Give where the effect of a new study like these would lie, 95 times of 100."""
    reach = quantile(df) * sqrt(effect.se**2 + tau2)
    return Interval(effect.estimate - reach, effect.estimate + reach)


def quantile(df: int | None) -> float:
    """Give how many standard errors an interval reaches to one side."""
    return normal_quantile(UPPER) if df is None else t_quantile(UPPER, df)


def two_sided(statistic: float, df: int | None) -> float:
    """Give the chance of a statistic as far from zero, to either side."""
    size = abs(statistic)
    return 2 * (normal_tail(size) if df is None else t_tail(size, df))
