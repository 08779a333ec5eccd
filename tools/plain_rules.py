"""A rule in plain words, as nested lines of Markdown."""

from collections.abc import Iterator

from zusanli.core.findings import COMPLAINTS, EXAMINED
from zusanli.core.rules.score import ScoreCompare
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
from zusanli.knowledge.grammar import Names

OPERATORS = {
    "=": "is",
    "<>": "is not",
    "<": "is below",
    "<=": "is at most",
    ">": "is above",
    ">=": "is at least",
}


def plain_rule(rule: Rule, names: Names) -> str:
    """Say a rule in words: one line if it is one thing, else a list."""
    return "\n".join(_lines(rule, names, depth=0))


def _lines(rule: Rule, names: Names, *, depth: int) -> Iterator[str]:
    margin = "  " * depth + "- "
    match rule:
        case Or(parts):
            yield from _group(margin, "any of", parts, names, depth)
        case And(parts):
            yield from _group(margin, "all of", parts, names, depth)
        case AtLeast(count, parts):
            yield from _group(margin, f"at least {count} of", parts, names, depth)
        case Not(part) if not isinstance(part, Is):
            yield from _group(margin, "not", (part,), names, depth)
        case _:
            yield margin + _leaf(rule, names)


def _group(
    margin: str, title: str, parts: tuple[Rule, ...], names: Names, depth: int
) -> Iterator[str]:
    yield f"{margin}{title}:"
    for part in parts:
        yield from _lines(part, names, depth=depth + 1)


def _leaf(rule: Rule, names: Names) -> str:  # noqa: PLR0911 - one return for each kind of leaf
    match rule:
        case Is(finding):
            return _label(finding, names)
        case Not(Is(finding)):
            return f"not: {_label(finding, names)}"
        case Compare(finding, operator, cut):
            unit = names.findings[finding].unit
            return f"{_label(finding, names)} {OPERATORS[operator]} {cut} ({unit})"
        case ScoreCompare(score, operator, cut):
            return f"the score {score.id} {OPERATORS[operator]} {cut}"
        case OneOf(finding, choices):
            labels = {choice.id: choice.label for choice in names.findings[finding].choices}
            return f"{_label(finding, names)}: {' or '.join(labels[each] for each in choices)}"
        case Member(finding, item, _):
            of_record = {COMPLAINTS: "comes for", EXAMINED: "on record:"}
            said = of_record.get(finding) or f"{_label(finding, names)}:"
            return f"{said} {item.replace('_', ' ')}"
        case Constant(value):
            return "always" if value else "never"
        case _:
            raise TypeError(f"{type(rule).__name__} has no words")


def _label(finding: str, names: Names) -> str:
    return names.findings[finding].label.rstrip(".?")
