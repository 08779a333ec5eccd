"""What a check-in asks: the symptom that is followed, what it keeps from doing, side effects."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from zusanli.clinic.check_ins.models import News
from zusanli.core.outcomes.adverse_event import AdverseEvent
from zusanli.core.outcomes.measure import Measure
from zusanli.core.rulebook import RuleBook

SYMPTOMS: Mapping[str, tuple[str, ...]] = {
    "numb_feet": ("numbness_0_10",),
    "tingling": ("tingling_0_10",),
}
"""By what somebody comes for, the symptoms to follow; anything else is followed by pain."""
PAIN = "pain_0_10"
FUNCTION = "interference_0_10"


@dataclass(frozen=True, slots=True)
class Told:
    """
    What was told.

    `values` has None for what was not given, `events` the terms of side effects.
    """

    values: Mapping[str, float | None]
    events: frozenset[str]
    news: News
    note: str = ""


def measures_for(complaints: frozenset[str], book: RuleBook) -> tuple[Measure, ...]:
    """Give what is asked of somebody who came for these, symptoms first, then function."""
    named = dict.fromkeys(each for one in sorted(complaints) for each in SYMPTOMS.get(one, (PAIN,)))
    return tuple(book.measures[each] for each in (*(named or {PAIN: None}), FUNCTION))


def side_effects(book: RuleBook) -> tuple[AdverseEvent, ...]:
    """Give the side effects that a patient can tell of."""
    return tuple(each for each in book.adverse_events.values() if each.asked_of_patient)


def needs_a_look(told: Told, before: Mapping[str, float | None], book: RuleBook) -> bool:
    """
    Whether the danger questions are asked again, and the clinic is told.

    `before` holds the last values that are known. Not sure whether something is new counts as yes.
    """
    asked_again = any(book.adverse_events[each].asks_again for each in told.events)
    return told.news is not News.NO or asked_again or any(_worse(told, before, book))


def _worse(told: Told, before: Mapping[str, float | None], book: RuleBook) -> Iterator[bool]:
    """Whether each value is worse; where no amount that matters is sourced, any step counts."""
    for name, value in told.values.items():
        was = before.get(name)
        if value is None or was is None:
            continue
        measure = book.measures[name]
        step = was - value if measure.better == "higher" else value - was
        yield step >= (measure.important or 1)
