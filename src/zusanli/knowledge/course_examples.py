"""
The examples that stand beside the entries of a course, and what comes out of each.

What is `given` is what the entry is asked about (visits, weeks, answers, days); what must come out
is a word or a number that the same code gives in a clinic, where a clinic asks it.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from zusanli.core.course.course import Course, Monitored
from zusanli.core.course.review import Answers, review
from zusanli.core.outcomes.measure import Measure
from zusanli.knowledge.courses import (
    make_course_rule,
    make_cut_off,
    make_measures,
    make_monitored,
    make_phase,
    make_stop_rule,
    number_range,
)
from zusanli.knowledge.entries import Entries, Entry
from zusanli.knowledge.examples import known_from
from zusanli.knowledge.grammar import Names
from zusanli.knowledge.precautions import OUTCOMES

Given = Mapping[str, object]
Range = tuple[float, float]
ALL_PHASES = "the phases"
"""Allows a number of visits that the phases of a contradiction add up to."""


@dataclass(frozen=True)
class Beside:
    """What an entry of a course stands among."""

    course: Course
    entries: Entries
    names: Names
    measures: Mapping[str, Measure]


def beside(course: Course, entries: Entries, names: Names) -> Beside:
    """Give what the entries of a course stand among."""
    measures = {each.id: each for each in make_measures(entries)}
    return Beside(course=course, entries=entries, names=names, measures=measures)


def wrong_course_examples(course: Course, entries: Entries, names: Names) -> Iterator[str]:
    """Say which examples fail, and which entry that decides something has none."""
    among = beside(course, entries, names)
    for table in OUTCOME_OF:
        for entry in entries.of(table).values():
            if not entry.tables("example") and table != "course_rule":
                yield f"{entry.place}: it has no example"
            if not entry.tables("example") and "value" in entry.data:
                yield f"{entry.place}: it has a value and no example"
            yield from (f"{entry.place}: {wrong}" for wrong in failures(entry, among))


def failures(entry: Entry, among: Beside) -> Iterator[str]:
    """Say which examples of an entry come out otherwise than they say, or cannot be read."""
    for table in entry.tables("example"):
        given = table.get("given")
        try:
            found = _came_out(entry, given if isinstance(given, dict) else {}, among)
        except ValueError as error:
            found = str(error)
        if found != table.get("expect"):
            yield f"{table.get('name')}: expected {table.get('expect')}, came out {found}"


def _came_out(entry: Entry, given: Given, among: Beside) -> object:
    """
    Give what comes out.

    Raises:
        ValueError: the entry is never asked about what is given, or it is no number.
    """
    findings = (*among.names.findings, *among.names.sets, "reviewed_on", "on")
    for key in given:
        if key not in ASKED_OF.get(entry.table, findings):
            raise ValueError(f"{key} is not asked of a {entry.table}")
    return OUTCOME_OF[entry.table](entry, given, among)


def monitored_outcome(rule: Monitored, given: Given) -> str:
    """Whether an illness asks for a doctor, or whether the doctor's last review is overdue."""
    reviewed, on = given.get("reviewed_on"), given.get("on")
    if isinstance(reviewed, date) and isinstance(on, date):
        return "overdue" if rule.is_overdue(reviewed_on=reviewed, on=on) else "in time"
    return OUTCOMES[rule.when.truth(known_from(given))]


def _phase(entry: Entry, given: Given, _: Beside) -> object:
    """Give the visits that so many a week for so many weeks add up to, if the phase has that."""
    if "visits_per_month" in given:
        monthly = number_range(entry, "visits_per_month")
        return _place(_number(given["visits_per_month"]), monthly)
    phase = make_phase(entry)
    often = given.get("visits_per_week", phase.default_visits_per_week)
    if often is None or phase.visits_per_week is None or phase.weeks is None:
        return "not said"
    per_week, weeks = _number(often), _number(given.get("weeks"))
    inside = _place(per_week, phase.visits_per_week) == _place(weeks, phase.weeks) == "within"
    return per_week * weeks if inside else "outside"


