"""What each form of the note charts, as entries. Nothing here writes anything."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from zusanli.clinic.notes.last_time import extent_of
from zusanli.clinic.notes.proposing import proposal, taken
from zusanli.core.decide import Decision
from zusanli.core.points.ashi import ASHI
from zusanli.core.points.point import Position
from zusanli.core.visit.allowing import longest_stay, point_at
from zusanli.core.visit.chart import LEFT_BEHIND, Chart, Needle
from zusanli.core.visit.entry_writing import Plain, needle, placed, positioned
from zusanli.core.visit.fitting import Fitted, Wanted, fit, positions_of
from zusanli.core.visit.typed import Typed, read_typed
from zusanli.errors import InputError
from zusanli.web.notes.forms import Sent

FREE_WORDS = ", "
NOT_FOUND_IS = "severe"
"""A needle that was not found is never less: somebody has to look for it in the patient."""


@dataclass(frozen=True, slots=True)
class At:
    """What was sent, and how the note and the patient stand."""

    sent: Sent
    chart: Chart
    decision: Decision | None


def keep(at: At) -> Iterator[Plain]:
    """Take points that are proposed: all that are free, or those that were ticked."""
    if at.decision is None:
        raise InputError("points", "nothing is proposed")
    found = proposal(at.sent.note, at.chart, at.decision)
    ticked = at.sent.fields.getlist("point")
    listed = found.needles if found else ()
    free = found.free if found else ()
    wanted = (
        free if "all" in at.sent.fields else tuple(each for each in listed if each.id in ticked)
    )
    if not wanted:
        raise InputError("points", "tick the points that you take")
    yield from _fitted(taken(wanted, at.sent.key, at.chart))


def typed(at: At) -> Iterator[Plain]:
    """Add what was typed, such as `st36 b, gb34 r`."""
    if at.decision is None:
        raise InputError("points", "the patient answered no questionnaire")
    yield from _added(read_typed(at.sent.text("points"), book=at.decision.book), at)


def sore(at: At) -> Iterator[Plain]:
    """Add the sore spot of a place."""
    if not at.sent.text("place"):
        raise InputError("place", "choose where it is sorest")
    side = at.sent.text("place").partition(".")[0]
    yield from _added((Typed(ASHI, side, at.sent.text("place")),), at, **_details(at.sent))


def edited(at: At) -> Iterator[Plain]:
    """Chart a needle anew under its row."""
    before = _row(at.sent.text("row"), at.chart)
    said: Plain = {
        "row": before.row,
        "batch": before.batch,
        "code": before.code,
        **_details(at.sent),
        **({"place": before.place} if before.place else {"side": at.sent.text("side")}),
    }
    yield {"do": "place", "needles": [said]}


def same(at: At) -> Iterator[Plain]:
    """Chart the same of every needle of a position; what was left empty stays as it is."""
    said = _details(at.sent)
    number = at.sent.whole("batch")
    if not said:
        raise InputError("batch", "fill in what is the same of all")
    needles = [{**needle(each), **said} for each in at.chart.of_batch(number)]
    yield {"do": "place", "needles": needles}


def strike(at: At) -> Iterator[Plain]:
    """Take a row out."""
    yield {"do": "strike", "row": at.sent.text("row")}


def lie(at: At) -> Iterator[Plain]:
    """Say how the patient lies for a batch, and how long its needles stay."""
    number = at.sent.text("batch")
    last = max((each.number for each in at.chart.batches), default=0)
    yield {
        "do": "position",
        "batch": at.sent.whole("batch") if number else last + 1,
        "position": at.sent.text("position"),
        **at.sent.amounts("retain_minutes"),
    }


def counted_in(at: At) -> Iterator[Plain]:
    """Count needles in."""
    yield {"do": "in", "batch": at.sent.whole("batch"), "count": at.sent.whole("count")}


def counted_out(at: At) -> Iterator[Plain]:
    """Count needles out."""
    yield {"do": "out", "batch": at.sent.whole("batch"), "count": at.sent.whole("count")}


def left_in(at: At) -> Iterator[Plain]:
    """Leave needles in on purpose."""
    yield {
        "do": "left_in",
        "batch": at.sent.whole("batch"),
        "count": at.sent.whole("count"),
        "where": at.sent.text("where"),
        "remove_by": at.sent.text("remove_by"),
    }


def not_found(at: At) -> Iterator[Plain]:
    """Say that needles were not found; that is an adverse event, and stands as one at once."""
    where = [*at.sent.fields.getlist("looked"), at.sent.text("searched")]
    searched = FREE_WORDS.join(each for each in where if each)
    if not searched:
        raise InputError("searched", "say where you looked")
    yield {
        "do": "not_found",
        "batch": at.sent.whole("batch"),
        "count": at.sent.whole("count"),
        "searched": searched,
    }
    if not any(each.event == LEFT_BEHIND for each in at.chart.effects or ()):
        yield {
            "do": "effect",
            "event": LEFT_BEHIND,
            "severity": NOT_FOUND_IS,
            "action": f"looked for: {searched}"[:400],
        }


def electro(at: At) -> Iterator[Plain]:
    """Put a current between two needles."""
    yield {
        "do": "electro",
        **at.sent.some("first", "second", "waveform"),
        **at.sent.amounts("hz", "ma", "minutes"),
    }


def warm(at: At) -> Iterator[Plain]:
    """Chart heat, moxa, cups or pressing."""
    yield {
        "do": "warm",
        **at.sent.some("method", "where", "side"),
        **at.sent.amounts("distance_cm", "minutes"),
    }


def lot(at: At) -> Iterator[Plain]:
    """Open a new box of needles."""
    yield {"do": "lot", **at.sent.some("number", "product", "expires")}


def effect(at: At) -> Iterator[Plain]:
    """Chart a side effect."""
    yield {"do": "effect", **at.sent.some("event", "severity")}


def act(at: At) -> Iterator[Plain]:
    """Say what was done about a side effect."""
    yield {"do": "act", "event": at.sent.text("event"), "action": at.sent.text("action")}


def take_back(at: At) -> Iterator[Plain]:
    """Take a side effect back that was a slip of the hand."""
    yield {"do": "take_back", "event": at.sent.text("event")}


def no_effects(_at: At) -> Iterator[Plain]:
    """Say that the patient was asked, and told of no side effect."""
    yield {"do": "no_effects"}


def observe(at: At) -> Iterator[Plain]:
    """Chart tongue and pulse, in words that were pressed and words that were typed."""
    said = {name: _words(at.sent, name) for name in ("tongue", "pulse")}
    if not any(said.values()):
        raise InputError("tongue", "say something of tongue or pulse")
    before = {"tongue": at.chart.tongue, "pulse": at.chart.pulse}
    kept = {name: text or before[name] for name, text in said.items()}
    yield {"do": "observe", **{name: text for name, text in kept.items() if text}}


def setting(at: At) -> Iterator[Plain]:
    """Say in what tradition it was done, and in what surroundings."""
    yield {"do": "setting", **at.sent.some("style", "setting", "individual")}


def tell(at: At) -> Iterator[Plain]:
    """Say what the patient was told."""
    advice = at.sent.fields.getlist("advice")
    if "all" in at.sent.fields:
        advice = at.sent.fields.getlist("each")
    if not advice:
        raise InputError("advice", "tick what you told the patient")
    yield {"do": "tell", "advice": advice}


def remark(at: At) -> Iterator[Plain]:
    """Add something in one's own words."""
    if not at.sent.text("text"):
        raise InputError("text", "type something")
    yield {"do": "remark", "text": at.sent.text("text")}


