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
    Use,
    Wanted,
    candidates,
    in_order,
    shared_core,
)
from zusanli.core.points.choosing import Choosing
from zusanli.core.points.point import Placing, Point, Position, whole_mm
from zusanli.core.points.standing import STATUS, Standing, Status, reaching, standing
from zusanli.core.precautions.in_force import Care, InForce
from zusanli.core.precautions.precaution import Effect, Limit, Modality
from zusanli.core.protocol import Protocol

NAIL_CORNER = "jing-well"
MAY_LIE = {
    "not_prone": (Position.SUPINE, Position.SIDE),
    "supine": (Position.SUPINE,),
    "side": (Position.SIDE,),
}
MIDDLE = "middle"
BOTH = "both"


@dataclass(frozen=True, slots=True)
class PointChoice:
    """
    One point for this patient, on one side or both.

    `named` says that a trial or an article names it. `held_because` is what holds it beyond the
    precautions themselves. `max_cun` and `max_mm` are this patient's limit: mm only where the thumb
    was measured. `in_set` marks the proposal for one position of the patient. `not_here` are the
    other methods that are barred or held there.
    """

    point: Point
    side: str
    status: Status
    use: Use
    reasons: tuple[str, ...]
    named: bool
    by: tuple[InForce, ...]
    held_because: tuple[str, ...]
    limit: Limit
    max_cun: float | None
    max_mm: int | None
    not_here: tuple[tuple[Modality, Status], ...]
    in_set: bool = False


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


@dataclass(frozen=True, slots=True)
class Patient:
    """
    What of the patient bears on points beyond what is wanted.

    `sides` are those of the complaint; `cun_mm` the width of the thumb in mm, None if unmeasured;
    `hold_all` says why nothing may stand above held today, empty if it may.
    """

    care: Care
    sides: tuple[str, ...]
    cun_mm: float | None
    first_visit: bool
    hold_all: str
    lifted_precautions: frozenset[str] = frozenset()
    lifted_points: frozenset[str] = frozenset()


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
    judged = [choice for candidate in found for choice in _on_each_side(candidate, patient)]
    judged += [_sore_spot(place, patient, trials) for place in wanted.tender]
    open_to_choice = [each for each in judged if each.status is not Status.BARRED]
    # What a practitioner may take today goes before what needs a reason, and last what needs one
    # in everybody; order is kept in each.
    open_to_choice.sort(key=lambda each: (each.status is Status.HELD, _held_in_everybody(each)))
    budget = _budget(patient, choosing)
    position = _position(open_to_choice, budget)
    return Choice(
        points=tuple(_with_set(open_to_choice, position, budget)),
        barred=tuple(each for each in judged if each.status is Status.BARRED),
        naming=len(trials.naming),
        silent=trials.silent,
        ranked=len(trials.naming) >= choosing.least_trials,
        position=position,
        needles_max=budget,
        shared_core=shared_core(protocols, wanted.conditions),
    )


def _sore_spot(place: str, patient: Patient, trials: Trials) -> PointChoice:
    side, region = place.split(".")
    judged = judge(ashi_in(region), side, patient, use=trials.use_of(ASHI))
    where = region.replace("_", " ")
    return replace(judged, reasons=(f"the sore spot itself, where it was marked: {where}",))


def _held_in_everybody(choice: PointChoice) -> bool:
    placing = choice.point.placing
    unsourced = placing is None or placing.depth.max_cun is None
    return unsourced or any(
        each.precaution.for_everybody and each.effect is Effect.HOLD for each in choice.by
    )


def judge(point: Point, side: str, patient: Patient, *, use: Use) -> PointChoice:
    """Give what may be done at one point on one side today, whatever brought it up."""
    in_force = [each for each in patient.care.in_force if not _lifted(each, patient)]
    reaching_it = reaching(point, side, in_force)
    needle = standing(reaching_it, Modality.NEEDLE)
    held_because = tuple(_held_because(point, patient))
    held = held_because and needle.status is not Status.BARRED
    max_cun = _max_cun(point.placing, needle.limit)
    return PointChoice(
        point=point,
        side=side,
        status=Status.HELD if held else needle.status,
        use=use,
        reasons=(),
        named=False,
        by=needle.by,
        held_because=held_because,
        limit=needle.limit,
        max_cun=max_cun,
        max_mm=_max_mm(max_cun, needle.limit, patient.cun_mm),
        not_here=tuple(_not_here(reaching_it, needle, patient, held=bool(held_because))),
    )


def _lifted(each: InForce, patient: Patient) -> bool:
    """Only a hold is lifted by a reason and a name; a bar is not."""
    return each.effect is Effect.HOLD and each.precaution.id in patient.lifted_precautions


def _held_because(point: Point, patient: Patient) -> Iterator[str]:
    if patient.hold_all:
        yield patient.hold_all
    depth = point.placing.depth if point.placing is not None else None
    if (depth is None or depth.max_cun is None) and point.code not in patient.lifted_points:
        yield (depth.missing_because if depth is not None else "") or "no depth is sourced for it"


