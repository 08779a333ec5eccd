"""From plain values to an entry of a chart: `{"do": "in", "batch": 1, "count": 8}`."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from zusanli.core.case.plain import (
    a_day,
    a_whole_number,
    a_whole_object,
    an_amount,
    an_object,
    each_of,
    one_of,
    words,
)
from zusanli.core.findings import sided
from zusanli.core.points.ashi import ASHI, is_sore_spot
from zusanli.core.points.candidates import PAIN_PLACES
from zusanli.core.points.judged import BOTH
from zusanli.core.points.point import Position
from zusanli.core.rulebook import RuleBook
from zusanli.core.visit.chart import (
    Angle,
    Charted,
    Electro,
    Individual,
    Lot,
    Missing,
    Needle,
    Style,
    Technique,
    Warmed,
    Warmth,
    Waveform,
)
from zusanli.core.visit.entries import (
    Acted,
    Agreed,
    AskedAgain,
    Closed,
    Contact,
    CountedIn,
    CountedOut,
    Entry,
    Kept,
    NoEffects,
    NotFound,
    Observed,
    Placed,
    Positioned,
    Remark,
    Setting,
    Struck,
    TakenBack,
    Told,
)
from zusanli.core.visit.reading import MOST_MINUTES, MOST_MM, MOST_NEEDLES, WHERE, a_severity
from zusanli.core.visit.visit import Felt, LeftIn
from zusanli.errors import InputError

# What is more is a slip of the keys, and no treatment of this trade.
MOST_BATCHES, MOST_MA, MOST_HZ, MOST_CM, MOST_GAUGE_MM = 9, 30, 200, 100, 1.5
LONGEST = 500
Word = TypeVar("Word", Angle, Technique, Felt, Style, Individual)


def read_entry(data: object, *, book: RuleBook) -> Entry:
    """
    Read one entry, `{"do": "in", "batch": 1, "count": 8}`.

    Raises:
        InputError: it is not known, or a field of it is not.
    """
    if not isinstance(data, dict) or "do" not in data:
        raise InputError("do", "is missing")
    what = {name: each for name, each in data.items() if name != "do"}
    return READERS[one_of(data["do"], "do", tuple(READERS))](what, book)


def _asked_again(what: object, book: RuleBook) -> AskedAgain:
    given = a_whole_object(what, "asked_again", ("told",))
    told = each_of(given["told"], "told")
    return AskedAgain(tuple(one_of(each, field, book.findings) for field, each in told))


def _agreed(what: object, _book: RuleBook) -> Agreed:
    an_object(what, "agree", ())
    return Agreed()


def _positioned(what: object, _book: RuleBook) -> Positioned:
    given = an_object(what, "position", ("batch", "position", "retain_minutes"))
    return Positioned(
        _batch(given),
        Position(one_of(_of(given, "position"), "position", tuple(Position))),
        _amount(given, "retain_minutes", most=MOST_MINUTES),
    )


def _placed(what: object, book: RuleBook) -> Placed:
    given = a_whole_object(what, "place", ("needles",))
    needles = tuple(
        _needle(each, field, book) for field, each in each_of(given["needles"], "needles")
    )
    rows = [each.row for each in needles]
    if len(set(rows)) < len(rows):
        raise InputError("needles", "name a row twice")
    return Placed(needles)


NEEDLE = (
    "row", "batch", "code", "side", "place", "gauge_mm", "length_mm", "depth_mm", "angle",
    "technique", "felt", "press",
)  # fmt: skip


def _needle(data: object, field: str, book: RuleBook) -> Needle:
    given = an_object(data, field, NEEDLE)
    code = words(_of(given, "code"), f"{field}.code")
    sore = is_sore_spot(code)
    place = given.get("place")
    if sore:
        place = one_of(place, f"{field}.place", sided(book.findings[PAIN_PLACES].places))
    elif place is not None:
        raise InputError(f"{field}.place", "is of a sore spot, and this is a point")
    return Needle(
        row=words(_of(given, "row"), f"{field}.row"),
        batch=_batch(given),
        code=ASHI if sore else one_of(code, f"{field}.code", book.points),
        side=_side_of(given, field, place),
        place=place,
        gauge_mm=_amount(given, "gauge_mm", most=MOST_GAUGE_MM),
        length_mm=_amount(given, "length_mm", most=MOST_MM),
        depth_mm=_amount(given, "depth_mm", most=MOST_MM),
        angle=_choice(given, "angle", Angle),
        technique=_choice(given, "technique", Technique),
        felt=_choice(given, "felt", Felt),
        press=given.get("press") is True,
    )


def _side_of(given: Mapping[str, object], field: str, place: object) -> str:
    """A sore spot lies where it was marked; any other needle says its side."""
    if isinstance(place, str):
        return place.split(".")[0]
    return one_of(_of(given, "side"), f"{field}.side", WHERE)


def _struck(what: object, _book: RuleBook) -> Struck:
    return Struck(words(a_whole_object(what, "strike", ("row",))["row"], "row"))


def _counted_in(what: object, _book: RuleBook) -> CountedIn:
    given = a_whole_object(what, "in", ("batch", "count"))
    return CountedIn(_batch(given), _count(given))


def _counted_out(what: object, _book: RuleBook) -> CountedOut:
    given = a_whole_object(what, "out", ("batch", "count"))
    return CountedOut(_batch(given), _count(given))


def _kept(what: object, _book: RuleBook) -> Kept:
    given = a_whole_object(what, "left_in", ("batch", "count", "where", "remove_by"))
    left = LeftIn(
        _count(given, least=1),
        words(given["where"], "where"),
        a_day(given["remove_by"], "remove_by"),
    )
    return Kept(_batch(given), left)


def _not_found(what: object, _book: RuleBook) -> NotFound:
    given = a_whole_object(what, "not_found", ("batch", "count", "searched"))
    return NotFound(
        _batch(given), Missing(_count(given, least=1), words(given["searched"], "searched"))
    )


def _electro(what: object, _book: RuleBook) -> Electro:
    given = an_object(what, "electro", ("first", "second", "waveform", "hz", "ma", "minutes"))
    first, second = words(_of(given, "first"), "first"), words(_of(given, "second"), "second")
    if first == second:
        raise InputError("second", "is the same needle as the first")
    return Electro(
        first,
        second,
        Waveform(one_of(_of(given, "waveform"), "waveform", tuple(Waveform))),
        _amount(given, "hz", most=MOST_HZ),
        _amount(given, "ma", most=MOST_MA),
        _amount(given, "minutes", most=MOST_MINUTES),
    )


def _warmed(what: object, book: RuleBook) -> Warmed:
    given = an_object(what, "warm", ("method", "where", "side", "distance_cm", "minutes"))
    return Warmed(
        Warmth(one_of(_of(given, "method"), "method", tuple(Warmth))),
        _where(_of(given, "where"), book),
        one_of(given.get("side", BOTH), "side", WHERE),
        _amount(given, "distance_cm", most=MOST_CM),
        _amount(given, "minutes", most=MOST_MINUTES),
    )


def _where(data: object, book: RuleBook) -> str:
    """Give a point or a region: of free words nobody could say which precaution reaches them."""
    word = words(data, "where")
    return one_of(word, "where", (*book.points, *book.findings[PAIN_PLACES].places))


def _observed(what: object, _book: RuleBook) -> Observed:
    given = an_object(what, "observe", ("tongue", "pulse"))
    return Observed(_text(given, "tongue"), _text(given, "pulse"))


def _told(what: object, book: RuleBook) -> Told:
    given = a_whole_object(what, "tell", ("advice",))
    known = {each.id for each in book.advice}
    return Told(
        tuple(
            one_of(each, field, tuple(known)) for field, each in each_of(given["advice"], "advice")
        )
    )


def _effect(what: object, book: RuleBook) -> Charted:
    given = an_object(what, "effect", ("event", "severity", "action"))
    event = one_of(_of(given, "event"), "event", book.adverse_events)
    severity = a_severity(_of(given, "severity"), "severity", book.adverse_events[event])
    return Charted(event, severity, _text(given, "action"))


def _no_effects(what: object, _book: RuleBook) -> NoEffects:
    an_object(what, "no_effects", ())
    return NoEffects()


def _acted(what: object, book: RuleBook) -> Acted:
    given = a_whole_object(what, "act", ("event", "action"))
    event = one_of(given["event"], "event", book.adverse_events)
    return Acted(event, words(given["action"], "action")[:LONGEST])


def _taken_back(what: object, book: RuleBook) -> TakenBack:
    given = a_whole_object(what, "take_back", ("event",))
    return TakenBack(one_of(given["event"], "event", book.adverse_events))


def _setting(what: object, _book: RuleBook) -> Setting:
    given = an_object(what, "setting", ("style", "setting", "individual"))
    return Setting(
        _choice(given, "style", Style),
        _text(given, "setting"),
        _choice(given, "individual", Individual),
    )


def _lot(what: object, _book: RuleBook) -> Lot:
    given = an_object(what, "lot", ("number", "product", "expires"))
    expires = given.get("expires")
    return Lot(
        words(_of(given, "number"), "number"),
        _text(given, "product"),
        None if expires is None else a_day(expires, "expires"),
    )


def _contact(what: object, _book: RuleBook) -> Contact:
    given = a_whole_object(what, "contact", ("minutes",))
    return Contact(an_amount(given["minutes"], "minutes", most=MOST_MINUTES))


def _remark(what: object, _book: RuleBook) -> Remark:
    return Remark(words(a_whole_object(what, "remark", ("text",))["text"], "text"))


def _closed(what: object, _book: RuleBook) -> Closed:
    an_object(what, "close", ())
    return Closed()


READERS: Mapping[str, Callable[[object, RuleBook], Entry]] = {
    "asked_again": _asked_again,
    "agree": _agreed,
    "position": _positioned,
    "place": _placed,
    "strike": _struck,
    "in": _counted_in,
    "out": _counted_out,
    "left_in": _kept,
    "not_found": _not_found,
    "electro": _electro,
    "warm": _warmed,
    "observe": _observed,
    "tell": _told,
    "effect": _effect,
    "no_effects": _no_effects,
    "act": _acted,
    "take_back": _taken_back,
    "setting": _setting,
    "lot": _lot,
    "contact": _contact,
    "remark": _remark,
    "close": _closed,
}
"""What each entry is called in plain values."""


def _of(given: Mapping[str, object], name: str) -> object:
    if name not in given:
        raise InputError(name, "is missing")
    return given[name]


def _batch(given: Mapping[str, object]) -> int:
    return a_whole_number(_of(given, "batch"), "batch", least=1, most=MOST_BATCHES)


def _count(given: Mapping[str, object], *, least: int = 0) -> int:
    return a_whole_number(_of(given, "count"), "count", least=least, most=MOST_NEEDLES)


def _amount(given: Mapping[str, object], name: str, *, most: float) -> float | None:
    data = given.get(name)
    return None if data is None else an_amount(data, name, most=most)


def _choice(given: Mapping[str, object], name: str, kind: type[Word]) -> Word | None:
    data = given.get(name)
    return None if data is None else kind(one_of(data, name, tuple(kind)))


def _text(given: Mapping[str, object], name: str) -> str:
    data = given.get(name, "")
    return "" if data == "" else words(data, name)[:LONGEST]
