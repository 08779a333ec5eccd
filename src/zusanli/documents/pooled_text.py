"""A pooled table as text, for whoever checks it against a paper."""

from collections.abc import Callable, Iterable, Iterator
from math import exp

from zusanli.core.evidence.pooling.analysis import Analysis
from zusanli.core.evidence.pooling.between import Method
from zusanli.core.evidence.pooling.counted import CountMethod
from zusanli.core.evidence.pooling.pooled import Coefficient, Interval, Pooled
from zusanli.core.evidence.pooling.regression import Egger, Regression
from zusanli.core.evidence.pooling.sensitivity import Step, TrimAndFill
from zusanli.documents.wrapping import wrap

WIDTH = 88
LEAST_P = 0.0001
METHODS = {
    Method.EE: "one effect, equal in all studies",
    Method.DL: "DerSimonian and Laird",
    Method.PM: "Paule and Mandel",
    Method.REML: "restricted maximum likelihood",
    Method.ML: "maximum likelihood",
    Method.EB: "empirical Bayes",
    Method.HE: "Hedges and Olkin",
    Method.HS: "Hunter and Schmidt",
    Method.SJ: "Sidik and Jonkman",
    CountMethod.MH: "Mantel and Haenszel",
    CountMethod.PETO: "Peto",
}


def analysis_text(analysis: Analysis) -> str:
    """Lay all answers out in lines."""
    return "\n".join(_lines(analysis)) + "\n"


def _lines(analysis: Analysis) -> Iterator[str]:
    asked, shown = analysis.asked, _shown(logs=analysis.read.logs)
    unit = "ratio" if analysis.read.logs else asked.measure
    yield f"{unit}, {METHODS[asked.method]}, test {asked.test}"
    yield ""
    yield from _studies(analysis, shown)
    yield ""
    yield from _pooled(analysis.pooled, shown)
    for part in _beside(analysis, shown):
        yield ""
        yield from part
    for note in analysis.notes:
        yield ""
        yield from wrap(note, WIDTH)


Shown = Callable[[float], str]


def _shown(*, logs: bool) -> Shown:
    return (lambda value: f"{exp(value):.4g}") if logs else (lambda value: f"{value:.4g}")


def _between(interval: Interval, shown: Shown) -> str:
    return f"{shown(interval.low)} to {shown(interval.high)}"


def _studies(analysis: Analysis, shown: Shown) -> Iterator[str]:
    width = max(len(each.label) for each in analysis.read.studies)
    for each, weight in zip(analysis.read.studies, analysis.pooled.weights, strict=True):
        reach = 1.959964 * each.vi**0.5
        ends = _between(Interval(each.yi - reach, each.yi + reach), shown)
        yield f"{each.label:<{width}}  {shown(each.yi):>9}  ({ends})  {weight:.1f} %"
    for left_out in analysis.read.left_out:
        yield f"{left_out.study:<{width}}  left out: {left_out.because}"


def _effect(effect: Coefficient, shown: Shown) -> str:
    return f"{shown(effect.estimate)} ({_between(effect.ci, shown)}), {_p(effect.p)}"


def _p(p: float | None) -> str:
    if p is None:
        return "p cannot be told"
    return f"p = {p:.4f}" if p >= LEAST_P else f"p < {LEAST_P}"


def _pooled(pooled: Pooled, shown: Shown) -> Iterator[str]:
    yield f"pooled    {_effect(pooled.effect, shown)}, of {pooled.k} studies"
    if pooled.tau2 is not None:
        ends = f" ({_between(pooled.tau2_ci, _plain)})" if pooled.tau2_ci else ""
        yield f"tau2      {_plain(pooled.tau2)}{ends}"
    if pooled.i2 is not None:
        yield f"I2        {pooled.i2:.1f} %"
        yield f"Q         {_plain(pooled.q)}, {pooled.k - 1} df, {_p(pooled.q_p)}"
    if pooled.pi:
        yield f"new study {_between(pooled.pi, shown)}"
    if pooled.pi_hts:
        yield f"          {_between(pooled.pi_hts, shown)} with t, {pooled.k - 2} df"


def _plain(value: float) -> str:
    return f"{value:.4g}"


def _beside(analysis: Analysis, shown: Shown) -> Iterator[Iterator[str]]:
    if analysis.egger:
        yield _egger(analysis.egger, shown)
    if analysis.trim_and_fill:
        yield _trimmed(analysis.trim_and_fill, shown)
    if analysis.leave_one_out:
        yield _steps("Without one study", analysis.leave_one_out, shown)
    if analysis.cumulative:
        yield _steps("One study after the other", analysis.cumulative, shown)
    if analysis.henmi_copas:
        found = analysis.henmi_copas
        yield iter(
            [f"Henmi and Copas: {shown(found.estimate)} ({_between(found.ci, shown)})"],
        )
    if analysis.regression:
        yield _along(analysis.regression, analysis.asked.by or "", shown)


def _egger(found: Egger, shown: Shown) -> Iterator[str]:
    yield f"Egger: {_effect(found.slope, _plain)}"
    yield f"  a study without error would find {_effect(found.limit, shown)}"


def _trimmed(found: TrimAndFill, shown: Shown) -> Iterator[str]:
    yield f"Trim and fill: {found.missing} missing on the {found.side}"
    yield f"  with them {_effect(found.pooled.effect, shown)}"


def _steps(title: str, steps: Iterable[Step], shown: Shown) -> Iterator[str]:
    yield title
    for step in steps:
        yield f"  {step.study}: {_effect(step.pooled.effect, shown)}"


def _along(line: Regression, by: str, shown: Shown) -> Iterator[str]:
    yield f"Along {by}"
    yield f"  for one more {_effect(line.slope, shown)}"
    yield f"  at zero {_effect(line.intercept, shown)}"
    share = "" if line.r2 is None else f", {line.r2:.1f} % less than without"
    yield f"  tau2 {_plain(line.tau2)}{share}; Q {_plain(line.q)}, {_p(line.q_p)}"
