"""A pooled table as JSON: the keys that others rely on. Ratios are in logarithms, and once more."""

from collections.abc import Iterable
from math import exp

from zusanli.core.evidence.pooling.analysis import Analysis, Beside
from zusanli.core.evidence.pooling.pooled import Coefficient, Interval, Pooled
from zusanli.core.evidence.pooling.regression import Regression
from zusanli.core.evidence.pooling.sensitivity import Step

Data = dict[str, object]


def analysis_data(analysis: Analysis) -> Data:
    """Give all answers; what was not asked for has no key."""
    asked, wanted = analysis.asked, analysis.asked.beside
    data: Data = {
        "measure": asked.measure,
        "method": asked.method,
        "test": asked.test,
        "scale": "log" if analysis.read.logs else "as given",
        **pooled_data(analysis.pooled),
    }
    if analysis.read.logs:
        data["as_ratio"] = _as_ratio(analysis.pooled)
    if Beside.EGGER in wanted:
        data["egger"] = analysis.egger and {
            "slope": coefficient_data(analysis.egger.slope),
            "limit": coefficient_data(analysis.egger.limit),
        }
    if Beside.TRIM_AND_FILL in wanted:
        data["trim_and_fill"] = analysis.trim_and_fill and {
            "missing": analysis.trim_and_fill.missing,
            "side": analysis.trim_and_fill.side,
            **pooled_data(analysis.trim_and_fill.pooled),
        }
    if Beside.LEAVE_ONE_OUT in wanted:
        data["leave_one_out"] = _steps(analysis.leave_one_out, "without")
    if Beside.CUMULATIVE in wanted:
        data["cumulative"] = _steps(analysis.cumulative, "up_to")
    if Beside.HENMI_COPAS in wanted:
        data["henmi_copas"] = analysis.henmi_copas and {
            "estimate": analysis.henmi_copas.estimate,
            **_ends("ci", analysis.henmi_copas.ci),
            "tau2": analysis.henmi_copas.tau2,
        }
    if asked.by:
        data["meta_regression"] = analysis.regression and {
            "by": asked.by,
            **_regression(analysis.regression),
        }
    data["studies"] = [
        {"study": each.label, "yi": each.yi, "vi": each.vi, "weight": weight}
        for each, weight in zip(analysis.read.studies, analysis.pooled.weights, strict=True)
    ]
    data["left_out"] = [
        {"study": each.study, "because": each.because} for each in analysis.read.left_out
    ]
    data["notes"] = list(analysis.notes)
    return data


def pooled_data(pooled: Pooled) -> Data:
    """Give a pooled effect by its keys."""
    return {
        "k": pooled.k,
        **coefficient_data(pooled.effect),
        "tau2": pooled.tau2,
        **_ends("tau2", pooled.tau2_ci),
        "i2": pooled.i2,
        "q": pooled.q,
        "q_df": pooled.k - 1,
        "q_p": pooled.q_p,
        **_ends("pi", pooled.pi),
        **_ends("pi_hts", pooled.pi_hts),
    }


def coefficient_data(effect: Coefficient) -> Data:
    """Give one estimate with its test."""
    return {
        "estimate": effect.estimate,
        "se": effect.se,
        **_ends("ci", effect.ci),
        "statistic": effect.statistic,
        "df": effect.df,
        "p": effect.p,
    }


def _ends(name: str, interval: Interval | None) -> Data:
    return {
        f"{name}_low": interval and interval.low,
        f"{name}_high": interval and interval.high,
    }


def _as_ratio(pooled: Pooled) -> Data:
    """Give estimate and intervals as ratios, as papers print them."""
    kept: Data = {"estimate": exp(pooled.effect.estimate)}
    for name, interval in (
        ("ci", pooled.effect.ci),
        ("pi", pooled.pi),
        ("pi_hts", pooled.pi_hts),
    ):
        kept |= _ends(name, interval and Interval(exp(interval.low), exp(interval.high)))
    return kept


def _steps(steps: Iterable[Step], name: str) -> list[Data]:
    return [
        {
            name: step.study,
            "k": step.pooled.k,
            **coefficient_data(step.pooled.effect),
            "tau2": step.pooled.tau2,
            "i2": step.pooled.i2,
            "q": step.pooled.q,
            "q_p": step.pooled.q_p,
        }
        for step in steps
    ]


def _regression(line: Regression) -> Data:
    return {
        "k": line.k,
        "intercept": coefficient_data(line.intercept),
        "slope": coefficient_data(line.slope),
        "tau2": line.tau2,
        **_ends("tau2", line.tau2_ci),
        "i2": line.i2,
        "q": line.q,
        "q_p": line.q_p,
        "r2": line.r2,
    }
