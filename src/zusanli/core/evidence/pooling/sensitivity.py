"""What becomes of a pooled effect without a study, study by study, or with those that lack."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from zusanli.core.evidence.pooling.between import Method
from zusanli.core.evidence.pooling.pooled import HowTested, Pooled, pool
from zusanli.core.evidence.pooling.regression import leans
from zusanli.core.evidence.pooling.studies import Study

MOST_ROUNDS = 100


@dataclass(frozen=True, slots=True)
class Step:
    """A pooled effect, and the study that was left out or came last."""

    study: str
    pooled: Pooled


@dataclass(frozen=True, slots=True)
class TrimAndFill:
    """
    What the effect would be if the funnel were even (Duval and Tweedie 2000, estimator L0).

    `missing` studies are thought to lack on that `side`; `pooled` has them filled in.
    """

    missing: int
    side: str
    pooled: Pooled


def leave_one_out(studies: Sequence[Study], *, method: Method, test: HowTested) -> tuple[Step, ...]:
    """Pool again without each study in turn; empty where nothing would be left to test."""
    if len(studies) < (3 if test is HowTested.HKSJ else 2):
        return ()
    return tuple(
        Step(
            each.label,
            pool([*studies[:at], *studies[at + 1 :]], method=method, test=test, whole=False),
        )
        for at, each in enumerate(studies)
    )


def cumulative(studies: Sequence[Study], *, method: Method, test: HowTested) -> tuple[Step, ...]:
    """Pool the first study, the first two, and so on, in the order given; one alone by z."""
    return tuple(
        Step(
            each.label,
            pool(studies[: at + 1], method=method, test=test if at else HowTested.Z, whole=False),
        )
        for at, each in enumerate(studies)
    )


def trim_and_fill(
    studies: Sequence[Study], *, method: Method, test: HowTested
) -> TrimAndFill | None:
    """
    Fill the emptier side of the funnel; None for one study.

    It is one way to ask how much would have to be missing, and not a corrected result.

    The side is that which a line through the standard errors shows, as metafor chooses it.
    """
    if len(studies) < 2:  # noqa: PLR2004 - one study has no side
        return None
    side = "right" if leans(studies, method) < 0 else "left"
    sign = -1 if side == "right" else 1
    turned = sorted(
        (replace(each, yi=sign * each.yi, counts=None) for each in studies), key=lambda it: it.yi
    )
    missing, centre = _missing(turned, method)
    filled = [
        replace(each, label=f"filled {number}", yi=sign * (2 * centre - each.yi))
        for number, each in enumerate(turned[len(turned) - missing :], start=1)
    ]
    return TrimAndFill(missing, side, pool([*studies, *filled], method=method, test=test))


def _missing(turned: Sequence[Study], method: Method) -> tuple[int, float]:
    """Give how many lack on the left, and around which effect, until it no longer changes."""
    k, missing, before, centre = len(turned), 0, -1, 0.0
    for _ in range(MOST_ROUNDS):
        if missing == before:
            break
        before = missing
        left = pool(turned[: k - missing], method=method, test=HowTested.Z, whole=False)
        centre = left.effect.estimate
        ranked = sorted(turned, key=lambda it: abs(it.yi - centre))
        right = sum(rank for rank, it in enumerate(ranked, start=1) if it.yi > centre)
        missing = max(0, round((4 * right - k * (k + 1)) / (2 * k - 1)))
    return missing, centre
