"""From the lines of a table to studies: of counts, of means, or of an effect and its error."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log

from zusanli.core.evidence.pooling.effects import (
    OF_ARMS,
    OF_COUNTS,
    sd_from_se,
    variance_from_interval,
    variance_from_p,
)
from zusanli.core.evidence.pooling.studies import RATIOS, Arms, Counts, Measure, Study
from zusanli.core.evidence.pooling.table import Line, Table
from zusanli.errors import InputError

NO_EVENTS = "nobody had the event, or everybody: it says nothing of a ratio"
NO_NUMBERS = "its line holds no numbers"
SAYING = ("a", "c", "m1", "m2", "yi", "ratio")
"""A line with none of these says nothing."""
OFF_CENTRE = 0.1
"""An estimate may lie this share of its interval from the middle: more is no rounding."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A study that is not pooled, and why."""

    study: str
    because: str


@dataclass(frozen=True, slots=True)
class Read:
    """
    The studies of a table.

    `logs` is that their effects are logarithms of ratios. `doubts` are lines that can be pooled
    and look odd.
    """

    studies: tuple[Study, ...]
    left_out: tuple[LeftOut, ...]
    logs: bool
    doubts: tuple[str, ...]


def read_studies(
    table: Table,
    *,
    measure: Measure,
    covariate: str | None = None,
    keep_without_events: bool = False,
) -> Read:
    """
    Read every line; studies in which nobody had the event are left out of ratios, and named.

    `keep_without_events` takes them in with a half in each cell, as metafor does unless told
    otherwise; the Cochrane Handbook (10.4.4.1) leaves them out.

    Raises:
        InputError: the table lacks the columns of the measure, or a line is wrong.
    """
    if covariate is not None and not table.has(covariate):
        raise InputError("--by", f"{covariate!r:.40} is no column: {', '.join(table.columns)}")
    read = _reader(table, measure)
    studies: list[Study] = []
    left_out: list[LeftOut] = []
    doubts: list[str] = []
    for line in table.lines:
        if not any(map(line.says, SAYING)):
            left_out.append(LeftOut(line.label, NO_NUMBERS))
            continue
        x = None if covariate is None else line.number_of(covariate)
        counts = read_counts(line) if read is _of_counts else None
        if measure in RATIOS and counts and counts.says_nothing and not keep_without_events:
            left_out.append(LeftOut(line.label, NO_EVENTS))
            continue
        yi, vi = read(line, measure)
        studies.append(Study(line.label, line.number, yi, vi, counts, x))
        doubts += _doubts(line) if read is _given else []
    logs = measure in RATIOS or (read is _given and table.has("ratio"))
    return Read(tuple(studies), tuple(left_out), logs, tuple(doubts))


def _reader(table: Table, measure: Measure) -> Callable[[Line, Measure], tuple[float, float]]:
    if measure in OF_COUNTS and (table.has("a", "n1", "c", "n2") or table.has("a", "b", "c", "d")):
        return _of_counts
    if measure in OF_ARMS and table.has("m1", "n1", "m2", "n2"):
        return _of_arms
    if table.has("yi") or table.has("ratio"):
        return _given
    wanted = {
        **dict.fromkeys(OF_COUNTS, "a, n1, c, n2 (or a, b, c, d)"),
        **dict.fromkeys(OF_ARMS, "m1, sd1, n1, m2, sd2, n2"),
    }.get(measure, "study, yi, vi")
    raise InputError(
        "line 1", f"{measure} needs the columns {wanted}; there are: {', '.join(table.columns)}"
    )


def _of_counts(line: Line, measure: Measure) -> tuple[float, float]:
    yi, vi = OF_COUNTS[measure](read_counts(line))
    return yi, vi


def read_counts(line: Line) -> Counts:
    """
    Read the four numbers of two groups.

    Raises:
        InputError: one is no whole number, is negative, or more had the event than there were.
    """
    a, c = _whole(line, "a"), _whole(line, "c")
    counts = Counts(a, _all_of(line, a, "b", "n1"), c, _all_of(line, c, "d", "n2"))
    for events, all_, field, of in (
        (counts.a, counts.n1, "a", "n1"),
        (counts.c, counts.n2, "c", "n2"),
    ):
        if all_ < 1:
            raise line.wrong(of, "nobody is in the group")
        if events > all_:
            raise line.wrong(field, f"{events:g} had the event among {of} = {all_:g}")
    return counts


