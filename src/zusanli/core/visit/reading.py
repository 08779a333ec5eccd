"""From plain values, as VISIT.json holds them, to a visit."""

from datetime import date, datetime

from zusanli.core.case.people import is_lay
from zusanli.core.case.plain import (
    a_day,
    a_time,
    a_whole_number,
    a_whole_object,
    an_amount,
    an_object,
    each_of,
    one_of,
    words,
)
from zusanli.core.findings import SIDES
from zusanli.core.outcomes.adverse_event import AdverseEvent
from zusanli.core.points.judged import BOTH, MIDDLE
from zusanli.core.rulebook import RuleBook
from zusanli.core.visit.visit import NEEDS_A_DOCTOR, Felt, Needled, SideEffect, Visit
from zusanli.errors import InputError

REQUIRED = ("on", "number", "practitioner", "needled", "insertions")
FIELDS = (*REQUIRED, "setting", "side_effects", "told", "next_visit")
SEVERITIES = ("mild", "moderate", *NEEDS_A_DOCTOR)
# What is more is a slip of the keys, and no needle or visit of this trade.
MOST_VISITS, MOST_NEEDLES, MOST_MM, MOST_MINUTES = 1000, 200, 150, 240
WHERE = ("left", "right", BOTH, MIDDLE)


def read_visit(data: object, *, book: RuleBook, now: datetime) -> Visit:
    """
    Read a visit.

    Raises:
        InputError: a field, point or side effect is not known, or the visit is yet to come.
    """
    visit = an_object(data, "visit", FIELDS)
    for name in REQUIRED:
        if name not in visit:
            raise InputError(f"visit.{name}", "is missing")
    on = a_time(visit["on"], "visit.on")
    if on > now:
        raise InputError("visit.on", f"{on.isoformat()} is yet to come")
    inserted, removed = _counts(visit["insertions"])
    needled = tuple(
        _needled(each, field, book) for field, each in each_of(visit["needled"], "visit.needled")
    )
    _each_once(needled)
    return Visit(
        on=on,
        number=a_whole_number(visit["number"], "visit.number", least=1, most=MOST_VISITS),
        practitioner=_practitioner(visit["practitioner"]),
        setting=words(visit["setting"], "visit.setting") if "setting" in visit else "",
        needled=needled,
        inserted=inserted,
        removed=removed,
        side_effects=tuple(
            _side_effect(each, field, book)
            for field, each in each_of(visit.get("side_effects", []), "visit.side_effects")
        ),
        told=tuple(
            words(each, field) for field, each in each_of(visit.get("told", []), "visit.told")
        ),
        next_visit=_next(visit["next_visit"], on) if "next_visit" in visit else None,
    )


def _each_once(needled: tuple[Needled, ...]) -> None:
    """
    Refuse a point that is charted twice on one side: which of the two is meant is not known.

    Raises:
        InputError: a point stands twice, or on both sides and on one of them again.
    """
    seen: set[tuple[str, str]] = set()
    for index, each in enumerate(needled):
        for side in SIDES if each.side == BOTH else (each.side,):
            if (each.code, side) in seen:
                raise InputError(f"visit.needled[{index}]", f"{each.code} {side} is charted twice")
            seen.add((each.code, side))


def _practitioner(data: object) -> str:
    name = words(data, "visit.practitioner")
    if is_lay(name):
        raise InputError("visit.practitioner", f"{name!r:.60} names no practitioner")
    return name


def _counts(data: object) -> tuple[int | None, int | None]:
    counts = a_whole_object(data, "visit.insertions", ("in", "out"))
    inserted, removed = (
        None
        if counts[name] is None
        else a_whole_number(counts[name], f"visit.insertions.{name}", least=0, most=MOST_NEEDLES)
        for name in ("in", "out")
    )
    return inserted, removed


def _needled(data: object, field: str, book: RuleBook) -> Needled:
    point = an_object(data, field, ("code", "side", "depth_mm", "minutes", "felt"))
    for name in ("code", "side"):
        if name not in point:
            raise InputError(f"{field}.{name}", "is missing")
    felt = point.get("felt")
    return Needled(
        code=one_of(point["code"], f"{field}.code", book.points),
        side=one_of(point["side"], f"{field}.side", WHERE),
        depth_mm=_amount(point, "depth_mm", field, most=MOST_MM),
        minutes=_amount(point, "minutes", field, most=MOST_MINUTES),
        felt=None if felt is None else Felt(one_of(felt, f"{field}.felt", tuple(Felt))),
    )


def _side_effect(data: object, field: str, book: RuleBook) -> SideEffect:
    event = a_whole_object(data, field, ("id", "severity"))
    name = one_of(event["id"], f"{field}.id", book.adverse_events)
    severity = a_severity(event["severity"], f"{field}.severity", book.adverse_events[name])
    return SideEffect(event=name, severity=severity)


def a_severity(data: object, field: str, event: AdverseEvent) -> str:
    """
    Give how bad a side effect was.

    Raises:
        InputError: it is not known, or too mild for what is always serious.
    """
    severity = one_of(data, field, SEVERITIES)
    if event.serious and severity not in NEEDS_A_DOCTOR:
        least = " or ".join(NEEDS_A_DOCTOR)
        raise InputError(field, f"{event.id} is never {severity}; it is {least}")
    return severity


def _amount(point: dict[str, object], name: str, field: str, *, most: float) -> float | None:
    data = point.get(name)
    return None if data is None else an_amount(data, f"{field}.{name}", most=most)


def _next(data: object, on: datetime) -> date:
    day = a_day(data, "visit.next_visit")
    if day < on.date():
        raise InputError("visit.next_visit", f"{day} lies before the visit")
    return day
