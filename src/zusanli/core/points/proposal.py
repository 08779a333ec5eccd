"""
The set that is proposed of the points that may be chosen: one position, few needles, spread out.

A proposal and no more: the list keeps its order, and a practitioner may choose any of it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from zusanli.core.findings import SIDES
from zusanli.core.points.candidates import ASPECT_CHANNELS
from zusanli.core.points.choosing import Choosing
from zusanli.core.points.judged import BOTH, MIDDLE, Patient, PointChoice
from zusanli.core.points.point import Position
from zusanli.core.precautions.in_force import Care
from zusanli.core.precautions.precaution import Modality

NAIL_CORNER = "jing-well"
MAY_LIE = {
    "not_prone": (Position.SUPINE, Position.SIDE),
    "supine": (Position.SUPINE,),
    "side": (Position.SIDE,),
}


def needle_budget(patient: Patient, choosing: Choosing) -> int:
    """Give the most needles of a set: fewer at a first visit, and where a precaution says so."""
    base = choosing.first_visit_needles_max if patient.first_visit else choosing.needles_max
    limit = needles_limit(patient.care)
    return base if limit is None else min(base, limit)


def needles_limit(care: Care) -> int | None:
    """Give the most needles that a precaution allows; None where none says so."""
    return min(
        (
            each.precaution.limit.needles_max
            for each in care.in_force
            if each.precaution.limit.needles_max is not None
            and each.concerns(Modality.NEEDLE)
            and each.precaution.scope.everywhere
        ),
        default=None,
    )


def best_position(choices: Sequence[PointChoice], budget: int) -> Position | None:
    """
    Choose how the patient lies, among the ways that every limit allows.

    So that most of what a trial or an article names is reached, then most of the first points.
    """
    free = [each for each in choices if each.free]
    allowed = [
        position
        for position in Position
        if all(position in MAY_LIE.get(each.limit.position or "", Position) for each in free)
    ]
    if not free or not allowed:
        return None

    def reached(position: Position) -> tuple[int, int]:
        named = [each for each in free if each.named][:budget]
        return (
            sum(_is_reached(each, position) for each in named),
            sum(_is_reached(each, position) for each in free[:budget]),
        )

    return max(allowed, key=reached)


def _is_reached(choice: PointChoice, position: Position | None) -> bool:
    placing = choice.point.placing
    return placing is not None and position in placing.positions


def on_one_side(choices: Sequence[PointChoice]) -> Iterator[PointChoice]:
    """
    Part what may be taken on both sides.

    Of somebody who lies on the side one leg is up, and a set for that position is of that leg.
    """
    for each in choices:
        yield from (replace(each, side=side) for side in SIDES) if each.side == BOTH else (each,)


def with_set(
    choices: Sequence[PointChoice], position: Position | None, budget: int
) -> Iterator[PointChoice]:
    """
    Mark the set that is proposed: one position, within the budget of needles.

    First what a trial or an article names, then one point of each channel in each part of the
    body: a dozen needles side by side are no treatment that anybody published.
    """
    left = budget
    chosen: set[int] = set()
    taken: set[tuple[str, str]] = set()
    free = [index for index, each in enumerate(choices) if _can_be_taken(each, position)]
    in_turn = sorted(free, key=lambda index: not choices[index].named)
    up = next((choices[each] for each in in_turn if choices[each].side != MIDDLE), None)
    for index in in_turn:
        each = choices[index]
        needles = len(SIDES) if each.side == BOTH else 1
        stretch = (each.point.channel, each.point.regions[0])
        fits = needles <= left and (
            position is not Position.SIDE or up is None or _lies_up_with(each, up)
        )
        if fits and (each.named or stretch not in taken):
            chosen.add(index)
            taken.add(stretch)
            left -= needles
    for index, each in enumerate(choices):
        yield replace(each, in_set=True, position=position) if index in chosen else each


def _lies_up_with(each: PointChoice, first: PointChoice) -> bool:
    """
    Whether two points face up together in somebody who lies on the side.

    With the painful side up the inner side of that leg faces the couch, and of two legs one does.
    """
    inner = [choice.point.channel in ASPECT_CHANNELS["pain_inner_side"] for choice in (each, first)]
    return inner[0] == inner[1] and each.side in (first.side, MIDDLE)


def _can_be_taken(choice: PointChoice, position: Position | None) -> bool:
    """
    Whether the program may propose it.

    Not at the corner of a nail, nor where no depth is sourced: a person chooses those.
    """
    return (
        choice.free
        and choice.max_cun is not None
        and _is_reached(choice, position)
        and NAIL_CORNER not in choice.point.categories
    )
