"""What must hold of any studies: their order, their unit and their sign change nothing else."""

from dataclasses import replace
from math import isfinite, sqrt

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from zusanli.core.evidence.pooling import between as tau2_of
from zusanli.core.evidence.pooling.between import Method, between
from zusanli.core.evidence.pooling.counted import CountMethod, pool_counts
from zusanli.core.evidence.pooling.effects import OF_ARMS, OF_COUNTS, variance_from_p
from zusanli.core.evidence.pooling.pooled import HowTested, pool, two_sided
from zusanli.core.evidence.pooling.regression import regress
from zusanli.core.evidence.pooling.studies import Arms, Counts, Measure, Study, model_of
from zusanli.errors import InputError

EFFECT = st.integers(-2000, 2000).map(lambda n: n / 1000)
VARIANCE = st.integers(1, 3000).map(lambda n: n / 1000)
STUDIES = st.lists(st.tuples(EFFECT, VARIANCE), min_size=2, max_size=12).map(
    lambda rows: [Study(f"s{at}", at, yi, vi) for at, (yi, vi) in enumerate(rows, start=2)]
)
METHODS, TESTS = st.sampled_from(list(Method)), st.sampled_from(list(HowTested))


def close(value, *, unit=1.0):
    return pytest.approx(value, rel=1e-6, abs=1e-9 * unit)


def numbers(pooled):
    effect = pooled.effect
    return (effect.estimate, effect.se, effect.ci.low, effect.ci.high, pooled.tau2, pooled.q)


@settings(max_examples=60, deadline=None)
@given(studies=STUDIES, method=METHODS, test=TESTS, unit=st.sampled_from([1e-4, 0.1, 60.0, 1e5]))
def test_order_unit_and_sign_of_the_studies_change_nothing_else(studies, method, test, unit):
    first = pool(studies, method=method, test=test)

    turned = pool(studies[::-1], method=method, test=test)
    assert numbers(turned) == close(numbers(first))
    assert turned.weights[::-1] == close(first.weights)

    other = pool([replace(each, yi=-each.yi) for each in studies], method=method, test=test)
    assert other.effect.estimate == close(-first.effect.estimate)
    assert other.effect.ci.low == close(-first.effect.ci.high)
    assert (other.tau2, other.effect.se) == close((first.tau2, first.effect.se))

    scaled = [replace(each, yi=unit * each.yi, vi=unit**2 * each.vi) for each in studies]
    in_unit = pool(scaled, method=method, test=test)
    assert in_unit.effect.estimate == close(unit * first.effect.estimate, unit=unit)
    assert in_unit.tau2 == close(unit**2 * first.tau2, unit=unit**2)
    assert (in_unit.i2, in_unit.q) == (close(first.i2, unit=1e3), close(first.q))


@settings(max_examples=60, deadline=None)
@given(studies=STUDIES, method=METHODS, test=TESTS)
def test_every_answer_is_finite_and_stands_where_it_must(studies, method, test):
    pooled = pool(studies, method=method, test=test)
    effect = pooled.effect

    assert all(map(isfinite, numbers(pooled)))
    assert min(each.yi for each in studies) - 1e-9 <= effect.estimate
    assert effect.estimate <= max(each.yi for each in studies) + 1e-9
    assert effect.ci.low <= effect.estimate <= effect.ci.high
    assert sum(pooled.weights) == close(100)
    assert 0 <= pooled.i2 <= 100
    assert 0 <= pooled.q_p <= 1
    if pooled.pi:
        assert pooled.pi.low <= effect.ci.low
        assert pooled.pi.high >= effect.ci.high
    if pooled.tau2_ci:
        assert 0 <= pooled.tau2_ci.low <= pooled.tau2_ci.high


