"""Every number that metafor 3.8.1 gives for these tables; metafor.R wrote them down."""

import json

import pytest

from tests.golden.tables_here import HERE, studies_of
from zusanli.core.evidence.pooling.between import Method
from zusanli.core.evidence.pooling.counted import CountMethod, pool_counts
from zusanli.core.evidence.pooling.henmi_copas import henmi_copas
from zusanli.core.evidence.pooling.pooled import HowTested, pool
from zusanli.core.evidence.pooling.regression import egger, regress
from zusanli.core.evidence.pooling.sensitivity import cumulative, leave_one_out, trim_and_fill
from zusanli.core.evidence.pooling.studies import Measure
from zusanli.documents.pooled_data import coefficient_data, pooled_data

SAID = json.loads((HERE / "metafor.json").read_bytes())
ITERATED = frozenset(("pm", "reml", "ml", "eb"))
CLOSED, LOOSE = 1e-6, 1e-4
ZERO = 1e-7
"""Where metafor's iterations end just above a lower limit of zero."""


def same(ours, theirs, *, case):
    loose = case.get("method", "reml") in ITERATED
    wrong = {
        key: (ours[key], value)
        for key, value in theirs.items()
        if ours[key]
        != pytest.approx(
            value,
            rel=LOOSE if loose or key.startswith("tau2_") else CLOSED,
            abs=ZERO if loose or key.startswith("tau2_") else 1e-12,
        )
    }
    assert not wrong, {key: case[key] for key in case if isinstance(case[key], str)}


def tables_of(cases):
    """Put the cases of one table together: a test for each would cost more than its arithmetic."""
    together = {}
    for case in cases:
        key = "-".join(case[each] for each in ("table", "measure", "by") if each in case)
        together.setdefault(key, []).append(case)
    return [pytest.param(found, id=key) for key, found in together.items()]


@pytest.mark.parametrize("cases", tables_of(SAID["pooled"]))
def test_pooled_effects_are_those_of_metafor(cases):
    studies = studies_of(cases[0]["table"], cases[0]["measure"]).studies
    for case in cases:
        how = {"method": Method(case["method"]), "test": HowTested(case["test"])}

        same(pooled_data(pool(studies, **how)), case["says"], case=case)


@pytest.mark.parametrize("cases", tables_of(SAID["counted"]))
def test_pooled_counts_are_those_of_metafor(cases):
    studies = studies_of(cases[0]["table"], cases[0]["measure"]).studies
    for case in cases:
        how = {"measure": Measure(case["measure"]), "method": CountMethod(case["method"])}

        same(pooled_data(pool_counts(studies, **how)), case["says"], case=case)


@pytest.mark.parametrize("cases", tables_of(SAID["along"]))
def test_a_meta_regression_is_that_of_metafor(cases):
    studies = studies_of(*(cases[0][each] for each in ("table", "measure", "by"))).studies
    covariate = [each.x for each in studies]
    for case in cases:
        how = {"method": Method(case["method"]), "test": HowTested(case["test"])}

        line = regress(studies, covariate, **how)

        same(coefficient_data(line.intercept), case["intercept"], case=case)
        same(coefficient_data(line.slope), case["slope"], case=case)
        found = {"tau2": line.tau2, "i2": line.i2, "q": line.q, "q_p": line.q_p}
        same(found, case["says"], case=case)


@pytest.mark.parametrize("case", SAID["beside"], ids=lambda case: case["table"])
def test_what_stands_beside_a_pooled_effect_is_that_of_metafor(case):
    studies = studies_of(case["table"], case["measure"]).studies
    how = {"method": Method.REML, "test": HowTested.Z}

    line, filled = egger(studies), trim_and_fill(studies, **how)
    found = {
        "slope": line.slope.estimate,
        "slope_se": line.slope.se,
        "statistic": line.slope.statistic,
        "p": line.slope.p,
        "limit": line.limit.estimate,
        "limit_low": line.limit.ci.low,
        "limit_high": line.limit.ci.high,
    }
    same(found, case["egger"], case={"method": "closed"})
    assert filled.side == case["trim_and_fill"].pop("side")
    same(
        {"missing": filled.missing, **pooled_data(filled.pooled)}, case["trim_and_fill"], case=case
    )
    for steps, said in (
        (leave_one_out(studies, **how), case["leave_one_out"]),
        (cumulative(studies, **how), case["cumulative"]),
    ):
        assert len(steps) == len(said)
        for step, theirs in zip(steps, said, strict=True):
            ours = pooled_data(step.pooled)
            same({**ours, "tau2": ours["tau2"] or 0}, theirs, case=case)
    interval = henmi_copas(studies)
    found = {
        "estimate": interval.estimate,
        "ci_low": interval.ci.low,
        "ci_high": interval.ci.high,
    }
    same(found, case["henmi_copas"], case=case)
