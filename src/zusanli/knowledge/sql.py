"""
A rule as SQL, to ask it of many patients at once.

SQL's NULL is the third truth value, so AND, OR, NOT and comparisons carry over as they stand.
What SQL has no word for, AT_LEAST and a score with missing items, becomes a CASE.

A row is one patient. A yes/no, a number or a choice is the column of that name; each member of a
set is a yes/no column of its own, `pain_places.left.sole`. A column that is NULL is unknown, so
all columns of an unknown set are NULL, and none of a known one.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import reduce
from typing import ClassVar

from sqlglot import expressions as sql
from sqlglot.dialects.dialect import Dialect
from sqlglot.dialects.sqlite import SQLite

from zusanli.core.rules.score import Item, Score, ScoreCompare
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
from zusanli.errors import RuleError, close_matches
from zusanli.knowledge.grammar import OPERATORS


class _SQLite(SQLite):
    """
    SQLite, with names in backquotes.

    In double quotes it takes a name that is no column for a text, and a text for false: a
    forgotten column would be a no for every patient, where other engines report an error.
    """

    class Tokenizer(SQLite.Tokenizer):
        IDENTIFIERS: ClassVar[list[str | tuple[str, str]]] = ["`"]


DIALECTS: Mapping[str, str | type[Dialect]] = {
    "sqlite": _SQLite,
    "duckdb": "duckdb",
    "postgres": "postgres",
    "spark": "spark",
}
COMPARISONS = {operator: node for node, operator in OPERATORS.items()}


def to_sql(rule: Rule, dialect: str) -> str:
    """
    Write a rule as a SQL expression: TRUE, FALSE, or NULL where the rule is unknown.

    Raises:
        RuleError: no rules are written in that dialect.
    """
    return _truth(rule).sql(dialect=_dialect(dialect), copy=False)


def state_sql(*, gate: Rule, when: Rule, dialect: str) -> str:
    """
    Write the state of a red flag as a SQL expression: 'raised', 'open' or 'closed'.

    A gate closes only what is undecided, so it is not looked at before `when` has spoken; and
    what is left over, unknowns included, is open.

    Raises:
        RuleError: no rules are written in that dialect.
    """
    state = _case(
        (_truth(when), "raised"),
        (_any([_not(_truth(when)), _not(_truth(gate))]), "closed"),
        otherwise="open",
    )
    return state.sql(dialect=_dialect(dialect), copy=False)


def columns(rules: Iterable[Rule], dialect: str) -> dict[str, str]:
    """
    Name the columns that the rules read, with the type that each has in the dialect.

    Raises:
        RuleError: no rules are written in that dialect.
    """
    return {
        column.name: column.type.sql(dialect=_dialect(dialect))
        for rule in rules
        for column in _truth(rule).find_all(sql.Column, bfs=False)
        if column.type
    }


def _dialect(name: str) -> str | type[Dialect]:
    if name not in DIALECTS:
        known = list(DIALECTS)
        raise RuleError(
            f"{name!r} is none of the dialects {', '.join(known)}{close_matches(name, known)}"
        )
    return DIALECTS[name]


def _truth(rule: Rule) -> sql.Expr:
    match rule:
        case Not(part):
            return _not(_truth(part))
        case And(parts):
            return sql.and_(*map(_truth, parts), copy=False)
        case Or(parts):
            return _any(map(_truth, parts))
        case AtLeast(count, parts):
            return _at_least(count, parts)
        case ScoreCompare(score, operator, cut):
            return _score(score, operator, cut)
        case _:
            return _leaf(rule)


def _leaf(rule: Rule) -> sql.Expr:
    match rule:
        case Constant(value):
            return sql.convert(value)
        case Is(finding):
            return _column(finding, "BOOLEAN")
        case Compare(finding, operator, cut):
            return _compared(_column(finding, "DOUBLE"), operator, cut)
        case OneOf(finding, choices):
            return _column(finding, "TEXT").isin(*choices, copy=False)
        case Member(finding, _, items):
            return _any(_column(f"{finding}.{item}", "BOOLEAN") for item in items)
        case _:
            raise RuleError(f"{type(rule).__name__} has no SQL form")


def _at_least(count: int, parts: Iterable[Rule]) -> sql.Expr:
    certain = _sum(_case((_truth(part), 1), otherwise=0) for part in parts)
    possible = _sum(_case((_not(_truth(part)), 0), otherwise=1) for part in parts)
    return _case(
        (_compared(certain, ">=", count), True),
        (_compared(possible, "<", count), False),
    )


def _score(score: Score, operator: str, cut: int) -> sql.Expr:
    if operator == "<>":
        return _not(_score(score, "=", cut))
    if operator == "=":
        return sql.and_(_score(score, ">=", cut), _score(score, "<=", cut), copy=False)
    low, high = (_sum(_bound(item, end) for item in score.items) for end in (min, max))
    # The end of the interval that meets the cut last makes it certain, the other possible.
    last, first = (low, high) if operator in {">", ">="} else (high, low)
    return _case(
        (_compared(last, operator, cut), True),
        (_not(_compared(first, operator, cut)), False),
    )


def _bound(item: Item, end: Callable[[int, int], int]) -> sql.Expr:
    """
    Write the least (`min`) or most (`max`) points that an item can still earn.

    A band that holds decides. Otherwise the unknown band that reaches furthest does, and bands
    that reach no further than `otherwise` make no difference.
    """
    held = [(_truth(band.when), band.points) for band in item.bands]
    unknown = [
        (sql.Is(this=sql.Paren(this=_truth(band.when)), expression=sql.null()), band.points)
        for band in sorted(item.bands, key=lambda band: band.points, reverse=end is max)
        if end(band.points, item.otherwise) != item.otherwise
    ]
    return _case(*held, *unknown, otherwise=item.otherwise)


def _column(name: str, type_: str) -> sql.Column:
    column = sql.column(name, quoted=True)
    column.type = type_
    return column


def _compared(value: sql.Expr, operator: str, cut: float) -> sql.Expr:
    return COMPARISONS[operator](this=value, expression=sql.convert(cut))


def _not(part: sql.Expr) -> sql.Expr:
    return sql.not_(part, copy=False)


def _any(parts: Iterable[sql.Expr]) -> sql.Expr:
    return sql.or_(*parts, copy=False)


def _case(*branches: tuple[sql.Expr, int | str], otherwise: int | str | None = None) -> sql.Expr:
    """Give the value of the first branch that is true; with none, `otherwise`, or NULL."""
    default = None if otherwise is None else sql.convert(otherwise)
    if not branches and default:
        return default
    ifs = [sql.If(this=when, true=sql.convert(value)) for when, value in branches]
    return sql.Case(ifs=ifs, default=default)


def _sum(terms: Iterable[sql.Expr]) -> sql.Expr:
    return reduce(lambda total, term: sql.Add(this=total, expression=term), terms)
