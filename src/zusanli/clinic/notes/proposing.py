"""
What could be needled today: the points of last time, or those of a plan that was signed since.

It is a proposal. Nothing of it is charted before somebody presses, and what today's decision does
not allow is shown with its reason.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from zusanli.clinic.notes.last_time import LastTime, last_time
from zusanli.clinic.notes.models import Note
from zusanli.clinic.plans.models import Plan
from zusanli.clinic.plans.signing import plan_of
from zusanli.core.decide import Decision
from zusanli.core.findings import SIDES
from zusanli.core.points.judged import BOTH
from zusanli.core.points.point import Position
from zusanli.core.visit.allowing import (
    Refusal,
    longest_stay,
    point_at,
    refusals,
    within_limits,
)
from zusanli.core.visit.chart import Chart, Needle
from zusanli.core.visit.entries import Placed
from zusanli.core.visit.fitting import Fitted, Wanted, fit, positions_of

Lies = Mapping[str, tuple[Position, float | None]]
"""How the patient lay for a point last time, and for how many minutes the needles were to stay."""


class Source(StrEnum):
    """Where a proposal comes from."""

    LAST_TIME = "last_time"
    PLAN = "plan"


@dataclass(frozen=True, slots=True)
class Proposed:
    """One needle that could be charted, and what stands in its way today."""

    wanted: Wanted
    refused: tuple[Refusal, ...]

    @property
    def id(self) -> str:
        """The point, its side and place, by which it is ticked."""
        needle = self.wanted.needle
        return f"{needle.code}|{needle.side}|{needle.place or ''}"

    @property
    def with_reason(self) -> bool:
        """Whether a named practitioner may take it all the same, and says why."""
        return bool(self.refused) and all(each.with_reason for each in self.refused)


@dataclass(frozen=True, slots=True)
class Proposal:
    """What could be needled, where that comes from, by whom and when."""

    source: Source
    by: str
    at: datetime
    needles: tuple[Proposed, ...]

    @property
    def free(self) -> tuple[Proposed, ...]:
        """Give what nothing stands in the way of."""
        return tuple(each for each in self.needles if not each.refused)


def proposal(note: Note, chart: Chart, decision: Decision) -> Proposal | None:
    """Give what could be needled and is not charted yet; None where nothing is known."""
    last, plan = last_time(note), plan_of(note.patient)
    if plan is not None and (last is None or plan.at > last.note.begun_at):
        source, by, at = Source.PLAN, plan.by, plan.at
        needles = tuple(_of_plan(plan, last))
    elif last is not None:
        source, by, at = Source.LAST_TIME, last.note.practitioner.called, last.note.begun_at
        needles = tuple(replace(each, felt=None) for each in last.chart.needles)
    else:
        return None
    lay = _lay(last) if last else {}
    left = [each for each in needles if not _is_charted(each, chart)]
    wanted = [_wanted(within_limits(each, decision), lay, decision) for each in left]
    return Proposal(source, by, at, tuple(_judged(wanted, chart, decision)))


def taken(of: Iterable[Proposed], key: UUID, chart: Chart) -> Fitted:
    """Give each needle that is taken a row of its own, and its batch."""
    wanted = [each.wanted for each in of]
    rows = [
        replace(each, needle=replace(each.needle, row=f"{key}-{index}"))
        for index, each in enumerate(wanted)
    ]
    return fit(rows, chart)


def _of_plan(plan: Plan, last: LastTime | None) -> Iterator[Needle]:
    """Give the points of a plan, each as it was needled last time where it was."""
    before = {_which(each): each for each in last.chart.needles} if last else {}
    for each in plan.points:
        new = Needle("", 1, each["code"], each["side"], each.get("place"))
        yield replace(before.get(_which(new), new), felt=None)


def _lay(last: LastTime) -> Lies:
    return {
        _which(each): (batch.position, batch.retain_minutes)
        for each in last.chart.needles
        if (batch := last.chart.batch(each.batch)) is not None
    }


def _which(needle: Needle) -> str:
    return f"{needle.code} {needle.side} {needle.place}"


def _wanted(needle: Needle, lay: Lies, decision: Decision) -> Wanted:
    if (before := lay.get(_which(needle))) is not None:
        position, minutes = before
        return Wanted(needle, (position,), minutes)
    in_set = decision.choice.points if decision.choice else ()
    proposed = next(
        (each.position for each in in_set if each.in_set and each.point.code == needle.code), None
    )
    possible = positions_of(point_at(needle.code, needle.place, decision.book))
    first = (proposed,) if proposed in possible and proposed is not None else ()
    return Wanted(needle, tuple(dict.fromkeys((*first, *possible))))


def _judged(wanted: list[Wanted], chart: Chart, decision: Decision) -> Iterator[Proposed]:
    """Judge each, and let the needles of a position stay no longer than the shortest of them."""
    for each in wanted:
        beside = [one.needle for one in wanted if one.positions[0] is each.positions[0]]
        most, stay = longest_stay(beside, decision), each.retain_minutes
        if most is not None:
            stay = most if stay is None else min(stay, most)
        refused = tuple(
            refusals(Placed((replace(each.needle, batch=0),)), chart=chart, decision=decision)
        )
        yield Proposed(replace(each, retain_minutes=stay), refused)


def _is_charted(needle: Needle, chart: Chart) -> bool:
    sides = _sides(needle)
    return any(
        each.code == needle.code
        and each.place == needle.place
        and not sides.isdisjoint(_sides(each))
        for each in chart.needles
    )


def _sides(needle: Needle) -> frozenset[str]:
    return frozenset(SIDES if needle.side == BOTH else (needle.side,))
