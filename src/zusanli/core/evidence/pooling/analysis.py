"""Everything that was asked of one table: the pooled effect, and what was asked for beside it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from zusanli.core.evidence.pooling.between import Method
from zusanli.core.evidence.pooling.counted import CountMethod, pool_counts
from zusanli.core.evidence.pooling.henmi_copas import HenmiCopas, henmi_copas
from zusanli.core.evidence.pooling.pooled import HowTested, Pooled, pool, refuse_too_few
from zusanli.core.evidence.pooling.reading import Read
from zusanli.core.evidence.pooling.regression import Egger, Regression, egger, regress
from zusanli.core.evidence.pooling.sensitivity import (
    Step,
    TrimAndFill,
    cumulative,
    leave_one_out,
    trim_and_fill,
)
from zusanli.core.evidence.pooling.studies import Measure
from zusanli.errors import InputError

FEW_FOR_EGGER = 10
"""Below ten studies Egger's test finds little (Cochrane Handbook 13.3.5.4)."""


class Beside(StrEnum):
    """What may be asked for beside the pooled effect."""

    EGGER = "egger"
    TRIM_AND_FILL = "trim-and-fill"
    LEAVE_ONE_OUT = "leave-one-out"
    CUMULATIVE = "cumulative"
    HENMI_COPAS = "henmi-copas"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is wanted of a table. `by` is a covariate."""

    measure: Measure = Measure.GENERIC
    method: Method | CountMethod = Method.REML
    test: HowTested = HowTested.Z
    beside: frozenset[Beside] = frozenset()
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Analysis:
    """The answers; what was not asked for, or cannot be told from so few, is None or empty."""

    asked: Asked
    read: Read
    pooled: Pooled
    egger: Egger | None
    trim_and_fill: TrimAndFill | None
    leave_one_out: tuple[Step, ...]
    cumulative: tuple[Step, ...]
    henmi_copas: HenmiCopas | None
    regression: Regression | None

    @property
    def notes(self) -> tuple[str, ...]:
        """What whoever reads the numbers should know of them, in plain words."""
        return tuple(_notes(self))


def analyse(read: Read, asked: Asked) -> Analysis:
    """
    Answer all that was asked.

    Raises:
        InputError: too few studies, or a wish that does not go with the method.
    """
    studies, method, test = read.studies, asked.method, asked.test
    refuse_too_few(studies, test)
    if isinstance(method, CountMethod):
        _refuse_beside(asked)
        pooled = pool_counts(studies, measure=asked.measure, method=method)
        return Analysis(asked, read, pooled, None, None, (), (), None, None)
    wanted, by = asked.beside, [each.x for each in studies if each.x is not None]
    return Analysis(
        asked=asked,
        read=read,
        pooled=pool(studies, method=method, test=test),
        egger=egger(studies) if Beside.EGGER in wanted else None,
        trim_and_fill=(
            trim_and_fill(studies, method=method, test=test)
            if Beside.TRIM_AND_FILL in wanted
            else None
        ),
        leave_one_out=(
            leave_one_out(studies, method=method, test=test)
            if Beside.LEAVE_ONE_OUT in wanted
            else ()
        ),
        cumulative=(
            cumulative(studies, method=method, test=test) if Beside.CUMULATIVE in wanted else ()
        ),
        henmi_copas=henmi_copas(studies) if Beside.HENMI_COPAS in wanted else None,
        regression=regress(studies, by, method=method, test=test) if asked.by else None,
    )


def _refuse_beside(asked: Asked) -> None:
    if asked.test is not HowTested.Z:
        raise InputError("--test", f"{asked.method} is tested by z alone")
    if asked.beside or asked.by:
        raise InputError(
            "--also, --by", f"go with a variance of each study, not with {asked.method}; use reml"
        )


def _notes(analysis: Analysis) -> Iterator[str]:
    pooled, asked = analysis.pooled, analysis.asked
    yield from analysis.read.doubts
    if pooled.k == 1:
        yield "One study: nothing was pooled, and nothing can be said of differences."
    if pooled.effect.statistic is None:
        yield "All effects are the same: hksj has no error to test with; use z."
    if pooled.tau2 == 0 and asked.method is not Method.EE:
        yield "tau2 is at its lower limit, 0. That is no proof that the studies agree."
    if pooled.tau2_ci and pooled.tau2_ci.high == 0:
        yield "The studies agree more than chance would have it: the interval of tau2 is empty."
    if analysis.egger and pooled.k < FEW_FOR_EGGER:
        yield f"Egger's test finds little below {FEW_FOR_EGGER} studies."
    yield from _lacking(analysis)


def _lacking(analysis: Analysis) -> Iterator[str]:
    """Name what was asked for and cannot be told."""
    asked = analysis.asked
    answers: Sequence[tuple[Beside, object]] = (
        (Beside.EGGER, analysis.egger),
        (Beside.TRIM_AND_FILL, analysis.trim_and_fill),
        (Beside.LEAVE_ONE_OUT, analysis.leave_one_out),
        (Beside.HENMI_COPAS, analysis.henmi_copas),
    )
    for beside, answer in answers:
        if beside in asked.beside and not answer:
            yield f"{beside} cannot be told from these studies."
    if asked.by and analysis.regression is None:
        yield f"No line along {asked.by}: it needs three studies that differ in it."
