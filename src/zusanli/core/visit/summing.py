"""From the chart of a visit to the visit that a patient takes home on paper."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from zusanli.core.visit.chart import Batch, Chart, Needle
from zusanli.core.visit.visit import Needled, SideEffect, Visit

A_MINUTE = 60


@dataclass(frozen=True, slots=True)
class About:
    """What a chart does not say of its visit; `told` are the words of the advice."""

    on: datetime
    number: int
    practitioner: str
    told: tuple[str, ...]
    next_visit: date | None


def summed(chart: Chart, about: About) -> Visit:
    """
    Sum a chart up.

    A position in which no needle was charted and nobody counted had none in and none out; where
    needles are charted, what nobody counted stays not counted.
    """
    used = [each for each in chart.batches if each.inserted is not None or _has(each, chart)]
    return Visit(
        on=about.on,
        number=about.number,
        practitioner=about.practitioner,
        setting=chart.setting,
        needled=tuple(_needled(each, chart.batch(each.batch)) for each in chart.needles),
        inserted=_sum(each.inserted for each in used),
        removed=_sum(_removed(each) for each in used),
        side_effects=tuple(SideEffect(each.event, each.severity) for each in chart.effects or ()),
        told=about.told,
        next_visit=about.next_visit,
        left_in=tuple(left for each in chart.batches for left in each.left_in),
    )


def _has(batch: Batch, chart: Chart) -> bool:
    return bool(chart.of_batch(batch.number))


def _removed(batch: Batch) -> int | None:
    """Count those that came out; where all of them stay in on purpose nobody has to count."""
    if batch.removed is None and batch.unaccounted == 0:
        return 0
    return batch.removed


def _sum(counts: Iterable[int | None]) -> int | None:
    known = list(counts)
    return None if None in known else sum(each for each in known if each is not None)


def _needled(needle: Needle, batch: Batch | None) -> Needled:
    retained = None if batch is None else batch.retained
    return Needled(
        code=needle.code,
        side=needle.side,
        depth_mm=needle.depth_mm,
        minutes=None if retained is None else round(retained.total_seconds() / A_MINUTE),
        felt=needle.felt,
        place=needle.place,
    )
