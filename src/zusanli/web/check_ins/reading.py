"""To read a check-in as it was sent, and to say at which field something is missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import QueryDict

from zusanli.clinic.check_ins.asking import Told
from zusanli.clinic.check_ins.models import News
from zusanli.core.outcomes.measure import Measure, within
from zusanli.core.words import Words, noop

LONGEST_NOTE = 500
NO_NUMBER = noop("Please choose a number from {low} to {high}, or leave it empty.")
NO_NEWS = noop("Please press one of the three. Not sure is a good answer.")


@dataclass(frozen=True, slots=True)
class Read:
    """What was read; None where a field has a problem, each said in words."""

    told: Told | None
    problems: Mapping[str, str]


def read(sent: QueryDict, measures: Sequence[Measure], events: frozenset[str], say: Words) -> Read:
    """Read a check-in; an empty number is not known, and whether something is new must be said."""
    problems: dict[str, str] = {}
    values = {each.id: _value(sent.get(each.id, ""), each, say, problems) for each in measures}
    news = sent.get("news", "")
    if news not in News.values:
        problems["news"] = say(NO_NEWS)
    if problems:
        return Read(None, problems)
    told = Told(
        values,
        events & frozenset(sent.getlist("event")),
        News(news),
        sent.get("note", "").strip()[:LONGEST_NOTE],
    )
    return Read(told, {})


def _value(typed: str, measure: Measure, say: Words, problems: dict[str, str]) -> float | None:
    if not typed.strip():
        return None
    try:
        value = float(typed)
    except ValueError:
        value = float("nan")
    if not (within(measure, value) and value.is_integer()):
        problems[measure.id] = say(NO_NUMBER, low=f"{measure.low:g}", high=f"{measure.high:g}")
        return None
    return value
