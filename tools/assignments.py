"""
Every assignment of values that a rule can tell apart, unknown included.

A yes/no finding has three values, a choice its choices and unknown, a number each cut point and one
unit either side, and unknown. A score is an interval between totals next to its cut points: its
items are not enumerated, so the assignments are a superset of what patients can have.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, product
from typing import cast

from zusanli.core.findings import EXAMINED, Kind
from zusanli.core.rules.score import Score, ScoreCompare
from zusanli.core.rules.tree import And, AtLeast, Compare, Known, Member, Not, Or, Rule, Value
from zusanli.core.triage.flags import RedFlag
from zusanli.knowledge.grammar import Names

FINEST = 0.1
"""One unit of a number whose cut point is not whole: a thermometer's step."""


@dataclass(frozen=True, slots=True)
class IntervalScore(Score):
    """A score whose interval is given, instead of summed from items."""

    def interval(self, known: Known) -> tuple[int, int]:
        given = cast("Mapping[str, tuple[int, int]]", known)
        return given.get(self.id, (-(10**6), 10**6))

    def names(self) -> Iterator[str]:
        yield self.id


def with_interval_scores(rule: Rule) -> Rule:
    """Put `IntervalScore` in the place of each score."""
    match rule:
        case ScoreCompare(score, operator, cut):
            return ScoreCompare(IntervalScore(score.id, ()), operator, cut)
        case Not(part):
            return Not(with_interval_scores(part))
        case And(parts):
            return And(tuple(map(with_interval_scores, parts)))
        case Or(parts):
            return Or(tuple(map(with_interval_scores, parts)))
        case AtLeast(count, parts):
            return AtLeast(count, tuple(map(with_interval_scores, parts)))
        case _:
            return rule


def domains(rules: list[Rule], names: Names) -> dict[str, list[object]]:
    """Give the values worth telling apart of each name in the rules; None is unknown."""
    found: dict[str, list[object]] = {}
    leaves = [leaf for rule in rules for leaf in _leaves(rule)]
    for leaf in leaves:
        for name in leaf.names():
            found.setdefault(name, _domain(name, leaves, names))
    return found


def assignments(found: Mapping[str, list[object]]) -> Iterator[dict[str, Value]]:
    """Give every combination as known values."""
    for values in product(*found.values()):
        yield {
            name: cast("Value", value)
            for name, value in zip(found, values, strict=True)
            if value is not None
        }


def flag_domains(flag: RedFlag, names: Names) -> dict[str, list[object]]:
    """Give the domains of all that a flag looks at."""
    return domains([flag.gate, flag.when], names)


def _domain(name: str, leaves: list[Rule], names: Names) -> list[object]:
    if name in names.sets:
        unknown = [] if name == EXAMINED else [None]
        return [*unknown, *_subsets(name, leaves)]
    if name in names.scores:
        cuts = [leaf.cut for leaf in leaves if isinstance(leaf, ScoreCompare)]
        totals = sorted({total for cut in cuts for total in (cut - 1, cut, cut + 1)})
        return [None, *((low, high) for low in totals for high in totals if low <= high)]
    finding = names.findings[name]
    match finding.kind:
        case Kind.CHOICE:
            return [None, *(choice.id for choice in finding.choices)]
        case Kind.NUMBER:
            return [None, *_around_cuts(name, leaves)]
        case Kind.PLACES:
            return [None, *_subsets(name, leaves)]
        case _:
            return [False, None, True]


def _around_cuts(name: str, leaves: list[Rule]) -> list[object]:
    cuts = [leaf.cut for leaf in leaves if isinstance(leaf, Compare) and leaf.finding == name]
    around: set[float] = set()
    for cut in cuts:
        step = 1 if cut == int(cut) else FINEST
        around |= {cut - 1, cut, cut + 1, round(cut - step, 6), round(cut + step, 6)}
    return sorted(around)


def _subsets(name: str, leaves: list[Rule]) -> list[object]:
    items = sorted(
        {
            item
            for leaf in leaves
            if isinstance(leaf, Member) and leaf.finding == name
            for item in leaf.items
        }
    )
    # Of many items, pairs and more behave as their members do: rules only ask "any of these".
    sizes = range(len(items) + 1) if len(items) <= 3 else (0, 1)  # noqa: PLR2004
    return [frozenset(chosen) for size in sizes for chosen in combinations(items, size)]


def _leaves(rule: Rule) -> Iterator[Rule]:
    match rule:
        case Not(part):
            yield from _leaves(part)
        case And(parts) | Or(parts) | AtLeast(_, parts):
            for part in parts:
                yield from _leaves(part)
        case _:
            yield rule
