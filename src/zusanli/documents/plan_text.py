"""The plan of a decision as text: precautions, then points with what each needs."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from zusanli.core.decide import Decision
from zusanli.core.points.choice import Choice
from zusanli.core.points.judged import BOTH, MIDDLE, PointChoice
from zusanli.core.points.standing import Status
from zusanli.core.precautions.in_force import InForce, ToAsk
from zusanli.documents.plan_data import cautions, depth_data, none_because
from zusanli.documents.sentences import by_what_settles_it, code_of, parted, what_holds
from zusanli.documents.wording import entitled, limit_words, reasons_text, wrapped

MOST_SHOWN = 8
MOST_IN_A_LINE = 15


def precautions_text(decision: Decision) -> Iterator[str]:
    """Say the precautions that stand, the strongest first, and those that wait for an answer."""
    known, unknown = parted(decision)
    if known:
        yield "Precautions for this patient"
    for each in known:
        yield from _one(each, decision)
    yield from _unknown(unknown, decision)
    yield from _to_ask(decision.care.to_ask, decision)


def points_text(decision: Decision) -> Iterator[str]:
    """Say the points: the proposed set in full, the others in a line each."""
    choice = decision.choice
    if choice is None:
        yield "Points: none"
        yield from wrapped("because", none_because(decision))
        return
    yield from _how_chosen(choice)
    in_set = [each for each in choice.points if each.in_set]
    for each in in_set:
        yield from _one_point(each)
    yield from _others(choice, in_set)


def _one(each: InForce, decision: Decision) -> Iterator[str]:
    precaution = each.precaution
    yield from entitled(f"{each.effect.id.upper()}  {precaution.title}  [{precaution.id}]")
    yield from wrapped("because", reasons_text(each.because, decision.book))
    yield from wrapped("to do", precaution.tells)
    for view, text in precaution.both_views:
        yield from wrapped(view, text)


def _unknown(standing: Sequence[InForce], decision: Decision) -> Iterator[str]:
    if standing:
        yield f"Not known, and so taken as it might be: {len(standing)}"
    for settles, titles in by_what_settles_it(standing, decision):
        yield from wrapped("answer", f"{settles}. It settles: {titles}")


def _to_ask(waiting: Sequence[ToAsk], decision: Decision) -> Iterator[str]:
    if waiting:
        yield f"To be asked; no effect until then: {len(waiting)}"
    for settles, titles in by_what_settles_it(waiting, decision):
        yield from wrapped("answer", f"{settles}. It settles: {titles}")


def _how_chosen(choice: Choice) -> Iterator[str]:
    offered = sum(each.free for each in choice.points)
    held = len(choice.points) - offered
    yield f"Points: {offered} may be chosen, {held} held, {len(choice.barred)} barred"
    order = (
        "in the order of how many trials used them"
        if choice.ranked
        else "too few to rank by: ordered by channel, place, pattern, distal"
    )
    yield from wrapped(
        "order", f"{choice.naming} trials name points, {choice.silent} do not; {order}"
    )
    if choice.position is not None:
        yield from wrapped(
            "set", f"{choice.position.value}, at most {choice.needles_max} needles; a proposal"
        )


def _one_point(each: PointChoice) -> Iterator[str]:
    point = each.point
    title = f"{point.code} {point.pinyin} {point.hanzi}, {each.side}  {each.status.value.upper()}"
    yield from entitled(title)
    yield from wrapped("why", "; ".join(each.reasons))
    yield from wrapped("depth", _depth(each))
    asked = [one.precaution.title for one in each.by if one.precaution.for_everybody]
    yield from wrapped("care", " ".join(map(_sentence, (*cautions(each), *asked))))
    if each.not_here:
        yield from wrapped(
            "not here", ", ".join(m.value.replace("_", " ") for m, _ in each.not_here)
        )


def _depth(each: PointChoice) -> str:
    depth = depth_data(each)
    mm = f" ({depth['max_mm']} mm)" if depth["max_mm"] is not None else ", thumb not measured"
    how = ", ".join(str(depth[key]) for key in ("angle", "direction") if depth[key])
    limits = "; ".join(limit_words(each.limit))
    return f"at most {depth['max_cun']} cun{mm}; {how}" + (f"; {limits}" if limits else "")


def _others(choice: Choice, in_set: Sequence[PointChoice]) -> Iterator[str]:
    free = [each for each in choice.points if each not in in_set and each.status is not Status.HELD]
    yield from _line("also", free)
    held = [each for each in choice.points if each.status is Status.HELD]
    yield from _line("held", held)
    for because, group in groupby(held[:MOST_SHOWN], key=_held_by):
        codes = ", ".join(map(code_of, group))
        yield from wrapped("", f"{codes}: {because}")
    yield from _line("barred", choice.barred)


def _held_by(each: PointChoice) -> str:
    known, unknown = what_holds(each)
    more = [f"{unknown} more until what is not known is answered"] if unknown else []
    return "; ".join((*known, *more))


def _line(word: str, choices: Sequence[PointChoice]) -> Iterator[str]:
    if choices:
        said = [
            code_of(each) + ("" if each.side in (BOTH, MIDDLE) else f" {each.side}")
            for each in choices[:MOST_IN_A_LINE]
        ]
        more = len(choices) - MOST_IN_A_LINE
        yield from wrapped(word, ", ".join(said) + (f", and {more} more" if more > 0 else ""))


def _sentence(text: str) -> str:
    return text if text.endswith(".") else f"{text}."
