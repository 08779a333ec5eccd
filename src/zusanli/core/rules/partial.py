"""Partial evaluation: what is left of a rule once the known values have been put in."""

from collections.abc import Callable
from dataclasses import replace

from zusanli.core.rules.score import Item, ScoreCompare
from zusanli.core.rules.tree import And, AtLeast, Constant, Known, Not, Or, Rule

TRUE, FALSE = Constant(value=True), Constant(value=False)


def restrict(rule: Rule, known: Known) -> Rule:
    """
    Put the known values in and simplify.

    The result looks only at unknown findings, and for every further answer it comes out as the
    rule itself would. A question that no longer occurs in it cannot matter any more.
    """
    match rule:
        case And(parts):
            return _join(parts, known, neutral=TRUE, deciding=FALSE, make=And)
        case Or(parts):
            return _join(parts, known, neutral=FALSE, deciding=TRUE, make=Or)
        case AtLeast(count, parts):
            return _at_least(count, [restrict(part, known) for part in parts])
        case Not(part):
            inner = restrict(part, known)
            return Constant(not inner.value) if isinstance(inner, Constant) else Not(inner)
        case _:
            truth = rule.truth(known)
            if truth is not None:
                return Constant(truth)
            return _narrow(rule, known) if isinstance(rule, ScoreCompare) else rule


def _join(
    parts: tuple[Rule, ...],
    known: Known,
    *,
    neutral: Constant,
    deciding: Constant,
    make: Callable[[tuple[Rule, ...]], Rule],
) -> Rule:
    left = []
    for part in parts:
        inner = restrict(part, known)
        if inner == deciding:
            return deciding
        if inner != neutral:
            left.append(inner)
    if not left:
        return neutral
    return left[0] if len(left) == 1 else make(tuple(left))


def _at_least(count: int, parts: list[Rule]) -> Rule:
    needed = count - parts.count(TRUE)
    left = tuple(part for part in parts if not isinstance(part, Constant))
    if needed <= 0:
        return TRUE
    if needed > len(left):
        return FALSE
    return left[0] if len(left) == 1 else AtLeast(needed, left)


def _narrow(rule: ScoreCompare, known: Known) -> Rule:
    items = tuple(_settled(item, known) for item in rule.score.items)
    return replace(rule, score=replace(rule.score, items=items))


def _settled(item: Item, known: Known) -> Item:
    least, most = item.interval(known)
    if least == most:
        return Item(item.id, bands=(), otherwise=least)
    bands = tuple(
        replace(band, when=left)
        for band in item.bands
        if (left := restrict(band.when, known)) != FALSE
    )
    return replace(item, bands=bands)
