"""
Rules as a compiled release stores them: nested lists of plain values, JSON's own.

`["or", ["is", "fever"], ["compare", "age", "<", 16]]` is `fever OR age < 16`. SQL is parsed once,
when the knowledge base is compiled; reading these lists back takes milliseconds for all rules.
"""

from collections.abc import Mapping, Sequence

from zusanli.core.rules.score import Score, ScoreCompare
from zusanli.core.rules.tree import (
    And,
    AtLeast,
    Compare,
    Constant,
    Is,
    Member,
    Not,
    OneOf,
    Or,
    Rule,
)
from zusanli.errors import RuleError


def to_stored(rule: Rule) -> list[object]:  # noqa: C901, PLR0911 - one case for each node
    """Write a rule as nested lists."""
    match rule:
        case Constant(value):
            return ["constant", value]
        case Is(finding):
            return ["is", finding]
        case Compare(finding, operator, cut):
            return ["compare", finding, operator, cut]
        case OneOf(finding, choices):
            return ["one_of", finding, *choices]
        case Member(finding, item, items):
            return ["member", finding, item, *items]
        case ScoreCompare(score, operator, cut):
            return ["score", score.id, operator, cut]
        case Not(part):
            return ["not", to_stored(part)]
        case And(parts):
            return ["and", *map(to_stored, parts)]
        case Or(parts):
            return ["or", *map(to_stored, parts)]
        case AtLeast(count, parts):
            return ["at_least", count, *map(to_stored, parts)]
        case _:
            raise RuleError(f"{type(rule).__name__} has no stored form")


def from_stored(  # noqa: C901, PLR0911 - one case for each node
    stored: object, scores: Mapping[str, Score]
) -> Rule:
    """
    Read a rule back.

    Raises:
        RuleError: the lists are not those that `to_stored` writes.
    """
    match stored:
        case ["is", str(finding)]:
            return Is(finding)
        case ["or", *parts] if parts:
            return Or(_all(parts, scores))
        case ["and", *parts] if parts:
            return And(_all(parts, scores))
        case ["not", part]:
            return Not(from_stored(part, scores))
        case ["at_least", int(count), *parts]:
            return AtLeast(count, _all(parts, scores))
        case ["compare", str(finding), str(operator), int() | float() as cut]:
            return Compare(finding, operator, cut)
        case ["one_of", str(finding), *choices]:
            return OneOf(finding, tuple(map(str, choices)))
        case ["member", str(finding), str(item), *items]:
            return Member(finding, item, tuple(map(str, items)))
        case ["score", str(score), str(operator), int(cut)] if score in scores:
            return ScoreCompare(scores[score], operator, cut)
        case ["constant", bool(value)]:
            return Constant(value)
        case _:
            raise RuleError(f"not a stored rule: {stored!r:.120}")


def _all(parts: Sequence[object], scores: Mapping[str, Score]) -> tuple[Rule, ...]:
    return tuple(from_stored(part, scores) for part in parts)
