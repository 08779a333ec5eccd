"""Scores made wrong: points, bands, cut points, what is earned otherwise, and readings."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import cast

from tools.assignments import IntervalScore
from tools.mutants import Mutant, Subject
from tools.mutants_of_rules import apart, wrong_rules
from zusanli.core.rules.score import Band, Item, Reading, Score
from zusanli.core.rules.tree import Known, Not
from zusanli.knowledge.compiler import Compiled
from zusanli.knowledge.examples import Example, examples_of
from zusanli.knowledge.grammar import Names
from zusanli.knowledge.scores import score_fails


def score_subjects(compiled: Compiled) -> Iterator[Subject]:
    """Give each score."""
    for score in compiled.names.scores.values():
        yield Subject("score", score.id, partial(mutants_of_score, score, compiled))


def mutants_of_score(right: Score, compiled: Compiled) -> Iterator[Mutant]:
    """Make a score wrong in every small way, in one item or one reading."""
    entry = compiled.entries.of("score")[right.id]
    found = examples_of(entry, compiled.names)
    examples = [each for each in found if isinstance(each, Example)]
    for place, item in enumerate(right.items):
        for change, wrong in (("dropped", Item(item.id, ())), *_wrong_items(item, compiled.names)):
            items = (*right.items[:place], wrong, *right.items[place + 1 :])
            yield Mutant(
                f"{item.id}: {change}",
                partial(noticed, replace(right, items=items), examples),
                partial(items_apart, item, wrong, compiled.names),
            )
    for change, readings in _wrong_readings(right.readings):
        wrong_score = replace(right, readings=readings)
        yield Mutant(
            change,
            partial(noticed, wrong_score, examples),
            partial(readings_apart, right, wrong_score),
        )


def noticed(score: Score, examples: list[Example]) -> bool:
    """Whether any example comes out otherwise than it says."""
    return any(score_fails(score, example) for example in examples)


def items_apart(right: Item, wrong: Item, names: Names) -> str | None:
    """
    Find an assignment on which two items earn other points; None proves them equivalent.

    A total is the sum of its items, so two scores that differ in one item differ where it does.
    """
    rules = [band.when for item in (right, wrong) for band in item.bands]
    return apart(rules, right.interval, wrong.interval, names)


def readings_apart(right: Score, wrong: Score) -> str | None:
    """Find a total, or a range of totals, that reads otherwise; None proves them equivalent."""
    low, high = right.interval({})
    for least in range(low, high + 1):
        for most in range(least, high + 1):
            known = cast("Known", {right.id: (least, most)})
            as_it_is, mutant = (_by_total(each).reading(known) for each in (right, wrong))
            if as_it_is != mutant:
                return f"{least} to {most}: {as_it_is}, mutant {mutant}"
    return None


def _by_total(score: Score) -> IntervalScore:
    """Give the score as one whose total is told, instead of summed from items."""
    return IntervalScore(score.id, (), score.readings)


def _wrong_items(right: Item, names: Names) -> Iterator[tuple[str, Item]]:
    for points in (right.otherwise - 1, right.otherwise + 1):
        yield f"otherwise {right.otherwise} becomes {points}", replace(right, otherwise=points)
    for index, band in enumerate(right.bands):
        before, after = right.bands[:index], right.bands[index + 1 :]
        if after or before:
            yield f"band {index + 1} dropped", replace(right, bands=(*before, *after))
        for change, wrong in _wrong_bands(band, names):
            what = f"band {index + 1}: {change}"
            yield what, replace(right, bands=(*before, wrong, *after))


def _wrong_bands(right: Band, names: Names) -> Iterator[tuple[str, Band]]:
    for points in (right.points - 1, right.points + 1):
        yield f"{right.points} points become {points}", replace(right, points=points)
    yield "negated", replace(right, when=Not(right.when))
    for change, wrong in wrong_rules(right.when, names):
        yield change, replace(right, when=wrong)


def _wrong_readings(
    readings: tuple[Reading, ...],
) -> Iterator[tuple[str, tuple[Reading, ...]]]:
    for index, reading in enumerate(readings):
        before, after = readings[:index], readings[index + 1 :]
        yield f"reading {reading.id} dropped", (*before, *after)
        for least in (reading.at_least - 1, reading.at_least + 1):
            change = f"reading {reading.id} at {reading.at_least} becomes {least}"
            yield change, (*before, replace(reading, at_least=least), *after)
