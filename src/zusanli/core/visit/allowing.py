"""
Whether today's decision allows what is about to be charted, and why not.

What was counted is never refused: a count is a fact. What is planned for a patient is refused where
a precaution bars it, and needs a reason where one holds it; to leave needles in is planned.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from zusanli.core.decide import Decision
from zusanli.core.findings import SIDES
from zusanli.core.plan import patient
from zusanli.core.points.ashi import ASHI, ashi_in
from zusanli.core.points.candidates import Use
from zusanli.core.points.judged import BOTH, Patient, PointChoice, judge
from zusanli.core.points.point import Point
from zusanli.core.points.proposal import needles_limit
from zusanli.core.points.standing import LIMB, Status
from zusanli.core.precautions.in_force import InForce
from zusanli.core.precautions.precaution import Effect, Modality
from zusanli.core.rulebook import RuleBook
from zusanli.core.visit.chart import Batch, Chart, Electro, Needle, Warmed, Warmth
from zusanli.core.visit.entries import Entry, Kept, Placed, Positioned

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
class Hold:
    """What a reason lifts: a precaution by its id, or a point, a sore spot by its place as well."""

    precaution: str | None = None
    point: str | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """
    Why something may not be done.

    `at` is the point or method that is meant, `because` what stands in the way, by title or words.
    `holds` is all that a named practitioner lifts who does it all the same and writes why; where it
    is empty no reason helps.
    """

    at: str
    because: tuple[str, ...]
    holds: tuple[Hold, ...] = ()

    @property
    def with_reason(self) -> bool:
        """Whether a named practitioner may do it all the same and writes why."""
        return bool(self.holds)


def refusals(entry: Entry, *, chart: Chart, decision: Decision) -> Iterator[Refusal]:
    """Give all that stands in the way of an entry today."""
    match entry:
        case Placed():
            if not decision.triage.may_needle:
                yield Refusal("needle", (NO_NEEDLE_TODAY,))
                return
            yield from _of_number(entry, chart, decision)
            for needle in entry.needles:
                yield from _of_needle(needle, decision)
                yield from _of_stay((needle,), chart.batch(needle.batch), decision)
        case Positioned():
            yield from _of_retention(entry, chart, decision)
        case Electro():
            yield from _of_current(entry, chart, decision)
        case Warmed():
            yield from _of_warmth(entry, decision)
        case Kept():
            yield from _of_kept(entry, chart, decision)
        case _:
            return


def choices_at(
    code: str, side: str, place: str | None, decision: Decision
) -> tuple[PointChoice, ...]:
    """Judge any point on its side or sides today, whether a plan names it or not."""
    today, point = _patient(decision), point_at(code, place, decision.book)
    sides = SIDES if side == BOTH else (side,)
    return tuple(judge(point, each, today, use=Use(0, 0)) for each in sides)


def within_limits(needle: Needle, decision: Decision) -> Needle:
    """Leave out a depth or thickness of last time that is more than today's limit."""
    choices = choices_at(needle.code, needle.side, needle.place, decision)
    depth = [each.max_mm for each in choices if each.max_mm is not None]
    gauge = [each.limit.gauge_mm for each in choices if each.limit.gauge_mm is not None]
    return replace(
        needle,
        depth_mm=_at_most(needle.depth_mm, depth),
        gauge_mm=_at_most(needle.gauge_mm, gauge),
    )


def _at_most(value: float | None, limits: Sequence[float]) -> float | None:
    return None if value is None or any(value > each for each in limits) else value


def point_at(code: str, place: str | None, book: RuleBook) -> Point:
    """Give a point by its code, or the sore spot of a place."""
    if code == ASHI and place is not None:
        return ashi_in(place.split(".")[1])
    return book.points[code]


def _patient(decision: Decision) -> Patient:
    return patient(
        facts=decision.facts,
        triage=decision.triage,
        care=decision.care,
        lifts=tuple(each.lift for each in decision.lifts if each.void_because is None),
    )


def _of_needle(needle: Needle, decision: Decision) -> Iterator[Refusal]:
    name = called(needle)
    for each in choices_at(needle.code, needle.side, needle.place, decision):
        if not each.free:
            yield Refusal(name, _why(each), _holds(each, needle.place))
        deepest = each.max_mm
        if deepest is not None and needle.depth_mm is not None and needle.depth_mm > deepest:
            yield Refusal(name, (f"{needle.depth_mm:g} mm is deeper than {deepest} mm here",))
        gauge = each.limit.gauge_mm
        if gauge is not None and needle.gauge_mm is not None and needle.gauge_mm > gauge:
            yield Refusal(name, (f"{needle.gauge_mm:g} mm is thicker than {gauge:g} mm here",))
        if needle.press and _beside_needle(each, Modality.PRESS_NEEDLE) is not None:
            yield _of_method(f"{name} press needle", each, Modality.PRESS_NEEDLE)


def _of_number(entry: Placed, chart: Chart, decision: Decision) -> Iterator[Refusal]:
    """Refuse more needles than a precaution says; those charted anew are no more than before."""
    rows = {each.row: each.needles for each in chart.needles}
    before = sum(rows.values())
    rows |= {each.row: each.needles for each in entry.needles}
    most, after = needles_limit(decision.care), sum(rows.values())
    if most is not None and after > max(most, before):
        yield Refusal("needle", (f"{after} needles are more than the {most} of today's limit",))