@settings(max_examples=40, deadline=None)
@given(studies=STUDIES)
def test_likelihoods_are_nowhere_higher_and_q_falls_to_its_expectation(studies):
    model = model_of(studies)
    spread = sum(model.v) + sum(y * y for y in model.y)
    for method, likelihood in (
        (Method.REML, tau2_of._restricted_likelihood),  # noqa: SLF001 - what the estimate tops
        (Method.ML, tau2_of._likelihood),  # noqa: SLF001 - the same
    ):
        top = likelihood(model.at(between(model, method)))
        for tau2 in (0.0, *(spread * 10 ** (e / 8) for e in range(-40, 8))):
            assert likelihood(model.at(tau2)) <= top + 1e-7
    tau2 = between(model, Method.PM)
    assert model.at(tau2).q == close(model.df) if tau2 else model.at(0).q <= model.df


@settings(max_examples=40, deadline=None)
@given(studies=STUDIES, method=METHODS, shift=st.integers(-2000, 2000))
def test_a_covariate_may_start_anywhere(studies, method, shift):
    assume(len(studies) > 2)
    years = [3 * at % 7 for at in range(len(studies))]

    here = regress(studies, years, method=method, test=HowTested.Z)
    there = regress(studies, [x + shift for x in years], method=method, test=HowTested.Z)

    assert there.slope.estimate == close(here.slope.estimate)
    assert there.slope.se == close(here.slope.se)
    moved = here.intercept.estimate - shift * here.slope.estimate
    assert there.intercept.estimate == pytest.approx(moved, rel=1e-6, abs=1e-6)


COUNTS = st.tuples(*[st.integers(0, 20)] * 4).filter(lambda n: n[0] + n[1] and n[2] + n[3])


@settings(max_examples=60, deadline=None)
@given(table=COUNTS)
def test_groups_changed_about_turn_the_effect_of_counts_round(table):
    a, b, c, d = table
    there, back = Counts(a, a + b, c, c + d), Counts(c, c + d, a, a + b)
    for effect in OF_COUNTS.values():
        (y1, v1), (y2, v2) = effect(there), effect(back)
        assert isfinite(y1)
        assert v1 > 0 or not there.has_zero
        assert (y2, v2) == close((-y1, v1))


@settings(max_examples=40, deadline=None)
@given(tables=st.lists(COUNTS, min_size=1, max_size=6), method=st.sampled_from(list(CountMethod)))
def test_counts_are_pooled_or_refused_by_name(tables, method):
    studies = []
    for at, (a, b, c, d) in enumerate(tables, start=2):
        counts = Counts(a, a + b, c, c + d)
        yi, vi = OF_COUNTS[Measure.OR](counts)
        studies.append(Study(f"s{at}", at, yi, vi, counts))
    try:
        pooled = pool_counts(studies, measure=Measure.OR, method=method)
    except InputError as error:
        assert "empty" in str(error)  # noqa: PT017 - either answer is right
        return
    assert isfinite(pooled.effect.estimate)
    assert pooled.effect.se > 0


@settings(max_examples=40, deadline=None)
@given(
    means=st.tuples(EFFECT, EFFECT),
    sds=st.tuples(VARIANCE, VARIANCE),
    ns=st.tuples(st.integers(2, 90), st.integers(2, 90)),
)
def test_means_keep_their_unit_and_sign(means, sds, ns):
    arms = Arms(means[0], sds[0], ns[0], means[1], sds[1], ns[1])
    in_mm = Arms(10 * means[0], 10 * sds[0], ns[0], 10 * means[1], 10 * sds[1], ns[1])
    turned = Arms(means[1], sds[1], ns[1], means[0], sds[0], ns[0])
    for measure, effect in OF_ARMS.items():
        (y, v), (scaled, wider), (back, same) = effect(arms), effect(in_mm), effect(turned)
        factor = 10 if measure in {Measure.MD, Measure.MD_POOLED_SD} else 1
        assert (scaled, wider) == close((factor * y, factor**2 * v))
        assert (back, same) == close((-y, v))


@given(effect=EFFECT.filter(bool), p=st.floats(1e-12, 0.99))
def test_a_variance_from_p_gives_that_p_again(effect, p):
    z = effect / sqrt(variance_from_p(effect, p))

    assert two_sided(z, None) == pytest.approx(p, rel=1e-6)
