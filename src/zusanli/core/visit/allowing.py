"""
Whether today's decision allows what is about to be charted, and why not.

What was counted is never refused: a count is a fact. What is planned for a patient is refused where
a precaution bars it, and needs a reason where one holds it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from zusanli.core.decide import Decision
from zusanli.core.facts import gather
from zusanli.core.findings import SIDES
from zusanli.core.plan import patient
from zusanli.core.points.ashi import ASHI, ashi_in
from zusanli.core.points.candidates import Use
from zusanli.core.points.judged import BOTH, Patient, PointChoice, judge
from zusanli.core.points.point import Point
from zusanli.core.points.standing import LIMB, Status, reaching, standing
from zusanli.core.precautions.in_force import InForce
from zusanli.core.precautions.precaution import Effect, Modality
from zusanli.core.rulebook import RuleBook
from zusanli.core.visit.chart import Chart, Electro, Needle, Warmed, Warmth
from zusanli.core.visit.entries import Entry, Placed, Positioned

METHODS = {
    Warmth.DIRECT_MOXA: Modality.MOXA,
    Warmth.INDIRECT_MOXA: Modality.MOXA,
    Warmth.MOXA_STICK: Modality.MOXA,
    Warmth.NEEDLE_MOXA: Modality.MOXA,
    Warmth.LAMP: Modality.HEAT,
    Warmth.HOT_PACK: Modality.HEAT,
    Warmth.CUPPING: Modality.CUPPING,
    Warmth.ACUPRESSURE: Modality.ACUPRESSURE,
}
ARM = frozenset(("arm", "hand"))
NO_NEEDLE_TODAY = "nothing goes in while a serious flag or an examination is open"


@dataclass(frozen=True, slots=True)
class Refusal:
    """
    Why something may not be done.

    `at` is the point or method that is meant, `because` what stands in the way, by title or words.
    `with_reason` says that a named practitioner may do it all the same and writes why.
    """

    at: str
    because: tuple[str, ...]
    with_reason: bool


def refusals(entry: Entry, *, chart: Chart, decision: Decision) -> Iterator[Refusal]:
    """Give all that stands in the way of an entry today."""
    match entry:
        case Placed():
            if not decision.triage.may_needle:
                yield Refusal("needle", (NO_NEEDLE_TODAY,), with_reason=False)
                return
            for needle in entry.needles:
                yield from _of_needle(needle, decision)
        case Positioned():
            yield from _of_retention(entry, chart, decision)
        case Electro():
            yield from _of_current(entry, chart, decision)
        case Warmed():
            yield from _of_warmth(entry, decision)
        case _:
            return


def choices_at(
    code: str, side: str, place: str | None, decision: Decision
) -> tuple[PointChoice, ...]:
    """Judge any point on its side or sides today, whether a plan names it or not."""
    today, point = _patient(decision), point_at(code, place, decision.book)
    sides = SIDES if side == BOTH else (side,)
    return tuple(judge(point, each, today, use=Use(0, 0)) for each in sides)


def point_at(code: str, place: str | None, book: RuleBook) -> Point:
    """Give a point by its code, or the sore spot of a place."""
    if code == ASHI and place is not None:
        return ashi_in(place.split(".")[1])
    return book.points[code]


def _patient(decision: Decision) -> Patient:
    return patient(
        facts=gather(decision.case, decision.book),
        triage=decision.triage,
        care=decision.care,
        lifts=tuple(each.lift for each in decision.lifts if each.void_because is None),
    )


def _of_needle(needle: Needle, decision: Decision) -> Iterator[Refusal]:
    name = f"{needle.place} {needle.code}" if needle.place else f"{needle.code} {needle.side}"
    for each in choices_at(needle.code, needle.side, needle.place, decision):
        if not each.free:
            yield Refusal(name, _why(each), with_reason=each.status is Status.HELD)
        deepest = each.max_mm
        if deepest is not None and needle.depth_mm is not None and needle.depth_mm > deepest:
            because = f"{needle.depth_mm:g} mm is deeper than {deepest} mm, the limit here"
            yield Refusal(name, (because,), with_reason=False)
        gauge = each.limit.gauge_mm
        if gauge is not None and needle.gauge_mm is not None and needle.gauge_mm > gauge:
            because = f"{needle.gauge_mm:g} mm is thicker than {gauge:g} mm, the limit here"
            yield Refusal(name, (because,), with_reason=False)
        if needle.press and (status := _beside_needle(each, Modality.PRESS_NEEDLE)):
            yield Refusal(f"{name} press needle", _why(each), with_reason=status is Status.HELD)


def _beside_needle(choice: PointChoice, modality: Modality) -> Status | None:
    return dict(choice.not_here).get(modality)


def _why(choice: PointChoice) -> tuple[str, ...]:
    titles = (each.precaution.title for each in choice.by if each.effect >= Effect.HOLD)
    return tuple(dict.fromkeys((*choice.held_because, *titles)))


def _of_retention(entry: Positioned, chart: Chart, decision: Decision) -> Iterator[Refusal]:
    if entry.retain_minutes is None:
        return
    limits = [
        most
        for needle in chart.of_batch(entry.batch)
        for each in choices_at(needle.code, needle.side, needle.place, decision)
        if (most := each.limit.retention_max_min) is not None
    ]
    if limits and entry.retain_minutes > min(limits):
        because = f"needles stay in for {min(limits)} minutes at most today"
        yield Refusal("retention", (because,), with_reason=False)


def _of_current(entry: Electro, chart: Chart, decision: Decision) -> Iterator[Refusal]:
    needles = [each for each in chart.needles if each.row in (entry.first, entry.second)]
    points = [point_at(each.code, each.place, decision.book) for each in needles]
    of_one_limb = any(
        all(not limb.isdisjoint(each.regions) for each in points) for limb in (LIMB, ARM)
    )
    if not of_one_limb:
        because = "a current joins two needles of one limb, and never crosses the trunk"
        yield Refusal("electro", (because,), with_reason=False)
    for needle, point in zip(needles, points, strict=True):
        for each in choices_at(needle.code, needle.side, needle.place, decision):
            if (status := _beside_needle(each, Modality.ELECTRO)) is not None:
                yield Refusal(
                    f"electro at {point.code}",
                    _titles(each.by, Modality.ELECTRO) or _why(each),
                    with_reason=status is Status.HELD,
                )


def _of_warmth(entry: Warmed, decision: Decision) -> Iterator[Refusal]:
    modality = METHODS[entry.method]
    book = decision.book
    point = book.points[entry.where] if entry.where in book.points else ashi_in(entry.where)
    for side in SIDES if entry.side == BOTH else (entry.side,):
        reached = reaching(point, side, decision.care.in_force)
        status = standing(reached, modality).status
        if status in (Status.HELD, Status.BARRED):
            yield Refusal(
                f"{entry.method.value} at {entry.where} {side}",
                _titles(reached, modality),
                with_reason=status is Status.HELD,
            )


def _titles(reached: tuple[InForce, ...], modality: Modality) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(
            each.precaution.title
            for each in reached
            if each.concerns(modality) and each.effect >= Effect.HOLD
        )
    )
