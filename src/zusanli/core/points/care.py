"""What the precautions in force mean for one point on one side."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from zusanli.core.findings import SIDES
from zusanli.core.points.point import Point
from zusanli.core.precautions.in_force import InForce
from zusanli.core.precautions.precaution import Effect, Scope

NEEDLE = "needle"


class Status(StrEnum):
    """What a practitioner may do with a point today."""

    OFFERED = "offered"
    LIMITED = "limited"
    HELD = "held"
    BARRED = "barred"


@dataclass(frozen=True, slots=True)
class Care:
    """The status of a point on one side, what brought it about, and the depth that is left."""

    status: Status
    by: tuple[InForce, ...]
    max_cun: float | None
    no_sourced_depth: bool


def care_for(
    point: Point, side: str, precautions: Sequence[InForce], *, hold_all: bool = False
) -> Care:
    """
    Give the strictest of what applies to needling this point on this side.

    A point without a sourced depth is held, and `hold_all` holds every point: so it is while a
    serious flag is open.
    """
    by = tuple(each for each in precautions if reaches(each, point, side))
    effect = max((each.effect for each in by), default=Effect.WARN)
    unsourced = point.depth.max_cun is None
    if effect >= Effect.BAR:
        status = Status.BARRED
    elif effect is Effect.HOLD or unsourced or hold_all:
        status = Status.HELD
    else:
        status = Status.LIMITED if effect is Effect.LIMIT else Status.OFFERED
    return Care(status, by, _deepest(point, by), unsourced)


def reaches(each: InForce, point: Point, side: str) -> bool:
    """Whether a precaution in force applies to needling this point on this side."""
    scope = each.precaution.scope
    if NEEDLE not in scope.methods:
        return False
    return (
        scope.everywhere
        or point.code in scope.points
        or point.region in scope.regions
        or point.channel in scope.channels
        or (bool(point.joint) and point.joint in scope.joints)
        or (scope.thorax and point.thorax)
        or _in_marked_places(scope, each, point, side)
    )


def _in_marked_places(scope: Scope, each: InForce, point: Point, side: str) -> bool:
    if scope.regions_of is None:
        return False
    marked = each.known.get(scope.regions_of)
    if not isinstance(marked, frozenset):
        # Nobody has said where: it can be anywhere.
        return True
    return any(f"{which}.{point.region}" in marked for which in _sides(point, side))


def _sides(point: Point, side: str) -> Iterator[str]:
    yield from (side,) if point.sided and side in SIDES else SIDES


def _deepest(point: Point, by: Sequence[InForce]) -> float | None:
    limits = [
        each.precaution.limit.max_cun for each in by if each.precaution.limit.max_cun is not None
    ]
    return None if point.depth.max_cun is None else min([point.depth.max_cun, *limits])