def _all_of(line: Line, events: float, without: str, all_: str) -> float:
    return _whole(line, all_) if line.says(all_) else events + _whole(line, without)


def _whole(line: Line, field: str) -> float:
    number = line.number_of(field)
    if number < 0 or number != int(number):
        raise line.wrong(field, f"{number:g} is no count: a percentage cannot stand here")
    return number


def _of_arms(line: Line, measure: Measure) -> tuple[float, float]:
    least = 1 if measure is Measure.MD else 2
    sizes = {}
    for field in ("n1", "n2"):
        sizes[field] = _whole(line, field)
        if sizes[field] < least:
            raise line.wrong(field, f"{sizes[field]:g} is too few: {measure} needs {least}")
    arms = Arms(
        m1=line.number_of("m1"),
        sd1=_deviation(line, "1", sizes["n1"]),
        n1=sizes["n1"],
        m2=line.number_of("m2"),
        sd2=_deviation(line, "2", sizes["n2"]),
        n2=sizes["n2"],
    )
    if arms.sd1 == arms.sd2 == 0:
        raise line.wrong("sd1", "is 0 in both groups, so the study would outweigh all others")
    yi, vi = OF_ARMS[measure](arms)
    return yi, vi


def _deviation(line: Line, group: str, n: float) -> float:
    """Read a standard deviation, or make it of the standard error of the mean."""
    field = f"sd{group}"
    if not line.says(field) and line.says(f"se{group}"):
        return sd_from_se(line.above_zero(f"se{group}"), n)
    number = line.number_of(field)
    if number < 0:
        raise line.wrong(field, f"{number:g} is no standard deviation: it is below 0")
    return number


def _given(line: Line, _: Measure) -> tuple[float, float]:
    """Read an effect, with the first of variance, standard error, interval and p that is there."""
    ratio = line.says("ratio") and not line.says("yi")
    yi = log(line.above_zero("ratio")) if ratio else line.number_of("yi")
    if line.says("vi"):
        return yi, line.above_zero("vi")
    if line.says("sei"):
        return yi, line.above_zero("sei") ** 2
    if line.says("ci_low") or line.says("ci_high"):
        return yi, _variance_of_interval(line, ratio=ratio)
    if line.says("p"):
        return yi, _variance_of_p(line, yi)
    raise line.wrong("vi", "is missing, and so are sei, ci_low with ci_high, and p")


def _variance_of_interval(line: Line, *, ratio: bool) -> float:
    low, high = _ends(line, ratio=ratio)
    if low >= high:
        raise line.wrong("ci_low", "is not below ci_high")
    at = log(line.above_zero("ratio")) if ratio else line.number_of("yi")
    if not low <= at <= high:
        raise line.wrong("ci_low", "the effect lies outside its interval: is a minus sign lost?")
    return variance_from_interval(low, high)


def _ends(line: Line, *, ratio: bool) -> tuple[float, float]:
    if ratio:
        return log(line.above_zero("ci_low")), log(line.above_zero("ci_high"))
    return line.number_of("ci_low"), line.number_of("ci_high")


def _variance_of_p(line: Line, yi: float) -> float:
    p = line.number_of("p")
    if not 0 < p < 1:
        raise line.wrong("p", f"{p:g} does not lie between 0 and 1: no variance comes from it")
    if yi == 0:
        raise line.wrong("p", "no variance comes from p where the effect is 0: give the interval")
    return variance_from_p(yi, p)


def _doubts(line: Line) -> Sequence[str]:
    """Name an interval that does not lie around its effect: an effect that is a ratio, perhaps."""
    if line.says("vi") or line.says("sei") or not line.says("ci_low"):
        return []
    ratio = line.says("ratio") and not line.says("yi")
    low, high = _ends(line, ratio=ratio)
    at = log(line.above_zero("ratio")) if ratio else line.number_of("yi")
    if abs(at - (low + high) / 2) <= OFF_CENTRE * (high - low):
        return []
    hint = "" if ratio else "; a ratio belongs in a column ratio"
    return [f"{line.label}: the effect is not in the middle of its interval{hint}"]
