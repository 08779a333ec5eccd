"""Rates of rare events: the exact interval of a count, and nothing made of nothing."""

import math
from decimal import Decimal, getcontext

import pytest

from zusanli.core.outcomes.rates import interval, rate


def at_most(count: int, mean: float) -> Decimal:
    """The chance of so many or fewer, summed term by term in 50 digits."""
    getcontext().prec = 50
    term = total = (-Decimal(mean)).exp()
    for k in range(1, count + 1):
        term *= Decimal(mean) / k
        total += term
    return total


def test_where_the_bounds_have_a_closed_form_they_are_that():
    assert interval(0) == (0.0, pytest.approx(-math.log(0.025), rel=1e-12))
    assert interval(1)[0] == pytest.approx(-math.log(0.975), rel=1e-9)


@pytest.mark.parametrize("count", [1, 2, 5, 10, 30, 100, 1000])
def test_each_bound_is_where_the_count_is_in_the_outer_fortieth(count):
    low, high = interval(count)

    assert float(1 - at_most(count - 1, low)) == pytest.approx(0.025, rel=1e-6)
    assert float(at_most(count, high)) == pytest.approx(0.025, rel=1e-6)


@pytest.mark.parametrize("count", range(40))
def test_it_holds_the_count_and_grows_with_it(count):
    low, high = interval(count)

    assert low <= count <= high
    assert interval(count + 1)[0] > low
    assert interval(count + 1)[1] > high


def test_of_nothing_there_is_no_rate():
    assert rate(0, 0, per=10_000) is None


def test_where_nothing_happened_the_interval_still_says_how_little_was_seen():
    found = rate(0, 100, per=10_000)

    assert found.value == 0
    assert found.high == pytest.approx(368.89, abs=0.01)