def close(at: At) -> Iterator[Plain]:
    """Close with the minutes with the patient, and how far the needles were made for them."""
    extent = at.sent.text("individual") or extent_of(at.sent.note, at.chart)
    if extent and extent != at.chart.individual:
        kept = {"style": at.chart.style, "setting": at.chart.setting}
        said = {name: str(value) for name, value in kept.items() if value}
        yield {"do": "setting", **said, "individual": str(extent)}
    yield {"do": "contact", "minutes": at.sent.amount("minutes")}
    yield {"do": "close"}


STEPS: Mapping[str, Callable[[At], Iterator[Plain]]] = {
    "keep": keep,
    "typed": typed,
    "sore": sore,
    "needle": edited,
    "same": same,
    "strike": strike,
    "lie": lie,
    "in": counted_in,
    "out": counted_out,
    "left_in": left_in,
    "not_found": not_found,
    "electro": electro,
    "warm": warm,
    "lot": lot,
    "effect": effect,
    "act": act,
    "take_back": take_back,
    "no_effects": no_effects,
    "observe": observe,
    "setting": setting,
    "tell": tell,
    "remark": remark,
    "close": close,
}


def _details(sent: Sent) -> Plain:
    """Give what is said of a needle beside its point."""
    press: Plain = {"press": True} if "press" in sent.fields else {}
    return {
        **sent.amounts("gauge_mm", "length_mm", "depth_mm"),
        **sent.some("angle", "technique", "felt"),
        **press,
    }


def _added(points: tuple[Typed, ...], at: At, **details: object) -> Iterator[Plain]:
    if at.decision is None:
        raise InputError("points", "the patient answered no questionnaire")
    needles = [
        Needle(f"{at.sent.key}-{index}", 1, each.code, each.side, each.place)
        for index, each in enumerate(points)
    ]
    positions = [_positions(each, at) for each in points]
    stay = longest_stay(needles, at.decision)
    wanted = [Wanted(*each, retain_minutes=stay) for each in zip(needles, positions, strict=True)]
    fitted = fit(wanted, at.chart)
    yield from (positioned(each) for each in fitted.positions)
    yield {"do": "place", "needles": [{**needle(each), **details} for each in fitted.needles]}


def _positions(point: Typed, at: At) -> tuple[Position, ...]:
    if (said := at.sent.text("position")) in tuple(Position):
        return (Position(said),)
    if at.decision is None or point.code not in (*at.decision.book.points, ASHI):
        return tuple(Position)
    if point.place is not None and "." not in point.place:
        raise InputError("place", "choose where it is sorest")
    return positions_of(point_at(point.code, point.place, at.decision.book))


def _fitted(fitted: Fitted) -> Iterator[Plain]:
    yield from (positioned(each) for each in fitted.positions)
    yield placed(fitted.needles)


def _row(row: str, chart: Chart) -> Needle:
    found = next((each for each in chart.needles if each.row == row), None)
    if found is None:
        raise InputError("row", "is not charted any more")
    return found


def _words(sent: Sent, name: str) -> str:
    return FREE_WORDS.join(
        each for each in (*sent.fields.getlist(f"{name}_word"), sent.text(name)) if each
    )
