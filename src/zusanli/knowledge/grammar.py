"""
From the text of a rule to its tree.

A rule is a SQL boolean expression. sqlglot parses it; this module keeps what cannot turn unknown
into no: names, literals, AND, OR, NOT, comparisons, IN, BETWEEN and AT_LEAST(n, a, b, ...).
"""

import itertools
import math
from collections.abc import Mapping
from dataclasses import dataclass

import sqlglot
from sqlglot import TokenType
from sqlglot import expressions as sql
from sqlglot.errors import SqlglotError

from zusanli.core.findings import Finding, Kind, sided
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
from zusanli.errors import RuleError, close_matches

OPERATORS: Mapping[type[sql.Expr], str] = {
    sql.EQ: "=",
    sql.NEQ: "<>",
    sql.LT: "<",
    sql.LTE: "<=",
    sql.GT: ">",
    sql.GTE: ">=",
}
MIRRORED = {"=": "=", "<>": "<>", "<": ">", "<=": ">=", ">": "<", ">=": "<="}


@dataclass(frozen=True)
class Names:
    """
    What a rule may speak of.

    `sets` holds the sets that every case carries (complaints, examinations) with their members,
    `phrases` the text of shared phrases, which are put in where they are named.
    """

    findings: Mapping[str, Finding]
    scores: Mapping[str, Score]
    sets: Mapping[str, tuple[str, ...]]
    phrases: Mapping[str, Rule]


def parse(text: str, names: Names) -> Rule:
    """
    Parse one rule.

    Raises:
        RuleError: it is not SQL, leaves the grammar, or names what does not exist.
    """
    try:
        tokens = sqlglot.tokenize(text, dialect="duckdb")
        tree = sqlglot.parse_one(text, dialect="duckdb")
    except SqlglotError as error:
        raise RuleError(f"not a SQL expression: {text!r}") from error
    # Where TOML joins two lines, a comment would take the second with it, and nobody would see.
    if any(token.comments or token.token_type is TokenType.SEMICOLON for token in tokens):
        raise RuleError(f"a rule has no comment and no semicolon: {text!r}")
    try:
        return _Reader(names).rule(tree)
    except RuleError as error:
        raise RuleError(f"{error}, in {text!r}") from error


