"""The plan of a decision as plain values: precautions, points, and what holds either back."""

from dataclasses import asdict

from zusanli.core.case.record import Lift
from zusanli.core.decide import Decision
from zusanli.core.points.judged import PointChoice
from zusanli.core.points.point import Point
from zusanli.core.precautions.in_force import InForce, ToAsk
from zusanli.core.precautions.precaution import Effect, Limit, Scope
from zusanli.documents.reasons import reason_data


def precautions_data(decision: Decision) -> list[dict[str, object]]:
    """Give the precautions that stand for this patient, the strongest first."""
    return [
        _precaution(each) for each in decision.care.in_force if not each.precaution.for_everybody
    ]


def to_ask_data(decision: Decision) -> list[dict[str, object]]:
    """Give the precautions that have no effect yet, because nobody has answered."""
    return [_to_ask(each) for each in decision.care.to_ask]


def points_data(decision: Decision) -> list[dict[str, object]]:
    """Give the points that may be chosen, in order; empty while nothing may be."""
    return [] if decision.choice is None else [point_data(each) for each in decision.choice.points]


def barred_data(decision: Decision) -> list[dict[str, object]]:
    """Give the points that came into question and are barred, each with what bars it."""
    if decision.choice is None:
        return []
    return [
        {
            "code": each.point.code,
            "side": each.side,
            "because": [by.precaution.id for by in each.by if by.effect >= Effect.BAR],
        }
        for each in decision.choice.barred
    ]


def lifts_data(decision: Decision) -> list[dict[str, object]]:
    """Give the holds that somebody lifted, and why those that do not count are void."""
    return [{**lift_data(each.lift), "void_because": each.void_because} for each in decision.lifts]


def lift_data(lift: Lift) -> dict[str, object]:
    """Give who lifted what, when and why."""
    return {**asdict(lift), "at": lift.at.isoformat()}


def choosing_data(decision: Decision) -> dict[str, object]:
    """Say how the points were ordered, and the position that the proposed set is for."""
    choice = decision.choice
    if choice is None:
        return {"none_because": none_because(decision)}
    return {
        "none_because": None,
        "trials_that_name_points": choice.naming,
        "trials_that_do_not": choice.silent,
        "ranked": choice.ranked,
        "position": None if choice.position is None else choice.position.value,
        "needles_max": choice.needles_max,
        "shared_core": list(choice.shared_core),
    }


def none_because(decision: Decision) -> str:
    """Say why no point may be chosen at all."""
    withheld = [
        each.precaution.title for each in decision.care.in_force if each.effect is Effect.WITHHOLD
    ]
    raised = [each.flag.title for each in decision.triage.raised if each.stops]
    return "; ".join((*raised, *withheld))


def point_data(choice: PointChoice) -> dict[str, object]:
    """Give one point for one patient."""
    placing = choice.point.placing
    return {
        "code": choice.point.code,
        "name": choice.point.pinyin,
        "hanzi": choice.point.hanzi,
        "side": choice.side,
        # A sore spot has no place of its own: this is what tells two of them apart.
        "regions": list(choice.point.regions),
        "status": choice.status.value,
        "in_set": choice.in_set,
        "position": None if choice.position is None else choice.position.value,
        "positions": [] if placing is None else [each.value for each in placing.positions],
        "used_in": {"trials": choice.use.trials, "of": choice.use.of},
        "reasons": list(choice.reasons),
        "held_because": [
            *choice.held_because,
            *(each.precaution.id for each in choice.by if each.effect is Effect.HOLD),
        ],
        "cautions": cautions(choice),
        "precautions": [each.precaution.id for each in choice.by],
        "limit": limit_data(choice.limit),
        "depth": depth_data(choice),
        "lifted": [lift_data(each) for each in choice.lifted],
        "not_here": {modality.value: status.value for modality, status in choice.not_here},
    }


def depth_data(choice: PointChoice) -> dict[str, object]:
    """Give the depth for this patient; mm only where the thumb was measured."""
    placing = choice.point.placing
    angle = choice.limit.angle or (placing.depth.angle if placing is not None else "")
    return {
        "max_cun": choice.max_cun,
        "max_mm": choice.max_mm,
        "angle": angle or None,
        "direction": (placing.depth.direction if placing is not None else "") or None,
    }


def cautions(choice: PointChoice) -> list[str]:
    """Say what the needle meets at this point; the precautions in force stand beside it."""
    placing = choice.point.placing
    said = [placing.caution] if placing is not None and placing.caution else []
    if placing is not None and placing.feel_pulse:
        said.append("Feel the pulse first.")
    if placing is not None and placing.joint:
        said.append(f"Enters or borders the {placing.joint} joint.")
    if placing is not None and placing.thorax:
        said.append("Lies over the lung: a collapsed lung is the danger.")
    return said


def limit_data(limit: Limit) -> dict[str, object]:
    """Give a limit without what it does not limit."""
    return {name: value for name, value in asdict(limit).items() if value is not None}


def whole_point_data(point: Point) -> dict[str, object]:
    """Give a point as it is known, for nobody in particular."""
    placing = point.placing
    data: dict[str, object] = {
        "code": point.code,
        "pinyin": point.pinyin,
        "hanzi": point.hanzi,
        "hanzi_simplified": point.hanzi_simplified,
        "english": point.english,
        "channel": point.channel,
        "categories": list(point.categories),
        "names": list(point.names),
        "disagreements": list(point.disagreements),
        "placed": placing is not None,
    }
    if placing is None:
        return data
    depth = placing.depth
    return {
        **data,
        "place": placing.place,
        "also_placed": list(placing.also_placed),
        "article_says": placing.article_says or None,
        "article_note": placing.article_note or None,
        "landmarks": list(placing.landmarks),
        "regions": list(placing.regions),
        "position": [each.value for each in placing.positions],
        "depth": {
            "max_cun": depth.max_cun,
            "min_cun": depth.min_cun,
            "highest_cun": depth.highest_cun,
            "angle": depth.angle or None,
            "direction": depth.direction or None,
            "sources": list(depth.sources),
            "missing_because": depth.missing_because or None,
        },
        "held": depth.max_cun is None,
        "joint": placing.joint or None,
        "feel_pulse": placing.feel_pulse,
        "over_the_lung": placing.thorax,
        "vessels": list(placing.vessels),
        "nerves": list(placing.nerves),
        "caution": placing.caution or None,
        "sources": list(placing.sources),
    }


def _precaution(each: InForce) -> dict[str, object]:
    precaution = each.precaution
    return {
        "id": precaution.id,
        "title": precaution.title,
        "effect": each.effect.id,
        "applies_to": _scope(precaution.scope, each.marked),
        "limit": limit_data(precaution.limit),
        "because": [reason_data(reason) for reason in each.because],
        "unknown": list(each.unknown),
        "unknown_because": precaution.unknown_because if each.unknown else None,
        "tells": precaution.tells,
        "patient": precaution.patient or None,
        "both_views": dict(precaution.both_views) or None,
        "sources": list(precaution.sources),
        "basis": "proposed" if precaution.proposed else "source",
    }


def _to_ask(each: ToAsk) -> dict[str, object]:
    precaution = each.precaution
    return {
        "id": precaution.id,
        "title": precaution.title,
        "effect": precaution.effect.id,
        "unknown": list(each.unknown),
        "unknown_because": precaution.unknown_because,
    }


def _scope(scope: Scope, marked: frozenset[str]) -> dict[str, object]:
    plain = {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in asdict(scope).items()
        if value
    }
    return {**plain, "places": sorted(marked)} if scope.places_finding else plain
