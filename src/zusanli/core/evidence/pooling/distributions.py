"""
Tails and quantiles of the normal, chi-squared, gamma and t distributions.

SciPy has all of them and takes half a second to load, more than everything else that a table of
twenty studies needs. These four agree with R to ten digits (tests/golden/distributions.csv).
Quantiles are remembered: one table asks for the same few again and again.
"""

from functools import lru_cache
from math import erfc, exp, inf, lgamma, log, log1p, pi, sqrt, tan

ROOT2 = sqrt(2)
LOG_OF_TURN = log(2 * pi)
PRECISION = 1e-16
SMALLEST = 1e-300
MOST_STEPS = 10_000


def normal_tail(z: float) -> float:
    """Give the chance of more than z."""
    return erfc(z / ROOT2) / 2


def normal_density(z: float) -> float:
    """Give the height of the bell at z."""
    return exp(-z * z / 2 - LOG_OF_TURN / 2)


@lru_cache(maxsize=1024)
def normal_quantile(p: float) -> float:
    """
    Give the z below which a share p lies, 0 < p < 1.

    A rational start (Abramowitz and Stegun 1964, 26.2.23; off by 4.5e-4 at most) and Halley steps
    on the tail itself, so that shares near 0 keep their digits.
    """
    if p > 1 / 2:
        return -normal_quantile(1 - p)
    t = sqrt(-2 * log(p))
    top = 2.515517 + t * (0.802853 + t * 0.010328)
    z = t - top / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)))
    for _ in range(3):
        off = (normal_tail(z) - p) / normal_density(z)
        z += off / (1 - off * z / 2)
    return -z


def gamma_below(x: float, shape: float) -> float:
    """
    Give the chance of less than x for a gamma variable of scale 1.

    The series below its mean, else one less the tail (Abramowitz and Stegun 1964, 6.5.29).
    """
    if x <= 0:
        return 0.0
    if x >= shape + 1:
        return 1 - _gamma_fraction(x, shape)
    term = total = 1 / shape
    for step in range(1, MOST_STEPS):
        term *= x / (shape + step)
        total += term
        if term < total * PRECISION:
            break
    return total * _gamma_height(x, shape)


def gamma_tail(x: float, shape: float) -> float:
    """Give the chance of more than x for a gamma variable of scale 1, exact also where tiny."""
    return _gamma_fraction(x, shape) if x >= shape + 1 else 1 - gamma_below(x, shape)


def _gamma_height(x: float, shape: float) -> float:
    return exp(shape * log(x) - x - lgamma(shape))


def _gamma_fraction(x: float, shape: float) -> float:
    """Give the upper tail by Lentz's method on 6.5.31 (Press et al. 2007, section 6.2)."""
    b = x + 1 - shape
    c, d = 1 / SMALLEST, 1 / b
    fraction = d
    for step in range(1, MOST_STEPS):
        a = step * (shape - step)
        b += 2
        d = 1 / _apart(a * d + b)
        c = _apart(b + a / c)
        fraction *= c * d
        if abs(c * d - 1) < PRECISION * 4:
            break
    return fraction * _gamma_height(x, shape)


def _apart(value: float) -> float:
    """Keep a divisor away from zero."""
    return value if abs(value) > SMALLEST else SMALLEST


def chi2_tail(x: float, df: float) -> float:
    """Give the chance of more than x for chi-squared with df degrees of freedom."""
    return gamma_tail(x / 2, df / 2) if x > 0 else 1.0


@lru_cache(maxsize=1024)
def chi2_quantile(p: float, df: float) -> float:
    """
    Give the value below which a share p of chi-squared lies, 0 < p < 1.

    Wilson and Hilferty's cube (1931) to start, then Newton steps that stay above zero.
    """
    half, spread = df / 2, 2 / (9 * df)
    cube = 1 - spread + normal_quantile(p) * sqrt(spread)
    x = max(half * cube**3, half * SMALLEST ** (1 / 10)) if cube > 0 else _near_zero(p, half)
    for _ in range(100):
        off = (gamma_below(x, half) - p) * x / _gamma_height(x, half)
        new = x - off if off < x else x / 2
        if abs(new - x) <= 1e-15 * x:
            break
        x = new
    return 2 * x


def _near_zero(p: float, shape: float) -> float:
    """Give the x of the first term of the series alone."""
    return exp((log(p) + lgamma(shape + 1)) / shape)


def t_tail(t: float, df: float) -> float:
    """Give the chance of more than t for Student's t (Abramowitz and Stegun 1964, 26.5.27)."""
    if t < 0:
        return 1 - t_tail(-t, df)
    return _beta_below(df / (df + t * t), df / 2, 1 / 2) / 2 if t < inf else 0.0


@lru_cache(maxsize=1024)
def t_quantile(p: float, df: float) -> float:
    """
    Give the t below which a share p lies, 0 < p < 1.

    One and two degrees in closed form; else Hill's start (1970, algorithm 396) in its simplest
    form and Newton steps on the tail.
    """
    if p < 1 / 2:
        return -t_quantile(1 - p, df)
    if df == 1:
        return tan(pi * (p - 1 / 2))
    if df == 2:  # noqa: PLR2004 - the second of the two closed forms
        return (2 * p - 1) / sqrt(2 * p * (1 - p))
    z, share = normal_quantile(p), 1 - p
    t = z + (z**3 + z) / (4 * df) + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * df * df)
    for _ in range(100):
        new = t + (t_tail(t, df) - share) / _t_density(t, df)
        if abs(new - t) <= 1e-15 * t:
            break
        t = new
    return t


def _t_density(t: float, df: float) -> float:
    height = lgamma((df + 1) / 2) - lgamma(df / 2) - log(df * pi) / 2
    return exp(height - (df + 1) / 2 * log1p(t * t / df))


def _beta_below(x: float, a: float, b: float) -> float:
    """Give the incomplete beta function by Lentz's method (Press et al. 2007, section 6.4)."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):
        return 1 - _beta_below(1 - x, b, a)
    height = lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x)
    return exp(height) * _beta_fraction(x, a, b) / a


def _beta_fraction(x: float, a: float, b: float) -> float:
    c, d = 1.0, 1 / _apart(1 - (a + b) * x / (a + 1))
    fraction = d
    for m in range(1, MOST_STEPS):
        for top in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 / _apart(1 + top * d)
            c = _apart(1 + top / c)
            fraction *= c * d
        if abs(c * d - 1) < PRECISION * 4:
            break
    return fraction
