"""Precautions, diagnoses and points of a review, made ready for the page."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from zusanli.core.claims.claim import EVERYONE
from zusanli.core.decide import Decision
from zusanli.core.diagnosis import Diagnosis, Suggestion
from zusanli.core.points.choice import Choice
from zusanli.core.points.judged import PointChoice
from zusanli.core.points.standing import Status
from zusanli.core.precautions.in_force import InForce
from zusanli.core.precautions.precaution import Effect
from zusanli.core.words import noop
from zusanli.documents.blocks import Document
from zusanli.documents.grades import may_say
from zusanli.documents.guidelines import guideline_blocks
from zusanli.documents.leaflet import SIDES
from zusanli.documents.plan_data import cautions, none_because
from zusanli.documents.wording import label_of, limit_words, reasons_text
from zusanli.web.leg_map.marks import LegMap, Mark, leg_map

MOST_DOTS = 20
"""On a map where no set is proposed yet."""
USED_BY = "trials that name points used it"
"""What the count beside the point says as well."""
EFFECTS = {
    Effect.WITHHOLD: noop("no needle today"),
    Effect.BAR: noop("not to be done"),
    Effect.HOLD: noop("only with a reason"),
    Effect.LIMIT: noop("only so far"),
    Effect.WARN: noop("take care"),
}
STATUSES = {
    Status.OFFERED: noop("offered"),
    Status.LIMITED: noop("offered, with a limit"),
    Status.HELD: noop("held"),
    Status.BARRED: noop("barred"),
}
POSITIONS = {
    "supine": noop("on the back"),
    "prone": noop("on the belly"),
    "side": noop("on the side"),
}
MODALITIES = {
    "needle": noop("needle"),
    "press_needle": noop("press needle"),
    "electro": noop("electric current"),
    "strong_stimulation": noop("strong stimulation"),
    "moxa": noop("moxa"),
    "heat": noop("heat"),
    "cupping": noop("cupping"),
    "acupressure": noop("acupressure"),
}


@dataclass(frozen=True, slots=True)
class Care:
    """One precaution: what it does, why, and whether a reason lifts it."""

    id: str
    title: str
    effect: str
    strong: bool
    tells: str
    because: str
    unknown: str
    liftable: bool


@dataclass(frozen=True, slots=True)
class Suggested:
    """A condition or pattern, and what suggests it; empty where nothing does."""

    id: str
    name: str
    because: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Hold:
    """What holds a point; a reason lifts the precaution, or where it is empty the point itself."""

    text: str
    precaution: str


@dataclass(frozen=True, slots=True)
class PointRow:
    """One point for this patient; `value` names it in a form."""

    value: str
    code: str
    name: str
    hanzi: str
    side: str
    side_id: str
    status: str
    status_id: str
    in_set: bool
    depth: str
    angle: str
    used: str
    reasons: tuple[str, ...]
    care: tuple[str, ...]
    holds: tuple[Hold, ...]
    place: str


def cares(decision: Decision) -> tuple[Care, ...]:
    """Give the precautions of this patient, the strongest first."""
    mine = (each for each in decision.care.in_force if not each.precaution.for_everybody)
    return tuple(_care(each, decision) for each in mine)


def to_ask(decision: Decision) -> tuple[tuple[str, str], ...]:
    """Give the precautions that wait for an answer, and for which."""
    say = decision.book.say
    return tuple(
        (each.precaution.title, say.apart(label_of(one, decision.book) for one in each.unknown))
        for each in decision.care.to_ask
    )


def conditions(decision: Decision) -> tuple[Suggested, ...]:
    """Give every condition, the suggested ones first."""
    return _suggested(
        decision.book.conditions, decision.conditions, decision.case.chosen_conditions, decision
    )


def patterns(decision: Decision) -> tuple[Suggested, ...]:
    """Give every pattern, the suggested ones first."""
    return _suggested(
        decision.book.patterns, decision.patterns, decision.case.chosen_patterns, decision
    )


def point_rows(decision: Decision) -> tuple[PointRow, ...]:
    """Give the points in order, those of the proposed set first."""
    if decision.choice is None:
        return ()
    rows = [_row(each, decision) for each in decision.choice.points]
    return tuple(sorted(rows, key=lambda each: not each.in_set))


def barred_rows(decision: Decision) -> tuple[PointRow, ...]:
    """Give the points that are barred."""
    choice = decision.choice
    return () if choice is None else tuple(_row(each, decision) for each in choice.barred)


def on_the_leg(decision: Decision) -> LegMap | None:
    """
    Give the map of the points that are shown above the fold: the set, and what is barred.

    Free and held points beyond the set stand in folded lists; a map of all of them is a rash.
    """
    choice = decision.choice
    if choice is None:
        return None
    shown = [each for each in choice.points if each.in_set] or list(choice.points[:MOST_DOTS])
    marks = (
        Mark(each.point.code, each.side, each.status, chosen=each.in_set)
        for each in (*shown, *choice.barred)
        if each.point.code in decision.book.points
    )
    return leg_map(marks, book=decision.book)


def how_chosen(decision: Decision) -> str:
    """Say once how the points were ordered, and for which position the set is."""
    choice, say = decision.choice, decision.book.say
    if choice is None:
        return say("No point is shown: {why}", why=none_because(decision))
    return say("{text}.", text=say.apart(_how(choice, decision)))


def evidence(decision: Decision) -> Document:
    """Say once what is known of the effect, graded, and what guidelines say."""
    say = decision.book.say
    own = [each for each in decision.claims if EVERYONE not in each.about]
    return Document(
        language=say.language,
        kind=say("Evidence"),
        title=say("What is known of the effect"),
        subtitle="",
        large_print=False,
        blocks=(*may_say(own, say), *guideline_blocks(decision)),
    )


def _how(choice: Choice, decision: Decision) -> Iterator[str]:
    say = decision.book.say
    total = choice.naming + choice.silent
    if not total:
        yield say("No trial is entered for what was chosen")
    else:
        yield say("{naming} of {total} trials name points", naming=choice.naming, total=total)
    if choice.ranked:
        yield say("the points stand by how many of those used them")
    else:
        yield say("too few to rank by: channel first, then place, pattern and distal points")
    if choice.position is not None:
        how = say(POSITIONS[choice.position.value])
        yield say("the set is for a patient who lies {how}", how=how)
    yield say("at most {number} needles", number=choice.needles_max)


def _care(each: InForce, decision: Decision) -> Care:
    book = decision.book
    return Care(
        id=each.precaution.id,
        title=each.precaution.title,
        effect=book.say(EFFECTS[each.effect]),
        strong=each.effect >= Effect.HOLD,
        tells=each.precaution.tells,
        because=reasons_text(each.because, book),
        unknown=book.say.apart(label_of(name, book) for name in each.unknown),
        liftable=each.precaution.effect is Effect.HOLD,
    )


def _suggested(
    known: Mapping[str, Diagnosis],
    found: tuple[Suggestion, ...],
    chosen: tuple[str, ...],
    decision: Decision,
) -> tuple[Suggested, ...]:
    why = {each.diagnosis.id: reasons_text(each.because, decision.book) for each in found}
    rows = (
        Suggested(each.id, each.name, why.get(each.id, ""), each.id in chosen)
        for each in known.values()
    )
    return tuple(sorted(rows, key=lambda each: (not each.chosen, not each.because)))


def _row(each: PointChoice, decision: Decision) -> PointRow:
    say, placing = decision.book.say, each.point.placing
    region = each.point.regions[0]
    place = "" if each.point.code in decision.book.points else f"{each.side}.{region}"
    return PointRow(
        value=f"{each.point.code} {each.side} {place}".strip(),
        code=each.point.code,
        name=each.point.pinyin,
        hanzi=each.point.hanzi,
        side=say(SIDES[each.side]),
        side_id=each.side,
        status=say(STATUSES[each.status]),
        status_id=each.status.value,
        in_set=each.in_set,
        depth=_depth(each, decision),
        angle="" if placing is None else (each.limit.angle or placing.depth.angle),
        used=_used(each, decision),
        reasons=tuple(_sentence(text) for text in each.reasons if USED_BY not in text),
        care=tuple(_sentence(text) for text in _limits(each, decision)),
        holds=tuple(_holds(each)),
        place=place,
    )


def _holds(each: PointChoice) -> Iterator[Hold]:
    yield from (Hold(why, "") for why in each.held_because)
    for one in each.by:
        if one.effect is Effect.HOLD:
            yield Hold(one.precaution.title, one.precaution.id)


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."


def _depth(each: PointChoice, decision: Decision) -> str:
    say = decision.book.say
    if each.max_cun is None:
        return say("no depth is sourced")
    if each.max_mm is None:
        return say("{cun} cun at most", cun=f"{each.max_cun:g}")
    return say("{cun} cun, {mm} mm at most", cun=f"{each.max_cun:g}", mm=each.max_mm)


def _used(each: PointChoice, decision: Decision) -> str:
    if not each.use.of:
        return ""
    return decision.book.say("{k} of {n}", k=each.use.trials, n=each.use.of)


def _limits(each: PointChoice, decision: Decision) -> Iterator[str]:
    say = decision.book.say
    yield from cautions(each)
    yield from limit_words(each.limit, say)
    for modality, status in each.not_here:
        words = noop("no {what}") if status is Status.BARRED else noop("{what} only with a reason")
        yield say(words, what=say(MODALITIES[modality.value]))