def called(needle: Needle) -> str:
    """Call a needle by its point and side, or a sore spot by its place."""
    if needle.place is None:
        return f"{needle.code} {needle.side}"
    return f"{needle.code} {needle.place.replace('.', ' ').replace('_', ' ')}"


def _of_method(at: str, choice: PointChoice, modality: Modality) -> Refusal:
    """Refuse what is done beside a needle, or in its place, where it is barred or held."""
    by = [each for each in choice.at_all if each.concerns(modality) and each.effect >= Effect.HOLD]
    because = tuple(dict.fromkeys(each.precaution.title for each in by)) or _why(choice)
    held = dict(choice.not_here)[modality] is Status.HELD
    return Refusal(at, because, _lifted(by) if held and by else ())


def _beside_needle(choice: PointChoice, modality: Modality) -> Status | None:
    return dict(choice.not_here).get(modality)


def _why(choice: PointChoice) -> tuple[str, ...]:
    titles = (each.precaution.title for each in choice.by if each.effect >= Effect.HOLD)
    return tuple(dict.fromkeys((*choice.held_because, *titles)))


def _holds(choice: PointChoice, place: str | None) -> tuple[Hold, ...]:
    """Give all that holds a needle, or nothing where a part of it cannot be lifted."""
    if choice.status is not Status.HELD or choice.held_all:
        return ()
    by = [each for each in choice.by if each.effect >= Effect.HOLD]
    lifted = _lifted(by)
    if len(lifted) < len({each.precaution.id for each in by}):
        return ()
    of_point = (Hold(point=choice.point.code, place=place),) if choice.held_because else ()
    return (*lifted, *of_point)


def _lifted(by: Iterable[InForce]) -> tuple[Hold, ...]:
    """Give the holds; a bar that holds only while nobody knows is ended by the answer."""
    by = tuple(by)
    if any(each.precaution.effect is not Effect.HOLD for each in by):
        return ()
    return tuple(Hold(precaution=each) for each in dict.fromkeys(one.precaution.id for one in by))


def _of_kept(entry: Kept, chart: Chart, decision: Decision) -> Iterator[Refusal]:
    """
    Refuse to leave needles in where none of the set may stay.

    Whatever it was when it went in, a needle that is left in is a press needle from then on.
    """
    refused = []
    for needle in chart.of_batch(entry.batch):
        by_side = [
            _of_method(f"{called(needle)} press needle", each, Modality.PRESS_NEEDLE)
            for each in choices_at(needle.code, needle.side, needle.place, decision)
            if _beside_needle(each, Modality.PRESS_NEEDLE) is not None
        ]
        if not by_side:
            return
        refused += by_side
    yield from refused


def _of_retention(entry: Positioned, chart: Chart, decision: Decision) -> Iterator[Refusal]:
    batch = Batch(entry.batch, entry.position, entry.retain_minutes)
    yield from _of_stay(chart.of_batch(entry.batch), batch, decision)


def _of_stay(
    needles: Iterable[Needle], batch: Batch | None, decision: Decision
) -> Iterator[Refusal]:
    """Refuse needles that are to stay for longer than today's limit."""
    if batch is None or batch.retain_minutes is None:
        return
    longest = longest_stay(needles, decision)
    if longest is not None and batch.retain_minutes > longest:
        because = f"needles stay in for {longest} minutes at most today"
        yield Refusal("retention", (because,))


def longest_stay(needles: Iterable[Needle], decision: Decision) -> int | None:
    """Give the minutes that needles may stay in today; 0 is in and out at once, None no limit."""
    limits = [
        each.limit
        for needle in needles
        for each in choices_at(needle.code, needle.side, needle.place, decision)
    ]
    if any(each.retained is False for each in limits):
        return 0
    return min(
        (each.retention_max_min for each in limits if each.retention_max_min is not None),
        default=None,
    )


def _of_current(entry: Electro, chart: Chart, decision: Decision) -> Iterator[Refusal]:
    needles = [each for each in chart.needles if each.row in (entry.first, entry.second)]
    points = [point_at(each.code, each.place, decision.book) for each in needles]
    of_one_limb = any(
        all(not limb.isdisjoint(each.regions) for each in points) for limb in (LIMB, ARM)
    )
    if not of_one_limb:
        because = "a current joins two needles of one limb, and never crosses the trunk"
        yield Refusal("electro", (because,))
    for needle in needles:
        for each in choices_at(needle.code, needle.side, needle.place, decision):
            if _beside_needle(each, Modality.ELECTRO) is not None:
                yield _of_method(f"electro at {called(needle)}", each, Modality.ELECTRO)


def _of_warmth(entry: Warmed, decision: Decision) -> Iterator[Refusal]:
    modality = METHODS[entry.method]
    is_point = entry.where in decision.book.points
    code, place = (entry.where, None) if is_point else (ASHI, f"{entry.side}.{entry.where}")
    for each in choices_at(code, entry.side, place, decision):
        if _beside_needle(each, modality) is not None:
            where = entry.where.replace("_", " ")
            method = entry.method.value.replace("_", " ")
            yield _of_method(f"{method} at {where} {each.side}", each, modality)