@dataclass(frozen=True)
class _Reader:
    names: Names

    def rule(self, node: sql.Expr) -> Rule:
        match node:
            case sql.Paren():
                return self.rule(node.this)
            case sql.And() | sql.Or():
                return self._joined(node)
            case sql.Not():
                return Not(self.rule(node.this))
            case sql.Boolean():
                return Constant(bool(node.this))
            case _:
                return self._leaf(node)

    def _leaf(self, node: sql.Expr) -> Rule:
        match node:
            case sql.Column():
                return self._yes_no(self._name(node))
            case sql.Between():
                return self._between(node)
            case sql.In():
                return self._in(node)
            case sql.Anonymous() if str(node.this).upper() == "AT_LEAST":
                return self._at_least(node)
            case _ if type(node) in OPERATORS:
                return self._comparison(node)
            case _:
                raise RuleError(f"{node.sql()!r} is outside the grammar of rules")

    def _joined(self, node: sql.And | sql.Or) -> Rule:
        make = And if isinstance(node, sql.And) else Or
        # Parentheses kept apart, so that the tree has the shape that the author wrote.
        return make(tuple(self.rule(part) for part in node.flatten(unnest=False)))

    def _name(self, node: sql.Expr) -> str:
        if not isinstance(node, sql.Column) or node.table:
            raise RuleError(f"{node.sql()!r} is not a name")
        return str(node.name)

    def _yes_no(self, name: str) -> Rule:
        if name in self.names.phrases:
            return self.names.phrases[name]
        if self._finding(name).kind is not Kind.YES_NO:
            raise RuleError(f"{name} is not a yes/no finding and cannot stand alone")
        return Is(name)

    def _finding(self, name: str) -> Finding:
        if name in self.names.findings:
            return self.names.findings[name]
        others: Mapping[str, Mapping[str, object]] = {
            "a phrase": self.names.phrases,
            "a score": self.names.scores,
            "a set": self.names.sets,
        }
        for what, known in others.items():
            if name in known:
                raise RuleError(f"{name} is {what} and cannot stand here")
        meant = close_matches(name, [*self.names.findings, *itertools.chain(*others.values())])
        raise RuleError(f"{name} is not known{meant}")

    def _comparison(self, node: sql.Expr) -> Rule:
        operator = OPERATORS[type(node)]
        left, right = node.this, node.expression
        if not isinstance(left, sql.Column):
            left, right, operator = right, left, MIRRORED[operator]
        return self._compared(self._name(left), operator, right)

    def _compared(self, name: str, operator: str, right: sql.Expr) -> Rule:
        if name in self.names.scores:
            return ScoreCompare(self.names.scores[name], operator, _whole(right))
        match self._finding(name).kind:
            case Kind.NUMBER:
                return Compare(name, operator, _number(right))
            case Kind.CHOICE if operator in {"=", "<>"}:
                among = self._one_of(name, [right])
                return among if operator == "=" else Not(among)
            case kind:
                raise RuleError(f"{name} is {kind.value} and cannot be compared with {operator}")

    def _between(self, node: sql.Between) -> Rule:
        name, low, high = self._name(node.this), node.args["low"], node.args["high"]
        if node.args.get("symmetric") or _number(low) > _number(high):
            raise RuleError(f"{node.sql()!r} does not go from the lower to the higher")
        return And((self._compared(name, ">=", low), self._compared(name, "<=", high)))

    def _in(self, node: sql.In) -> Rule:
        field = node.args.get("field")
        if field is not None:
            return self._member(_text(node.this), self._name(field))
        if node.args.get("query") or not node.expressions:
            raise RuleError(f"{node.sql()!r} is outside the grammar of rules")
        return self._one_of(self._name(node.this), node.expressions)

    def _one_of(self, name: str, values: list[sql.Expr]) -> Rule:
        finding = self._finding(name)
        if finding.kind is not Kind.CHOICE:
            raise RuleError(f"{name} is not a choice")
        known = [choice.id for choice in finding.choices]
        chosen = tuple(_text(value) for value in values)
        for choice in chosen:
            if choice not in known:
                raise RuleError(f"{choice!r} is no choice of {name}{close_matches(choice, known)}")
        return OneOf(name, chosen)

    def _member(self, item: str, name: str) -> Rule:
        if name in self.names.sets:
            members: tuple[str, ...] = self.names.sets[name]
            places: tuple[str, ...] = ()
        elif self._finding(name).kind is Kind.PLACES:
            places = self.names.findings[name].places
            members = (*places, *sided(places))
        else:
            raise RuleError(f"{name} is not a set")
        if item not in members:
            raise RuleError(f"{item!r} is not in {name}{close_matches(item, list(members))}")
        return Member(name, item, sided((item,)) if item in places else (item,))

    def _at_least(self, node: sql.Anonymous) -> Rule:
        if not node.expressions:
            raise RuleError("AT_LEAST counts nothing")
        needed = _whole(node.expressions[0])
        parts = tuple(self.rule(part) for part in node.expressions[1:])
        if not 1 <= needed <= len(parts):
            raise RuleError(f"AT_LEAST({needed}, ...) of {len(parts)} parts is always the same")
        if len(set(parts)) < len(parts):
            raise RuleError(f"{node.sql()!r} counts a part twice")
        return AtLeast(needed, parts)


def _number(node: sql.Expr) -> int | float:
    sign = -1 if isinstance(node, sql.Neg) else 1
    literal = node.this if isinstance(node, sql.Neg) else node
    if not isinstance(literal, sql.Literal) or literal.is_string:
        raise RuleError(f"{node.sql()!r} is not a number")
    number = int(literal.this) if str(literal.this).isdecimal() else float(literal.this)
    if not math.isfinite(number):
        raise RuleError(f"{node.sql()!r} is beyond all numbers")
    return sign * number


def _whole(node: sql.Expr) -> int:
    number = _number(node)
    if not isinstance(number, int):
        raise RuleError(f"{node.sql()!r} is not a whole number")
    return number


def _text(node: sql.Expr) -> str:
    if not isinstance(node, sql.Literal) or not node.is_string:
        raise RuleError(f"{node.sql()!r} is not a quoted word")
    return str(node.this)
