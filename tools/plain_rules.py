"""A rule in plain words, as nested lines of Markdown."""

from collections.abc import Iterator

from zusanli.core.findings import COMPLAINTS, EXAMINED, SIDES
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
UNITS = {"a": "years", "Cel": "°C", "mm[Hg]": "mmHg", "/min": "a minute", "1": ""}
"""UCUM codes that do not read as words; a code that is not here stands as it is."""


def plain_rule(rule: Rule, names: Names) -> str:
    """Say a rule in words: one line if it is one thing, else a list."""
    return "\n".join(_lines(rule, names, depth=0))


def with_unit(value: float, unit: str | None) -> str:
    """Give a number with its unit in words."""
    return f"{value:.12g} {UNITS.get(unit or '', unit or '')}".strip()


def _lines(rule: Rule, names: Names, *, depth: int) -> Iterator[str]:
    margin = "  " * depth + "- "
    match rule:
        case Or():
            yield from _group(margin, "any of", tuple(_flat(rule)), names, depth)
        case And():
            yield from _group(margin, "all of", tuple(_flat(rule)), names, depth)
        case AtLeast(count, parts):
            yield from _group(margin, f"at least {count} of", parts, names, depth)
        case Not(part) if not isinstance(part, Is):
            yield from _group(margin, "not", (part,), names, depth)
        case _:
            yield margin + _leaf(rule, names)


def _flat(rule: And | Or) -> Iterator[Rule]:
    """Give the parts of an AND or OR, with those of another of its kind inside it put in place."""
    for part in rule.parts:
        yield from _flat(part) if type(part) is type(rule) else (part,)


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
            value = with_unit(cut, names.findings[finding].unit)
            return f"{_label(finding, names)} {OPERATORS[operator]} {value}"
        case ScoreCompare(score, operator, cut):
            return f"the score {score.id.replace('_', ' ')} {OPERATORS[operator]} {cut}"
        case OneOf(finding, choices):
            labels = {choice.id: choice.label for choice in names.findings[finding].choices}
            return f"{_label(finding, names)}: {' or '.join(labels[each] for each in choices)}"
        case Member(finding, item, items):
            return _member(finding, item, items, names)
        case Constant(value):
            return "always" if value else "never"
        case _:
            raise TypeError(f"{type(rule).__name__} has no words")


def _member(finding: str, item: str, items: tuple[str, ...], names: Names) -> str:
    words = item.replace("_", " ")
    if finding == COMPLAINTS:
        return f"comes for {words}"
    if finding == EXAMINED:
        return f"the examination is on record: {words}"
    side, _, place = words.partition(".")
    sided = f"{place}, {side} side" if side in SIDES else words
    either = "" if len(items) == 1 or side in SIDES else ", either side"
    return f"{_label(finding, names)}: {sided}{either}"


def _label(name: str, names: Names) -> str:
    """Give a finding's short words; one on a list leans on the list's question, so its id too."""
    finding = names.findings[name]
    label = finding.label.rstrip(".?")
    return label if finding.screen == name else f"{label} `{name}`"
