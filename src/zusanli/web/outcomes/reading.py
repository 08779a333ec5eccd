"""To read a form of scores as it was sent, and to say at which field something is missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import QueryDict

from zusanli.clinic.outcomes.asking import (
    MOST_FUNCTIONS,
    NEW,
    NUMBERS,
    SYMPTOMS,
    Form,
    Function,
    Given,
)
from zusanli.core.course.review import GLOBAL_CHANGE, NEW_SYMPTOMS
from zusanli.core.outcomes.measure import Measure, within
from zusanli.core.words import Words, noop

LONGEST_NAME = 80
NONE, UNSURE = "none", "unsure"
NO_NUMBER = noop("Please choose a number from {low} to {high}, or leave it empty.")
NO_NEWS = noop("Please tick what is new, or one of the last two. Not sure is a good answer.")
NO_NAME = noop("You gave a number here. Please say what it is for.")
TWICE = noop("This stands there twice. Please name each thing once.")


@dataclass(frozen=True, slots=True)
class Read:
    """What was read; None where a field has a problem, each said in words."""

    given: Given | None
    problems: Mapping[str, str]


def read(sent: QueryDict, form: Form, say: Words) -> Read:
    """Read a form; an empty number is not given, and whether something is new must be said."""
    problems: dict[str, str] = {}
    measures = {each.id: each for each in form.measures}
    values = {
        name: _number(sent.get(name, ""), name, measures[name], say, problems) for name in NUMBERS
    }
    if form.later:
        values[GLOBAL_CHANGE] = _number(
            sent.get(GLOBAL_CHANGE, ""), GLOBAL_CHANGE, measures[GLOBAL_CHANGE], say, problems
        )
        values[NEW_SYMPTOMS] = _new(sent.getlist("new"), say, problems)
    functions = _functions(sent, form, measures[NUMBERS[0]], say, problems)
    if problems:
        return Read(None, problems)
    chosen = sent.get("target", "")
    target = chosen if not form.target and chosen in SYMPTOMS else ""
    return Read(Given(values, functions, form.target or target), {})


def _new(ticked: Sequence[str], say: Words, problems: dict[str, str]) -> float | None:
    """Count what is new. A tick counts more than a "none of these" beside it."""
    count = len({each for each in ticked if each in map(str, range(len(NEW)))})
    if count:
        return float(count)
    if UNSURE in ticked:
        return None
    if NONE not in ticked:
        problems["new"] = say(NO_NEWS)
    return 0.0


def _functions(
    sent: QueryDict, form: Form, ends: Measure, say: Words, problems: dict[str, str]
) -> tuple[Function, ...]:
    found: list[Function] = []
    for index in range(len(form.functions) or MOST_FUNCTIONS):
        field = f"value-{index}"
        name = (
            form.functions[index]
            if form.functions
            else " ".join(sent.get(f"name-{index}", "").split())[:LONGEST_NAME]
        )
        value = _number(sent.get(field, ""), field, ends, say, problems)
        if name and any(each.name == name for each in found):
            problems[field] = say(TWICE)
        elif name:
            found.append(Function(name, value))
        elif value is not None:
            problems[field] = say(NO_NAME)
    return tuple(found)


def _number(
    typed: str, field: str, ends: Measure, say: Words, problems: dict[str, str]
) -> float | None:
    if not typed.strip():
        return None
    try:
        value = float(typed)
    except ValueError:
        value = float("nan")
    if not (within(ends, value) and value.is_integer()):
        problems[field] = say(NO_NUMBER, low=f"{ends.low:g}", high=f"{ends.high:g}")
        return None
    return value