def _not_here(
    reaching_it: Sequence[InForce], needle: Standing, patient: Patient, *, held: bool
) -> Iterator[tuple[Modality, Status]]:
    """
    Say which other methods are barred or held.

    What pierces goes with the needle; a needle that may not stay in rules out those that do; and
    while nobody is to be needled at all, nothing else is done either.
    """
    worst = dict.fromkeys(Modality, Effect.HOLD if patient.hold_all else Effect.WARN)
    for each in reaching_it:
        for modality in each.precaution.scope.modalities:
            worst[modality] = max(worst[modality], each.effect)
    pierced = max(worst[Modality.NEEDLE], Effect.HOLD if held else Effect.WARN)
    for modality in (Modality.PRESS_NEEDLE, Modality.ELECTRO):
        worst[modality] = max(worst[modality], pierced if pierced >= Effect.HOLD else Effect.WARN)
    if needle.limit.retained is False:
        worst[Modality.PRESS_NEEDLE] = max(worst[Modality.PRESS_NEEDLE], Effect.BAR)
    for modality, effect in worst.items():
        if modality is not Modality.NEEDLE and effect >= Effect.HOLD:
            yield modality, STATUS[effect]


def _max_cun(placing: Placing | None, limit: Limit) -> float | None:
    sourced = placing.depth.max_cun if placing is not None else None
    if sourced is None or limit.max_cun is None:
        return sourced
    return min(sourced, limit.max_cun)


def _max_mm(max_cun: float | None, limit: Limit, cun_mm: float | None) -> int | None:
    """Give the limit in mm; without a thumb only a limit that is in mm itself."""
    if max_cun is None:
        return None
    lengths = [] if cun_mm is None else [whole_mm(max_cun, cun_mm=cun_mm)]
    if limit.max_mm is not None:
        lengths.append(int(limit.max_mm))
    return min(lengths, default=None)


def _on_each_side(candidate: Candidate, patient: Patient) -> Iterator[PointChoice]:
    point = candidate.point
    if not point.sided:
        yield _reasoned(judge(point, MIDDLE, patient, use=candidate.use), candidate)
        return
    sides = patient.sides or SIDES
    judged = {side: judge(point, side, patient, use=candidate.use) for side in SIDES}
    chosen = [_reasoned(judged[side], candidate) for side in sides]
    for side in SIDES:
        # Where the painful side may not be needled, its twin on the sound one comes into question;
        # but no needle goes into a sound joint for that.
        if side not in sides and not _has_joint(point) and all(map(_is_shut, chosen)):
            twin = replace(judged[side], reasons=("the other side, since this one may not be",))
            chosen.append(replace(twin, named=candidate.named))
    yield from _joined(chosen)


def _has_joint(point: Point) -> bool:
    return point.placing is not None and bool(point.placing.joint)


def _is_shut(choice: PointChoice) -> bool:
    """Whether a side is barred, or held by something that lies on that side only."""
    return choice.status is Status.BARRED or any(
        each.effect is Effect.HOLD and each.precaution.scope.places_finding is not None
        for each in choice.by
    )


def _reasoned(choice: PointChoice, candidate: Candidate, *more: str) -> PointChoice:
    reasons = (*more, *candidate.grounds.values())
    return replace(choice, reasons=reasons, named=candidate.named)


def _joined(chosen: list[PointChoice]) -> Iterator[PointChoice]:
    """Say both sides in one line where nothing tells them apart."""
    if len(chosen) == len(SIDES) and replace(chosen[0], side="") == replace(chosen[1], side=""):
        yield replace(chosen[0], side=BOTH)
        return
    yield from chosen


def _budget(patient: Patient, choosing: Choosing) -> int:
    base = choosing.first_visit_needles_max if patient.first_visit else choosing.needles_max
    limits = [
        each.precaution.limit.needles_max
        for each in patient.care.in_force
        if each.precaution.limit.needles_max is not None
        and each.concerns(Modality.NEEDLE)
        and each.precaution.scope.everywhere
    ]
    return min([base, *limits])


def _position(choices: Sequence[PointChoice], budget: int) -> Position | None:
    """
    Choose how the patient lies, among the ways that every limit allows.

    So that most of what a trial or an article names is reached, then most of the first points.
    """
    free = [each for each in choices if each.status in (Status.OFFERED, Status.LIMITED)]
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


def _with_set(
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
    in_turn = sorted(range(len(choices)), key=lambda index: not choices[index].named)
    for index in in_turn:
        each = choices[index]
        needles = len(SIDES) if each.side == BOTH else 1
        stretch = (each.point.channel, each.point.regions[0])
        fits = _can_be_taken(each, position) and needles <= left
        if fits and (each.named or stretch not in taken):
            chosen.add(index)
            taken.add(stretch)
            left -= needles
    for index, each in enumerate(choices):
        yield replace(each, in_set=index in chosen)


def _can_be_taken(choice: PointChoice, position: Position | None) -> bool:
    """Whether the program may propose it: not at the corner of a nail, which a person chooses."""
    return (
        choice.status in (Status.OFFERED, Status.LIMITED)
        and _is_reached(choice, position)
        and NAIL_CORNER not in choice.point.categories
    )
