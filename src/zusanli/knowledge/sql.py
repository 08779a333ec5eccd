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
    return _truth(rule).sql(dialect=_dialect(dialect))


def state_sql(*, gate: Rule, when: Rule, dialect: str) -> str:
    """
    Write the state of a red flag as a SQL expression: 'raised', 'open' or 'closed'.

    A gate closes only what is undecided, so it is not looked at before `when` has spoken; and
    what is left over, unknowns included, is open.

    Raises:
        RuleError: no rules are written in that dialect.
    """
    state = (
        sql.case()
        .when(_truth(when), sql.convert("raised"))
        .when(sql.or_(sql.not_(_truth(when)), sql.not_(_truth(gate))), sql.convert("closed"))
        .else_(sql.convert("open"))
    )
    return state.sql(dialect=_dialect(dialect))


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
            return sql.not_(_truth(part))
        case And(parts):
            return sql.and_(*map(_truth, parts))
        case Or(parts):
            return sql.or_(*map(_truth, parts))
        case AtLeast(count, parts):
            return _at_least(count, [_truth(part) for part in parts])
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
            return _column(finding, "TEXT").isin(*choices)
        case Member(finding, _, items):
            return sql.or_(*(_column(f"{finding}.{item}", "BOOLEAN") for item in items))
        case _:
            raise RuleError(f"{type(rule).__name__} has no SQL form")


def _column(name: str, type_: str) -> sql.Column:
    column = sql.column(name, quoted=True)
    column.type = type_
    return column


def _compared(value: sql.Expr, operator: str, cut: float) -> sql.Expr:
    return COMPARISONS[operator](this=value, expression=sql.convert(cut))


def _settled(*, true: sql.Expr, false: sql.Expr) -> sql.Expr:
    """TRUE or FALSE where one is certain, else NULL."""
    return sql.case().when(true, sql.true()).when(false, sql.false())


def _at_least(count: int, parts: list[sql.Expr]) -> sql.Expr:
    one, nought = sql.convert(1), sql.convert(0)
    certain = _sum(sql.case().when(part, one).else_(nought) for part in parts)
    possible = _sum(sql.case().when(sql.not_(part), nought).else_(one) for part in parts)
    return _settled(
        true=_compared(certain, ">=", count),
        false=_compared(possible, "<", count),
    )


def _score(score: Score, operator: str, cut: int) -> sql.Expr:
    low = _sum(_bound(item, min) for item in score.items)
    high = _sum(_bound(item, max) for item in score.items)
    if operator in {"=", "<>"}:
        equal = _settled(
            true=sql.and_(_compared(low, "=", cut), _compared(high, "=", cut)),
            false=sql.or_(_compared(low, ">", cut), _compared(high, "<", cut)),
        )
        return equal if operator == "=" else sql.not_(equal)
    # The end of the interval that meets the cut last makes it certain, the other possible.
    last, first = (low, high) if operator in {">", ">="} else (high, low)
    return _settled(
        true=_compared(last, operator, cut),
        false=sql.not_(_compared(first, operator, cut)),
    )


def _bound(item: Item, end: Callable[[int, int], int]) -> sql.Expr:
    """
    Write the least (`min`) or most (`max`) points that an item can still earn.

    A band that holds decides. Otherwise the unknown band that reaches furthest does, and bands
    that reach no further than `otherwise` make no difference.
    """
    if not item.bands:
        return sql.convert(item.otherwise)
    case = sql.case()
    for band in item.bands:
        case = case.when(_truth(band.when), sql.convert(band.points))
    for band in sorted(item.bands, key=lambda band: band.points, reverse=end is max):
        if end(band.points, item.otherwise) != item.otherwise:
            unknown = sql.Is(this=sql.paren(_truth(band.when)), expression=sql.null())
            case = case.when(unknown, sql.convert(band.points))
    return case.else_(sql.convert(item.otherwise))


def _sum(terms: Iterable[sql.Expr]) -> sql.Expr:
    return reduce(lambda total, term: sql.Add(this=total, expression=term), terms)
