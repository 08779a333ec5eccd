"""Red flags and precautions made wrong, and every rule in the small ways that a slip makes."""

import math
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from tools.assignments import assignments, domains, with_interval_scores
from tools.mutants import Mutant, Subject, moved
from zusanli.core.precautions.precaution import Precaution
from zusanli.core.rules.score import ScoreCompare
from zusanli.core.rules.tree import (
    And,
    AtLeast,
    Compare,
    Constant,
    Known,
    Member,
    Not,
    OneOf,
    Or,
    Rule,
)
from zusanli.core.triage.flags import RedFlag
from zusanli.knowledge.compiler import Compiled
from zusanli.knowledge.examples import Example, examples_of, fails
from zusanli.knowledge.grammar import Names
from zusanli.knowledge.precautions import OUTCOMES

MOST_ASSIGNMENTS = 3_000_000
OTHER_END = {"<": "<=", "<=": "<", ">": ">=", ">=": ">", "=": "<>", "<>": "="}
YEARS = "a"
"""Ages are whole: up to 16 is the same mutant as under 17."""

Gated = RedFlag | Precaution
Outcome = Callable[[Known], object]


def gated_subjects(compiled: Compiled) -> Iterator[Subject]:
    """Give each red flag and precaution."""
    for right in (*compiled.flags, *compiled.precautions):
        kind = "red_flag" if isinstance(right, RedFlag) else "precaution"
        yield Subject(kind, right.id, partial(mutants_of_gated, right, compiled))


def mutants_of_gated(right: Gated, compiled: Compiled) -> Iterator[Mutant]:
    """Make a flag or precaution wrong in every small way."""
    examples = examples_for(right, compiled)
    for change, wrong in _wrong_gated(right, compiled.names):
        yield Mutant(
            change,
            partial(noticed, wrong, examples),
            partial(difference, right, wrong, compiled.names),
        )


def wrong_rules(  # noqa: C901, PLR0912 - one case for each node
    rule: Rule, names: Names
) -> Iterator[tuple[str, Rule]]:
    """Make a rule wrong in every small way, with words for the change."""
    match rule:
        case And(parts):
            yield "AND becomes OR", Or(parts)
            yield from _wrong_parts(parts, And, names)
        case Or(parts):
            yield "OR becomes AND", And(parts)
            yield from _wrong_parts(parts, Or, names)
        case AtLeast(count, parts):
            for near in (count - 1, count + 1):
                yield f"AT_LEAST {count} becomes {near}", AtLeast(near, parts)
            yield from _wrong_parts(parts, lambda left: AtLeast(count, left), names)
        case Not(part):
            yield "NOT dropped", part
            for change, wrong in wrong_rules(part, names):
                yield change, Not(wrong)
        case Compare(finding, operator, cut):
            if names.findings[finding].unit != YEARS:
                other = OTHER_END[operator]
                yield f"{finding} {operator} {cut} becomes {other}", replace(rule, operator=other)
            for near in moved(cut):
                yield f"{finding} {operator} {cut} becomes {near}", replace(rule, cut=near)
        case ScoreCompare(score, operator, cut):
            for near in (cut - 1, cut + 1):
                yield f"{score.id} {operator} {cut} becomes {near}", replace(rule, cut=near)
        case OneOf(finding, choices):
            for choice in names.findings[finding].choices:
                wrong = replace(rule, choices=_swap(choices, choice.id))
                yield f"{finding}: {choice.id} swapped", wrong
        case Member(finding, _, items) if len(items) > 1:
            for side in items:
                left = tuple(each for each in items if each != side)
                yield f"{finding}: {side} dropped", replace(rule, items=left)
        case _:
            return


def apart(rules: list[Rule], right: Outcome, wrong: Outcome, names: Names) -> str | None:
    """Find an assignment of what rules tell apart on which two outcomes differ; None if none."""
    found = domains(rules, names)
    size = math.prod(map(len, found.values()))
    if size > MOST_ASSIGNMENTS:
        return f"not proved: {size:,} assignments are too many"
    for known in assignments(found):
        if right(known) != wrong(known):
            told = {name: value for name, value in known.items() if value != frozenset()}
            return f"{told}: {right(known)}, mutant {wrong(known)}"
    return None


def noticed(gated: Gated, examples: list[Example]) -> bool:
    """Whether any example comes out otherwise than it says."""
    return any(fails(example, _state(gated, example.known)) for example in examples)


def difference(right: Gated, wrong: Gated, names: Names) -> str | None:
    """Find an assignment on which the two differ; None proves them equivalent."""
    right, wrong = _abstract(right), _abstract(wrong)
    return apart([right.gate, right.when], partial(_state, right), partial(_state, wrong), names)


def examples_for(gated: Gated, compiled: Compiled) -> list[Example]:
    """Give the examples that stand beside a flag or precaution in kb/."""
    table = "red_flag" if isinstance(gated, RedFlag) else "precaution"
    entry = compiled.entries.of(table)[gated.id]
    return [each for each in examples_of(entry, compiled.names) if isinstance(each, Example)]


def _wrong_gated(right: Gated, names: Names) -> Iterator[tuple[str, Gated]]:
    never = Constant(value=False)
    yield "deleted", replace(right, gate=never, when=never)
    for part, rule in (("gate", right.gate), ("when", right.when)):
        yield f"{part} negated", _with(right, part, Not(rule))
        for change, wrong in wrong_rules(rule, names):
            yield f"{part}: {change}", _with(right, part, wrong)


def _with(right: Gated, part: str, rule: Rule) -> Gated:
    return replace(right, gate=rule) if part == "gate" else replace(right, when=rule)


def _wrong_parts(
    parts: tuple[Rule, ...], make: Callable[[tuple[Rule, ...]], Rule], names: Names
) -> Iterator[tuple[str, Rule]]:
    for index, part in enumerate(parts):
        rest = (*parts[:index], *parts[index + 1 :])
        yield f"part {index + 1} of {len(parts)} dropped ({_words(part)})", make(rest)
        for change, wrong in wrong_rules(part, names):
            yield change, make((*parts[:index], wrong, *parts[index + 1 :]))


def _swap(choices: tuple[str, ...], choice: str) -> tuple[str, ...]:
    if choice in choices:
        return tuple(each for each in choices if each != choice)
    return (*choices, choice)


def _words(rule: Rule) -> str:
    return " ".join(dict.fromkeys(rule.names()))[:60]


def _state(gated: Gated, known: Known) -> str:
    return gated.state(known).id if isinstance(gated, RedFlag) else OUTCOMES[gated.truth(known)]


def _abstract(gated: Gated) -> Gated:
    return replace(
        gated, gate=with_interval_scores(gated.gate), when=with_interval_scores(gated.when)
    )
