"""
Courses made wrong: phases, visits, weeks, reviews, stop rules, cut-offs, doctors, contradictions.

An entry is changed as it is written in kb/ and held against its own examples. What only words say
(`says`, `means`, `only_after`, notes) is left alone: nothing is decided by it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import cast

from tools.mutants import Mutant, Subject, moved, not_told
from tools.mutants_of_rules import Outcome, apart, wrong_rules
from zusanli.core.course.course import Monitored
from zusanli.core.course.review import WORST_FIRST
from zusanli.core.rules.tree import Constant, Not, Rule
from zusanli.knowledge.compiler import Compiled
from zusanli.knowledge.course_examples import (
    OUTCOME_OF,
    Beside,
    beside,
    failures,
    monitored_outcome,
)
from zusanli.knowledge.courses import DIRECTIONS, make_phase, number_range
from zusanli.knowledge.entries import Entries, Entry

NUMBERS = {
    "phase": ("visits_per_week", "weeks", "default_visits_per_week", "visits_per_month"),
    "course_rule": ("value",),
    "stop_rule": ("at_visit", "amount"),
    "cut_off": ("above",),
    "contradiction": (),
}
MAY_BE_LEFT_OUT = {
    "phase": ("visits_per_week", "weeks", "default_visits_per_week", "visits_per_month"),
    "course_rule": ("below", "above"),
    "stop_rule": ("at_visit", "for_targets"),
    "cut_off": (),
    "contradiction": (),
}
TARGETS = ("pain_0_10", "numbness_0_10", "tingling_0_10", "burning_0_10")
CHOICES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "course_rule": {
        "below": ("a note", "needs a reason"),
        "above": ("a note", "needs a reason"),
    },
    "stop_rule": {
        "at": ("review", "any visit"),
        "measure": (*TARGETS, "patient_specific_function", "global_change"),
        "direction": DIRECTIONS,
        "then": WORST_FIRST,
    },
    "cut_off": {"measure": ("symptom_days", "interference_0_10")},
}


def course_subjects(compiled: Compiled) -> Iterator[Subject]:
    """Give each entry of a course that decides something."""
    for table in OUTCOME_OF:
        for entry in compiled.entries.of(table).values():
            if entry.tables("example"):
                yield Subject(table, entry.id, partial(mutants_of_entry, entry, compiled))


def mutants_of_entry(right: Entry, compiled: Compiled) -> Iterator[Mutant]:
    """Make an entry of a course wrong in every small way."""
    among = beside(compiled.course, compiled.entries, compiled.names)
    if right.table == "monitored":
        yield from _mutants_of_monitored(right, among)
        return
    for change, wrong in _wrong_entries(right):
        yield Mutant(change, partial(noticed, wrong, among), partial(entries_apart, right, wrong))
    if right.table == "contradiction":
        for change, statements in _wrong_statements(right, among.entries):
            wrong_among = replace(among, entries=statements)
            yield Mutant(change, partial(noticed, right, wrong_among), not_told(right.place))


def noticed(entry: Entry, among: Beside) -> bool:
    """Whether any example comes out otherwise than it says."""
    return any(True for _ in failures(entry, among))


def entries_apart(right: Entry, wrong: Entry) -> str | None:
    """Say that examples are missing; None if both make the same phase: [1, 1] is [1]."""
    if right.table == "phase" and _phase_of(right) == _phase_of(wrong):
        return None
    return not_told(right.place)()


def _phase_of(entry: Entry) -> object:
    return make_phase(entry), number_range(entry, "visits_per_month")


def _wrong_entries(right: Entry) -> Iterator[tuple[str, Entry]]:
    for key in NUMBERS[right.table]:
        if key in right.data:
            for wrong in _wrong_values(right.data[key]):
                yield _changed(right, key, wrong)
    for key in MAY_BE_LEFT_OUT[right.table]:
        if key in right.data:
            left = {name: value for name, value in right.data.items() if name != key}
            yield f"{key} left out", replace(right, data=left)
    yield from _wrong_choices(right)
    for key, members in (("for_targets", TARGETS), ("statements", right.words("statements"))):
        for member in members if right.words(key) else ():
            yield _changed(right, key, _swapped(right.words(key), member))


def _wrong_choices(right: Entry) -> Iterator[tuple[str, Entry]]:
    for key, choices in CHOICES.get(right.table, {}).items():
        if key in right.data and not _is_refused(right, key):
            for choice in choices:
                if choice != right.data[key]:
                    yield _changed(right, key, choice)


def _is_refused(right: Entry, key: str) -> bool:
    """Whether `zusanli verify` itself refuses any other choice: "the same" has no measure."""
    return right.text("direction") == "same" and key in ("measure", "direction")


def _changed(right: Entry, key: str, wrong: object) -> tuple[str, Entry]:
    change = f"{key} {right.data[key]} becomes {wrong}"
    return change, replace(right, data={**right.data, key: wrong})


def _wrong_values(value: object) -> Iterator[object]:
    """Give what stands next to a number; of a list, with each part moved or dropped, or swapped."""
    if not isinstance(value, list):
        yield from moved(cast("float", value))
        return
    for index, part in enumerate(value):
        before, after = value[:index], value[index + 1 :]
        yield [*before, *after]
        if isinstance(part, str):
            yield from ([*before, after[0], part, *after[1:]] for _ in after[:1])
        else:
            yield from ([*before, near, *after] for near in moved(part))


def _swapped(words: tuple[str, ...], word: str) -> list[str]:
    return [each for each in words if each != word] if word in words else [*words, word]


def _wrong_statements(right: Entry, entries: Entries) -> Iterator[tuple[str, Entries]]:
    """Make each end of what the statements of a contradiction say wrong."""
    for name in right.words("statements"):
        statement = entries.of("statement")[name]
        for key in ("low", "high"):
            for near in moved(cast("float", statement.data[key])):
                change, wrong = _changed(statement, key, near)
                stated = {**entries.of("statement"), name: wrong}
                yield f"{name}: {change}", Entries({**entries.by_table, "statement": stated})


def _mutants_of_monitored(entry: Entry, among: Beside) -> Iterator[Mutant]:
    right = next(each for each in among.course.monitored if each.id == entry.id)
    for months in moved(right.holds_months):
        wrong = replace(right, holds_months=int(months))
        change = f"holds_months {right.holds_months} becomes {months}"
        yield Mutant(change, partial(_monitored_noticed, wrong, entry), not_told(entry.place))
    for change, rule in _wrong_whens(right.when, among):
        wrong = replace(right, when=rule)
        tells = partial(apart, [right.when, rule], _truth_of(right), _truth_of(wrong), among.names)
        yield Mutant(change, partial(_monitored_noticed, wrong, entry), tells)


def _wrong_whens(right: Rule, among: Beside) -> Iterator[tuple[str, Rule]]:
    yield "when deleted", Constant(value=False)
    yield "when negated", Not(right)
    yield from wrong_rules(right, among.names)


def _truth_of(rule: Monitored) -> Outcome:
    return rule.when.truth


def _monitored_noticed(rule: Monitored, entry: Entry) -> bool:
    examples = entry.tables("example")
    return any(
        monitored_outcome(rule, cast("Mapping[str, object]", each["given"])) != each["expect"]
        for each in examples
    )