def _course_rule(entry: Entry, given: Given, among: Beside) -> object:
    """Give what a rule says of a visit or a number; of some words, which stands first."""
    rule = make_course_rule(entry)
    if "among" in given:
        return next((each for each in entry.words("value") if each in _listed(given["among"])), "")
    if "visit" not in given:
        place = _place(_number(given.get("number")), (rule.values[0], rule.values[-1]))
        return entry.text(place, place)
    rules = tuple(rule if each.id == rule.id else each for each in among.course.rules)
    course, visit = replace(among.course, rules=rules), int(_number(given["visit"]))
    if rule.id == "review_at_visits":
        return "a review" if visit in course.review_at_visits else "no review"
    return "needs a reason" if course.reason_needed(visit) else "needs none"


def _stop_rule(entry: Entry, given: Given, among: Beside) -> object:
    """Give what follows after a visit if this were the only rule."""
    found = review(
        visit=int(_number(given.get("visit"))),
        target=str(given.get("target")),
        start=_answers(given.get("start")),
        now=_answers(given.get("now")),
        rules=[make_stop_rule(entry)],
        measures=among.measures,
        review_at=_visits(given.get("reviews", list(among.course.review_at_visits))),
    )
    return found.then or ("unknown" if found.unknown else "silent")


def _cut_off(entry: Entry, given: Given, _: Beside) -> object:
    return OUTCOMES[make_cut_off(entry).when.truth(known_from(given))]


def _monitored(entry: Entry, given: Given, among: Beside) -> object:
    rule = make_monitored(entry, among.entries, among.names)
    return "no rule" if rule is None else monitored_outcome(rule, given)


def _contradiction(entry: Entry, given: Given, among: Beside) -> object:
    """Give which of the statements allow a number of something."""
    quantity, number = next(iter(given.items()), ("nothing", None))
    stated = [among.entries.of("statement")[each] for each in entry.words("statements")]
    ranges = {each.id: _stated(each) for each in stated if each.text("quantity") == quantity}
    if quantity == "visits":
        ranges[ALL_PHASES] = _added_up(stated)
    return [name for name, ends in ranges.items() if _place(_number(number), ends) == "within"]


def _added_up(stated: list[Entry]) -> Range | None:
    """Add up the visits of each phase whose visits a week and weeks are both stated."""
    ends = {(each.text("phase"), each.text("quantity")): _stated(each) for each in stated}
    low = high = 0.0
    for (phase, quantity), per_week in ends.items():
        weeks = ends.get((phase, "weeks"))
        if quantity == "visits_per_week" and per_week and weeks:
            low, high = low + per_week[0] * weeks[0], high + per_week[1] * weeks[1]
    return (low, high) if high else None


def _stated(statement: Entry) -> Range | None:
    low, high = statement.number("low"), statement.number("high")
    return None if low is None or high is None else (low, high)


def _place(number: float, ends: Range | None) -> str:
    if ends is None:
        return "not said"
    if number < ends[0]:
        return "below"
    return "above" if number > ends[1] else "within"


def _number(value: object) -> float:
    """
    Give a number of an example.

    Raises:
        ValueError: it is none.
    """
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"{value} in an example is no number")  # noqa: TRY004 - one kind of error
    return value


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _visits(value: object) -> list[int]:
    return [int(_number(each)) for each in _listed(value)]


def _answers(value: object) -> Answers:
    given = value if isinstance(value, dict) else {}
    return {name: [_number(each) for each in _listed(said)] for name, said in given.items()}


ASKED_OF: Mapping[str, tuple[str, ...]] = {
    "phase": ("visits_per_week", "weeks", "visits_per_month"),
    "course_rule": ("visit", "number", "among"),
    "stop_rule": ("visit", "target", "start", "now", "reviews"),
    "contradiction": ("visits", "phases", "visits_per_week", "visits_until_change"),
}
"""What examples of an entry may be given; those of other tables are given findings."""
OUTCOME_OF: Mapping[str, Callable[[Entry, Given, Beside], object]] = {
    "phase": _phase,
    "course_rule": _course_rule,
    "stop_rule": _stop_rule,
    "cut_off": _cut_off,
    "monitored": _monitored,
    "contradiction": _contradiction,
}
