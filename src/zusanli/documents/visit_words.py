"""What the parts of a chart are called, on a page and on paper."""

from collections.abc import Mapping

from zusanli.core.points.ashi import ASHI
from zusanli.core.points.point import Position
from zusanli.core.rulebook import RuleBook
from zusanli.core.visit.chart import (
    Angle,
    Gap,
    Individual,
    Needle,
    Open,
    Style,
    Technique,
    Warmed,
    Warmth,
    Waveform,
)
from zusanli.core.words import noop
from zusanli.documents.leaflet import SIDES
from zusanli.documents.wording import PLACES, place_text

LIES: Mapping[str, str] = {
    Position.SUPINE: noop("on the back"),
    Position.PRONE: noop("face down"),
    Position.SIDE: noop("on the side"),
}
ANGLES: Mapping[str, str] = {
    Angle.PERPENDICULAR: noop("straight in"),
    Angle.OBLIQUE: noop("slanted"),
    Angle.TRANSVERSE: noop("flat under the skin"),
}
TECHNIQUES: Mapping[str, str] = {
    Technique.TONIFY: noop("tonify"),
    Technique.REDUCE: noop("reduce"),
    Technique.EVEN: noop("even"),
    Technique.NONE: noop("not worked"),
}
WAVEFORMS: Mapping[str, str] = {
    Waveform.CONTINUOUS: noop("continuous"),
    Waveform.DENSE_DISPERSE: noop("dense and disperse"),
    Waveform.INTERMITTENT: noop("intermittent"),
}
METHODS: Mapping[str, str] = {
    Warmth.DIRECT_MOXA: noop("moxa on the skin"),
    Warmth.INDIRECT_MOXA: noop("moxa over something"),
    Warmth.MOXA_STICK: noop("moxa stick"),
    Warmth.NEEDLE_MOXA: noop("moxa on the needle"),
    Warmth.LAMP: noop("heat lamp"),
    Warmth.HOT_PACK: noop("hot pack"),
    Warmth.CUPPING: noop("cups"),
    Warmth.ACUPRESSURE: noop("pressing"),
}
STYLES: Mapping[str, str] = {
    Style.CHINESE: noop("Chinese (TCM, also called TOM)"),
    Style.JAPANESE: noop("Japanese"),
    Style.KOREAN: noop("Korean"),
    Style.MEDICAL: noop("medical"),
    Style.FIVE_ELEMENT: noop("five element"),
    Style.OTHER: noop("another style"),
}
INDIVIDUAL: Mapping[str, str] = {
    Individual.STANDARD: noop("the same for everybody with this"),
    Individual.PARTLY: noop("a fixed set, and points for this patient"),
    Individual.FULLY: noop("every point chosen for this patient"),
}
OPENS: Mapping[str, str] = {
    Open.NOT_COUNTED_IN: noop("Needles are charted, and nobody counted how many went in."),
    Open.NOT_COUNTED_OUT: noop("Needles are in, and nobody counted how many came out."),
    Open.COUNTS_DIFFER: noop("Not as many came out as went in."),
    Open.MORE_CHARTED: noop("More needles are charted than were counted in."),
    Open.NOT_CHARTED: noop("Needles were counted in, and none is charted."),
    Open.MISSING_IS_NO_EVENT: noop("A needle was not found, and no side effect says so."),
}
GAPS: Mapping[str, str] = {
    Gap.NO_LOT: noop("lot number"),
    Gap.NO_CONTACT_MINUTES: noop("minutes with the patient"),
    Gap.NO_NEEDLE_SIZE: noop("gauge and length of the needles"),
    Gap.NO_DEPTH: noop("depths"),
    Gap.NO_FELT: noop("what was felt"),
    Gap.NO_STYLE: noop("style"),
    Gap.NO_INDIVIDUAL: noop("how far it was made for this patient"),
    Gap.NO_TONGUE_OR_PULSE: noop("tongue or pulse"),
    Gap.SIDE_EFFECTS_NOT_ASKED: noop("whether side effects were asked for"),
    Gap.NOTHING_TOLD: noop("what the patient was told"),
}
SEVERITY: Mapping[str, str] = {
    "mild": noop("mild: needs nothing"),
    "moderate": noop("moderate: something is done for it"),
    "severe": noop("severe: needs a doctor, or lasts"),
    "serious": noop("serious: hospital, lasting harm, danger to life"),
}


def needle_text(needle: Needle, book: RuleBook) -> str:
    """Call a needle by its point and side, or a sore spot by its place."""
    if needle.place is not None:
        return book.say("sore spot, {place}", place=place_text(needle.place, book))
    return f"{needle.code} {book.say(SIDES[needle.side])}"


def detail_texts(needle: Needle, book: RuleBook) -> tuple[str, ...]:
    """Say what is charted of a needle beside its point."""
    say = book.say
    size = [f"{each:g}" for each in (needle.gauge_mm, needle.length_mm) if each is not None]
    return tuple(
        each
        for each in (
            f"{' x '.join(size)} mm" if size else "",
            "" if needle.depth_mm is None else say("{depth} mm deep", depth=f"{needle.depth_mm:g}"),
            "" if needle.angle is None else say(ANGLES[needle.angle]),
            "" if needle.technique is None else say(TECHNIQUES[needle.technique]),
            say("press needle") if needle.press else "",
        )
        if each
    )


def warmed_text(each: Warmed, book: RuleBook) -> str:
    """Say what was done beside the needles."""
    say = book.say
    where = say(PLACES[each.where]) if each.where in PLACES else each.where
    parts = [f"{say(METHODS[each.method])}, {where}, {say(SIDES[each.side])}"]
    if each.distance_cm is not None:
        parts.append(say("{distance} cm away", distance=f"{each.distance_cm:g}"))
    if each.minutes is not None:
        parts.append(say("{minutes} minutes", minutes=f"{each.minutes:g}"))
    return ", ".join(parts)


def name_of(code: str, book: RuleBook) -> str:
    """Give the name of a point, or of a sore spot."""
    return book.say("sore spot") if code == ASHI else book.points[code].pinyin
