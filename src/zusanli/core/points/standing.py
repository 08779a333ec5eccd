"""What the precautions in force mean for one point, on one side, and for each method."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import cast

from zusanli.core.findings import SIDES
from zusanli.core.points.point import Point
from zusanli.core.precautions.in_force import InForce
from zusanli.core.precautions.precaution import Effect, Limit, Modality

LIMB = frozenset(
    (
        "hip", "buttock", "groin", "thigh", "knee", "shin",
        "calf", "ankle", "heel", "sole", "top_of_foot", "toes",
    )
)  # fmt: skip
"""A whole leg, hip to toes."""


NARROWER = ("lying", "not_prone", "supine", "side")
"""Words for how a patient may lie, the narrower the later; on the side goes before on the back."""

LIMITS = tuple(each.name for each in fields(Limit))


class Status(StrEnum):
    """What a practitioner may do with a point today."""

    OFFERED = "offered"
    LIMITED = "limited"
    HELD = "held"
    BARRED = "barred"


STATUS = {
    Effect.WARN: Status.OFFERED,
    Effect.LIMIT: Status.LIMITED,
    Effect.HOLD: Status.HELD,
    Effect.BAR: Status.BARRED,
    Effect.WITHHOLD: Status.BARRED,
}


@dataclass(frozen=True, slots=True)
class Standing:
    """What may be done at a point on a side by one method, by which precautions, and how far."""

    status: Status
    by: tuple[InForce, ...]
    limit: Limit


def reaching(point: Point, side: str, precautions: Sequence[InForce]) -> tuple[InForce, ...]:
    """
    Give the precautions that reach this point on this side, by whatever method.

    `side` is left, right, or middle for a point that has none.
    """
    return tuple(each for each in precautions if reaches(each, point, side))


def standing(reaching_it: Sequence[InForce], modality: Modality) -> Standing:
    """
    Give the strictest of what reaches a point, for one method.

    Where several precautions meet, the strongest effect and the smallest of each limit stand.
    """
    by = tuple(each for each in reaching_it if each.concerns(modality))
    limits = [each.precaution.limit for each in by if each.effect is Effect.LIMIT]
    status = STATUS[max((each.effect for each in by), default=Effect.WARN)]
    return Standing(status, by, strictest(limits))


def reaches(each: InForce, point: Point, side: str) -> bool:
    """Whether a precaution in force reaches this point on this side."""
    scope = each.precaution.scope
    if scope.everywhere:
        return True
    placing = point.placing
    return (
        point.code in scope.points
        or point.channel in scope.channels
        or (bool(scope.regions) and any(region in scope.regions for region in point.regions))
        or (scope.joints and placing is not None and bool(placing.joint))
        or (scope.thorax and placing is not None and placing.thorax)
        or _marked(each, point, side)
    )


def strictest(limits: Sequence[Limit]) -> Limit:
    """Join limits: the smallest number, the longer pressing, and whatever word any of them says."""
    joined: dict[str, object] = {}
    for limit in limits:
        for name in LIMITS:
            value = getattr(limit, name)
            if value is not None:
                joined[name] = _stricter(name, joined.get(name), value)
    return Limit(**cast("dict[str, None]", joined))


def _stricter(name: str, one: object, other: object) -> object:
    match one, other:
        case (int() | float(), int() | float()):
            return max(one, other) if name == "press_min" else min(one, other)
        case (str(), str()) if name == "position":
            return max(one, other, key=NARROWER.index)
        case _:
            return other


def _marked(each: InForce, point: Point, side: str) -> bool:
    if not each.marked:
        return False
    sides = (side,) if side in SIDES else SIDES
    if each.precaution.scope.limb_of is not None:
        return not LIMB.isdisjoint(point.regions) and any(
            place.split(".")[0] in sides for place in each.marked
        )
    return any(f"{which}.{region}" in each.marked for which in sides for region in point.regions)
