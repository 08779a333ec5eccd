"""
Weighted least squares of a few numbers: one mean, or one mean and one slope.

Everything that the estimators of the variance between studies need of the matrix
P = W - WX(X'WX)^-1 X'W comes from sums over the studies. So a table of a thousand costs a thousand
steps, where a program that builds P itself costs a million.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from operator import mul, sub
from typing import TypeAlias

Moments: TypeAlias = tuple[float, ...]
"""X'DX for a diagonal D: one number for a mean; for a mean and a slope corner, side, corner."""


@dataclass(frozen=True, slots=True)
class Model:
    """
    Effects with their sampling variances, in the unit of the effect and its square.

    `x` is one covariate, best with mean zero so that no digits are lost, or None. Fits are kept:
    estimators, intervals and tests ask for the same few.
    """

    y: Sequence[float]
    v: Sequence[float]
    x: Sequence[float] | None = None
    fits: dict[float, "Weighted"] = field(default_factory=dict, repr=False, compare=False)

    @property
    def k(self) -> int:
        """How many studies there are."""
        return len(self.y)

    @property
    def p(self) -> int:
        """How many coefficients there are."""
        return 1 if self.x is None else 2

    @property
    def df(self) -> int:
        """How many studies there are beyond the coefficients."""
        return self.k - self.p

    def at(self, tau2: float) -> "Weighted":
        """Fit with each study weighed by one over its variance plus that between studies."""
        fit = self.fits.get(tau2)
        if fit is None:
            fit = self.fits[tau2] = Weighted(self, [1 / (v + tau2) for v in self.v])
        return fit

    def unweighted(self) -> "Weighted":
        """Fit with all studies alike."""
        return Weighted(self, [1.0] * self.k)

    def moments(self, diagonal: Sequence[float]) -> Moments:
        """Give X'DX."""
        if self.x is None:
            return (sum(diagonal),)
        side = product(diagonal, self.x)
        return sum(diagonal), sum(side), dot(side, self.x)

    def across(self, values: Sequence[float]) -> Moments:
        """Give X'z."""
        if self.x is None:
            return (sum(values),)
        return sum(values), dot(values, self.x)


class Weighted:
    """
    One fit: its coefficients, and what follows from them.

    Attributes:
        pulled: Py, each study's weight times its distance from the fit.
        q: y'Py, Cochran's Q where the weights are one over the sampling variances.
    """

    def __init__(self, model: Model, weights: Sequence[float]) -> None:
        self.model, self.weights = model, weights
        self.moments = model.moments(weights)
        self.coefficients = solved(self.moments, model.across(product(weights, model.y)))
        distances = self._distances()
        self.pulled = product(weights, distances)
        self.q = dot(self.pulled, distances)

    def _distances(self) -> list[float]:
        mean = self.coefficients[0]
        distances = [y - mean for y in self.model.y]
        if self.model.x is None:
            return distances
        slope = self.coefficients[1]
        return list(map(sub, distances, [slope * x for x in self.model.x]))

    @cached_property
    def squares(self) -> list[float]:
        """The squared weights."""
        return product(self.weights, self.weights)

    @cached_property
    def trace(self) -> float:
        """The trace of P."""
        return self.moments[0] - ratio_trace(self.moments, self.model.moments(self.squares))

    @property
    def square_trace(self) -> float:
        """The trace of PP."""
        squares = self.model.moments(self.squares)
        cubes = self.model.moments(product(self.squares, self.weights))
        return (
            squares[0]
            - 2 * ratio_trace(self.moments, cubes)
            + ratio_square_trace(self.moments, squares)
        )

    @cached_property
    def squared(self) -> float:
        """y'PPy, which is minus the slope of Q as tau2 grows."""
        return dot(self.pulled, self.pulled)

    @property
    def cubed(self) -> float:
        """Y'PPPy."""
        again = product(self.weights, self.pulled)
        across = self.model.across(again)
        back = solved(self.moments, across)
        return dot(again, self.pulled) - dot(across, back)

    def trace_with(self, diagonal: Sequence[float]) -> float:
        """Give the trace of PD for a diagonal D."""
        weighed = product(self.weights, diagonal)
        twice = self.model.moments(product(weighed, self.weights))
        return sum(weighed) - ratio_trace(self.moments, twice)

    @property
    def covariance(self) -> Moments:
        """(X'WX)^-1: the variance of the mean; or of mean, both, and slope."""
        return inverse(self.moments)


def product(these: Sequence[float], those: Sequence[float]) -> list[float]:
    """Multiply two columns, row by row."""
    return list(map(mul, these, those))


def dot(these: Sequence[float], those: Sequence[float]) -> float:
    """Multiply two columns and add them up."""
    return float(sum(map(mul, these, those)))


def determinant(m: Moments) -> float:
    """Give |M|."""
    return m[0] if len(m) == 1 else m[0] * m[2] - m[1] * m[1]


def inverse(m: Moments) -> Moments:
    """Give M^-1."""
    if len(m) == 1:
        return (1 / m[0],)
    whole = determinant(m)
    return m[2] / whole, -m[1] / whole, m[0] / whole


def solved(m: Moments, z: Moments) -> Moments:
    """Give M^-1 z."""
    i = inverse(m)
    return (i[0] * z[0],) if len(m) == 1 else (i[0] * z[0] + i[1] * z[1], i[1] * z[0] + i[2] * z[1])


def ratio_trace(m: Moments, n: Moments) -> float:
    """Give tr(M^-1 N)."""
    i = inverse(m)
    return i[0] * n[0] if len(m) == 1 else i[0] * n[0] + 2 * i[1] * n[1] + i[2] * n[2]


def ratio_square_trace(m: Moments, n: Moments) -> float:
    """Give tr(M^-1 N M^-1 N)."""
    i = inverse(m)
    if len(m) == 1:
        return (i[0] * n[0]) ** 2
    first = i[0] * n[0] + i[1] * n[1]
    last = i[1] * n[1] + i[2] * n[2]
    sides = (i[0] * n[1] + i[1] * n[2]) * (i[1] * n[0] + i[2] * n[1])
    return first**2 + 2 * sides + last**2
