"""From what a form sent to an answer, or to the words that say what is missing."""

import math
from datetime import date

from django.http import QueryDict

from zusanli.core.findings import Finding, Kind, sided
from zusanli.core.points.candidates import PAIN_PLACES
from zusanli.core.rulebook import RuleBook
from zusanli.core.rules.tree import Value
from zusanli.core.triage.interview import Screen
from zusanli.core.words import Words, noop
from zusanli.web.body.drawing import views

NONE, UNSURE = "none", "unsure"
LONGEST = 20
SIDES_OF_LEG = "pain_sides_of_leg"


class NotAnAnswer(Exception):  # noqa: N818 - it is no error of the program
    """What was sent is no answer to this screen; the words tell the patient what would be one."""


def read(screen: Screen, sent: QueryDict, book: RuleBook) -> Value | None:
    """
    Give the answer to a screen; None is "not sure".

    Raises:
        NotAnAnswer: nothing was chosen, or it contradicts itself.
    """
    finding = screen.finding
    if finding is None:
        return _ticked(sent, tuple(book.complaints), book.say)
    if screen.items:
        return _ticked(sent, tuple(each.id for each in screen.items), book.say)
    if finding.kind is Kind.PLACES:
        return _ticked(sent, sided(finding.places), book.say)
    if sent.get("answer") == UNSURE:
        return None
    return _one(finding, sent.get("answer", "").strip(), book.say)


def sides_drawn(screen: Screen, value: Value | None, sent: QueryDict) -> dict[str, Value]:
    """
    Give the sides of the leg that were tapped on the drawing, where it was asked where it hurts.

    Only what was tapped is said. The other sides stay unknown, and are asked about once.
    """
    if screen.id != PAIN_PLACES or not isinstance(value, frozenset):
        return {}
    tapped = {tuple(each.split(":")) for each in sent.get("drawn", "").split()}
    sides = frozenset(
        region.surface
        for view in views()
        for region in view.regions
        if region.surface and (region.place, region.surface) in tapped and region.place in value
    )
    return {SIDES_OF_LEG: sides} if sides else {}


def _ticked(sent: QueryDict, known: tuple[str, ...], say: Words) -> frozenset[str] | None:
    ticked = frozenset(sent.getlist("item")) & frozenset(known)
    pressed = sent.get("answer", "")
    if ticked and pressed == NONE:
        raise NotAnAnswer(
            say(noop("You ticked something and pressed that nothing fits. Which is right?"))
        )
    if ticked:
        return ticked
    if pressed == NONE:
        return frozenset()
    if pressed == UNSURE:
        return None
    raise NotAnAnswer(say(noop("Tick what fits, or press that nothing fits, or not sure.")))


def _one(finding: Finding, typed: str, say: Words) -> Value:
    match finding.kind:
        case Kind.YES_NO:
            if typed in {"yes", "no"}:
                return typed == "yes"
            raise NotAnAnswer(say(noop("Please press one of the answers.")))
        case Kind.CHOICE:
            if typed in {each.id for each in finding.choices}:
                return typed
            raise NotAnAnswer(say(noop("Please press one of the answers.")))
        case Kind.DATE:
            return _date(typed, say)
        case _:
            return _number(finding, typed, say)


def _date(typed: str, say: Words) -> str:
    try:
        return date.fromisoformat(typed).isoformat()
    except ValueError:
        raise NotAnAnswer(say(noop("Please give a day, or press not sure."))) from None


def _number(finding: Finding, typed: str, say: Words) -> float:
    try:
        # Wide digits and a decimal comma are taken for what they mean.
        number = float(typed.replace(",", "."))
    except ValueError:
        raise NotAnAnswer(say(noop("Please type a number, or press not sure."))) from None
    low = -math.inf if finding.minimum is None else finding.minimum
    high = math.inf if finding.maximum is None else finding.maximum
    if not math.isfinite(number) or not low <= number <= high:
        raise NotAnAnswer(
            say(
                noop("{typed} lies outside {low} to {high}."),
                typed=f"{typed:.{LONGEST}}",
                low=f"{low:g}",
                high=f"{high:g}",
            )
        )
    return int(number) if number == int(number) else number
