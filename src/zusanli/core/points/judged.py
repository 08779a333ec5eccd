"""What may be done at one point on one side, for one patient."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from zusanli.core.case.record import Lift
from zusanli.core.points.candidates import Use
from zusanli.core.points.point import Placing, Point, Position, whole_mm
from zusanli.core.points.standing import STATUS, Standing, Status, reaching, standing
from zusanli.core.precautions.in_force import Care, InForce
from zusanli.core.precautions.precaution import Effect, Limit, Modality

MIDDLE = "middle"
BOTH = "both"

NotHere: TypeAlias = tuple[tuple[Modality, Status], ...]
Weighed: TypeAlias = tuple[Standing, NotHere]
"""What stands for the needle where certain precautions reach, and which methods are shut there."""


@dataclass(frozen=True, slots=True)
class PointChoice:
    """
    One point for this patient, on one side or both.

    `named` says that a trial or an article names it. `held_because` is what holds it beyond the
    precautions themselves. `max_cun` and `max_mm` are this patient's limit: mm only where the thumb
    was measured. `in_set` marks the proposal for one position of the patient. `not_here` are the
    other methods that are barred or held there. `lifted` are the reasons that were given for taking
    it although something holds it. `position` is how the patient may lie, for a point of the set
    how the patient lies. `at_all` is what reaches the point by whatever method, and `held_all` that
    nothing may be done today, which no reason lifts.
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
    not_here: NotHere
    lifted: tuple[Lift, ...]
    position: Position | None
    at_all: tuple[InForce, ...] = ()
    held_all: bool = False
    in_set: bool = False

    @property
    def free(self) -> bool:
        """Whether a practitioner may take it today without giving a reason."""
        return self.status in (Status.OFFERED, Status.LIMITED)


@dataclass(frozen=True, slots=True)
class Patient:
    """
    What of the patient bears on points beyond what is wanted.

    `sides` are those of the complaint; `cun_mm` the width of the thumb in mm, None if unmeasured;
    `hold_all` says why nothing may stand above held today, empty if it may. `lifts` are the holds
    that somebody lifted and that are lifted today.
    """

    care: Care
    sides: tuple[str, ...]
    cun_mm: float | None
    first_visit: bool
    hold_all: str
    lifts: tuple[Lift, ...] = ()


class Judging:
    """
    What may be done at the points of one patient.

    Where the same precautions reach, the same stands, so each set of them is weighed once: some 160
    places are asked about in a decision, and a dozen sets reach them.
    """

    def __init__(self, patient: Patient) -> None:
        self._patient = patient
        self._weighed: dict[tuple[bool, tuple[str, ...]], Weighed] = {}

    def at(
        self,
        point: Point,
        side: str,
        *,
        use: Use,
        reasons: tuple[str, ...] = (),
        named: bool = False,
    ) -> PointChoice:
        """Give what may be done at one point on one side today, whatever brought it up."""
        patient = self._patient
        everything = reaching(point, side, patient.care.in_force)
        lifted = tuple(_lifts(point, side, everything, patient))
        reaching_it = _left_by(lifted, everything) if lifted else everything
        held_because = tuple(_held_because(point, patient, lifted))
        needle, not_here = self._weigh(reaching_it, held=bool(held_because))
        held = held_because and needle.status is not Status.BARRED
        max_cun = _max_cun(point.placing, needle.limit)
        return PointChoice(
            point=point,
            side=side,
            status=Status.HELD if held else needle.status,
            use=use,
            reasons=reasons,
            named=named,
            by=needle.by,
            held_because=held_because,
            limit=needle.limit,
            max_cun=max_cun,
            max_mm=_max_mm(max_cun, needle.limit, patient.cun_mm),
            not_here=not_here,
            lifted=lifted,
            position=None if point.placing is None else point.placing.positions[0],
            at_all=reaching_it,
            held_all=bool(patient.hold_all),
        )

    def _weigh(self, reaching_it: tuple[InForce, ...], *, held: bool) -> Weighed:
        together = held, tuple(each.precaution.id for each in reaching_it)
        if together not in self._weighed:
            needle = standing(reaching_it, Modality.NEEDLE)
            not_here = tuple(_not_here(reaching_it, needle, self._patient, held=held))
            self._weighed[together] = needle, not_here
        return self._weighed[together]


def judge(point: Point, side: str, patient: Patient, *, use: Use) -> PointChoice:
    """Give what may be done at a single point on one side today."""
    return Judging(patient).at(point, side, use=use)


def _lifts(
    point: Point, side: str, reaching_it: Sequence[InForce], patient: Patient
) -> Iterator[Lift]:
    """Give the lifts that bear on this point on this side."""
    spot = f"{side}.{point.regions[0]}"
    for lift in patient.lifts:
        if lift.point is None:
            if any(each.lifted_by((lift,)) for each in reaching_it):
                yield lift
        elif lift.point == point.code and lift.place in (None, spot):
            yield lift


def _left_by(lifted: Sequence[Lift], everything: Sequence[InForce]) -> tuple[InForce, ...]:
    return tuple(each for each in everything if each.lifted_by(lifted) is None)


def _held_because(point: Point, patient: Patient, lifted: Sequence[Lift]) -> Iterator[str]:
    if patient.hold_all:
        yield patient.hold_all
    depth = point.placing.depth if point.placing is not None else None
    reasoned = any(each.point is not None for each in lifted)
    if (depth is None or depth.max_cun is None) and not reasoned:
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
