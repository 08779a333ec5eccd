"""Courses and measures, made of their entries, and what is wrong with any."""

from collections.abc import Iterator

from zusanli.core.course.course import (
    Contradiction,
    Course,
    CourseRule,
    CutOff,
    Monitored,
    Phase,
    StopRule,
    TrialSummary,
)
from zusanli.core.course.review import WORST_FIRST
from zusanli.core.outcomes.measure import Measure
from zusanli.core.rules.tree import Compare
from zusanli.knowledge.entries import Entries, Entry, make_all
from zusanli.knowledge.grammar import Names
from zusanli.knowledge.vocabulary import parse_or_note

NEEDED_RULES = ("review_at_visits", "reason_needed_above", "coverage_note_days")
DIRECTIONS = ("better", "worse", "same")


def make_course(entries: Entries, names: Names) -> Course:
    """Make the course; what is wrong with it is said by `wrong_courses`."""
    return Course(
        phases=tuple(make_phase(each) for each in entries.of("phase").values()),
        rules=tuple(make_course_rule(each) for each in entries.of("course_rule").values()),
        stop_rules=tuple(make_stop_rule(each) for each in entries.of("stop_rule").values()),
        contradictions=tuple(_contradiction(each) for each in entries.of("contradiction").values()),
        cut_offs=tuple(make_cut_off(each) for each in entries.of("cut_off").values()),
        trials=tuple(_trial_summary(each) for each in entries.of("trial_summary").values()),
        monitored=make_all(entries, "monitored", lambda each: make_monitored(each, entries, names)),
    )


def make_measures(entries: Entries) -> tuple[Measure, ...]:
    """Make the measures."""
    return tuple(_measure(each) for each in entries.of("measure").values())


def wrong_courses(course: Course, entries: Entries, names: Names) -> Iterator[str]:
    """Say what a course lacks, and which of its rules speak of nothing."""
    have = {each.id for each in course.rules if each.values}
    yield from (f"course_rule: {name} is missing" for name in NEEDED_RULES if name not in have)
    for cut in entries.of("cut_off").values():
        if cut.text("measure") not in names.findings:
            yield f"{cut.place}: {cut.text('measure')} is no finding"
    for entry in entries.of("contradiction").values():
        for name in entry.words("statements"):
            if name not in entries.of("statement"):
                yield f"{entry.place}: {name} is no statement"
    for rule in course.stop_rules:
        place = entries.of("stop_rule")[rule.id].place
        yield from (f"{place}: {wrong}" for wrong in _wrong_stop_rule(rule, entries))
    yield from _wrong_phases(course, entries)


def _wrong_stop_rule(rule: StopRule, entries: Entries) -> Iterator[str]:
    measures = entries.of("measure")
    if rule.then not in WORST_FIRST:
        yield f"then is none of {', '.join(WORST_FIRST)}"
    if rule.direction not in DIRECTIONS:
        yield f"direction is none of {', '.join(DIRECTIONS)}"
    if rule.direction != "same" and (rule.measure not in measures or rule.amount is None):
        yield "it needs a measure that is entered, and an amount"
    for target in rule.for_targets:
        if target not in measures:
            yield f"{target} is no measure"


def _wrong_phases(course: Course, entries: Entries) -> Iterator[str]:
    for phase in course.phases:
        stated = entries.of("phase")[phase.id].data.get("visits")
        if phase.visits is not None and stated != list(phase.visits):
            place = entries.of("phase")[phase.id].place
            yield f"{place}: visits a week and weeks make {phase.visits}, and not {stated}"


def make_phase(entry: Entry) -> Phase:
    """Make a phase."""
    default = entry.number("default_visits_per_week")
    return Phase(
        id=entry.id,
        name=entry.text("name"),
        visits_per_week=number_range(entry, "visits_per_week"),
        weeks=number_range(entry, "weeks"),
        default_visits_per_week=None if default is None else int(default),
        only_after=entry.text("only_after"),
        elements=entry.words("elements"),
        sources=entry.words("sources"),
    )


def make_course_rule(entry: Entry) -> CourseRule:
    """Make a rule of every course; values that are words stay in its entry."""
    return CourseRule(
        id=entry.id,
        values=tuple(_numbers(entry.data.get("value"))),
        unit=entry.text("unit"),
        says=entry.text("says"),
        sources=entry.words("sources"),
    )


def make_stop_rule(entry: Entry) -> StopRule:
    """Make a stop rule."""
    at_visit = entry.number("at_visit")
    return StopRule(
        id=entry.id,
        at_review=entry.text("at") == "review",
        at_visit=None if at_visit is None else int(at_visit),
        measure=entry.text("measure"),
        for_targets=entry.words("for_targets"),
        direction=entry.text("direction"),
        amount=entry.number("amount"),
        then=entry.text("then"),
        says=entry.text("says"),
        sources=entry.words("sources"),
    )


def _contradiction(entry: Entry) -> Contradiction:
    return Contradiction(
        id=entry.id,
        differ=entry.text("differ"),
        decided=entry.text("decided"),
        elements=entry.words("elements"),
    )


def make_monitored(entry: Entry, entries: Entries, names: Names) -> Monitored | None:
    """Make an illness that a doctor watches over; None, and noted, if its rule is none."""
    when = parse_or_note(entry.text("when"), names, entry.place, entries.problems)
    if when is None:
        return None
    return Monitored(
        id=entry.id,
        when=when,
        holds_months=int(entry.number("holds_months") or 0),
        says=entry.text("says"),
        sources=entry.words("sources"),
    )


def make_cut_off(entry: Entry) -> CutOff:
    """Make a cut-off."""
    return CutOff(
        id=entry.id,
        when=Compare(entry.text("measure"), ">", entry.number("above") or 0),
        means=entry.text("means"),
        sources=entry.words("sources"),
    )


def _trial_summary(entry: Entry) -> TrialSummary:
    return TrialSummary(
        id=entry.text("quantity"),
        unit=entry.text("unit"),
        trials_that_say=int(entry.number("trials_that_say") or 0),
        of_trials=int(entry.number("of_trials") or 0),
        low=entry.number("low") or 0,
        median=entry.number("median") or 0,
        high=entry.number("high") or 0,
    )


def _measure(entry: Entry) -> Measure:
    important = entry.table_of("smallest_important_change")
    value = important.get("value")
    return Measure(
        id=entry.id,
        name=entry.text("name"),
        kind=entry.text("kind"),
        asked=entry.text("asked"),
        items=entry.words("items"),
        low=entry.number("low") or 0,
        high=entry.number("high"),
        better=entry.text("better"),
        unit=entry.text("unit"),
        recall=entry.text("recall"),
        important=value if isinstance(value, int | float) else None,
        important_says=str(important.get("says", "")),
        licence=entry.text("licence"),
        sources=entry.words("sources"),
        proposed=entry.proposed,
    )


def number_range(entry: Entry, key: str) -> tuple[int, int] | None:
    """Give the ends of a range of whole numbers; None if it is not stated."""
    numbers = list(_numbers(entry.data.get(key)))
    return (int(numbers[0]), int(numbers[-1])) if numbers else None


def _numbers(value: object) -> Iterator[float]:
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, int | float) and not isinstance(each, bool):
            yield each
