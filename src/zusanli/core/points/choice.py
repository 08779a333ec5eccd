"""
The points for one patient: which are offered, which only with a reason, and which not.

No trial gives an effect for a single point, so nothing here pretends to find the best ones. What
is chosen follows from published prescriptions, the place of the pain and the tradition; what is
left out follows from the precautions.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from zusanli.core.findings import SIDES
from zusanli.core.points.ashi import ASHI, ashi_in
from zusanli.core.points.candidates import (
    ArticlePoint,
    Candidate,
    Trials,
    Wanted,
    candidates,
    in_order,
    shared_core,
)
from zusanli.core.points.choosing import Choosing
from zusanli.core.points.judged import BOTH, MIDDLE, Judging, Patient, PointChoice
from zusanli.core.points.point import Point, Position
from zusanli.core.points.proposal import best_position, needle_budget, on_one_side, with_set
from zusanli.core.points.standing import Status
from zusanli.core.precautions.precaution import Effect
from zusanli.core.protocol import Protocol


@dataclass(frozen=True, slots=True)
class Choice:
    """
    All points that come into question; `barred` ones are kept apart from `points`.

    `shared_core` are those that the trials of every condition used, where there are several.
    """

    points: tuple[PointChoice, ...]
    barred: tuple[PointChoice, ...]
    naming: int
    silent: int
    ranked: bool
    position: Position | None
    needles_max: int
    shared_core: tuple[str, ...]


def choose(
    wanted: Wanted,
    patient: Patient,
    *,
    points: Mapping[str, Point],
    protocols: Sequence[Protocol],
    articles: Sequence[ArticlePoint],
    choosing: Choosing,
) -> Choice:
    """Give the points for a patient in order, each with its reasons and what holds it back."""
    trials = Trials(protocols, wanted.conditions)
    found = in_order(
        candidates(wanted, trials, points, articles), trials, least_trials=choosing.least_trials
    )
    judging = Judging(patient)
    sides = patient.sides or SIDES
    judged = [choice for candidate in found for choice in _on_each_side(candidate, judging, sides)]
    judged += [_sore_spot(place, judging, trials) for place in wanted.tender]
    open_to_choice = [each for each in judged if each.status is not Status.BARRED]
    # What a practitioner may take today goes before what needs a reason, and last what needs one
    # in everybody; order is kept in each.
    open_to_choice.sort(key=lambda each: (each.status is Status.HELD, _held_in_everybody(each)))
    budget = needle_budget(patient, choosing)
    position = best_position(open_to_choice, budget)
    if position is Position.SIDE:
        open_to_choice = list(on_one_side(open_to_choice))
    return Choice(
        points=tuple(with_set(open_to_choice, position, budget)),
        barred=tuple(each for each in judged if each.status is Status.BARRED),
        naming=len(trials.naming),
        silent=trials.silent,
        ranked=len(trials.naming) >= choosing.least_trials,
        position=position,
        needles_max=budget,
        shared_core=shared_core(protocols, wanted.conditions),
    )


def _sore_spot(place: str, judging: Judging, trials: Trials) -> PointChoice:
    side, region = place.split(".")
    why = f"the sore spot itself, where it was marked: {region.replace('_', ' ')}"
    return judging.at(ashi_in(region), side, use=trials.use_of(ASHI), reasons=(why,))


def _held_in_everybody(choice: PointChoice) -> bool:
    placing = choice.point.placing
    unsourced = placing is None or placing.depth.max_cun is None
    return unsourced or any(
        each.precaution.for_everybody and each.effect is Effect.HOLD for each in choice.by
    )


def _on_each_side(
    candidate: Candidate, judging: Judging, sides: Sequence[str]
) -> Iterator[PointChoice]:
    point = candidate.point
    grounds = tuple(candidate.grounds.values())

    def on(side: str, reasons: tuple[str, ...]) -> PointChoice:
        return judging.at(point, side, use=candidate.use, reasons=reasons, named=candidate.named)

    if not point.sided:
        yield on(MIDDLE, grounds)
        return
    chosen = [on(side, grounds) for side in sides]
    for side in SIDES:
        # Where the painful side may not be needled, its twin on the sound one comes into question;
        # but no needle goes into a sound joint for that.
        if side not in sides and not _has_joint(point) and all(map(_is_shut, chosen)):
            chosen.append(on(side, ("the other side, since this one may not be",)))
    yield from _joined(chosen)


def _has_joint(point: Point) -> bool:
    return point.placing is not None and bool(point.placing.joint)


def _is_shut(choice: PointChoice) -> bool:
    """Whether a side is barred, or held by something that lies on that side only."""
    return choice.status is Status.BARRED or any(
        each.effect is Effect.HOLD and each.precaution.scope.places_finding is not None
        for each in choice.by
    )


def _joined(chosen: list[PointChoice]) -> Iterator[PointChoice]:
    """Say both sides in one line where nothing tells them apart."""
    if len(chosen) == len(SIDES):
        one, other = (replace(each, side=BOTH) for each in chosen)
        if one == other:
            yield one
            return
    yield from chosen
