"""Why a rule came out as it did, and which unknowns keep it open."""

from collections.abc import Iterator
from dataclasses import dataclass

from zusanli.core.rules.partial import restrict
from zusanli.core.rules.score import ScoreCompare
from zusanli.core.rules.tree import And, AtLeast, Known, Member, Not, Or, Rule, Value


@dataclass(frozen=True, slots=True)
class Reason:
    """A finding with the value that decided, or a score with the interval that did."""

    name: str
    value: Value | tuple[int, int]


def because(rule: Rule, known: Known) -> tuple[Reason, ...]:
    """
    Name the known values that decided the rule, each once.

    Of an OR that is true only the true parts are named, of an AND that is false only the false
    ones: what would have been the same the other way is no reason.
    """
    return tuple(dict.fromkeys(_reasons(rule, known)))


def unknowns(rule: Rule, known: Known) -> tuple[str, ...]:
    """Name the findings whose values could still decide the rule; none once it is settled."""
    return tuple(dict.fromkeys(_open_names(rule, known))) if rule.truth(known) is None else ()


def items(rule: Rule, finding: str) -> Iterator[str]:
    """Name the items of a set that a rule asks for, in the order of its text."""
    match rule:
        case Member(of, item) if of == finding:
            yield item
        case And(parts) | Or(parts) | AtLeast(_, parts):
            for part in parts:
                yield from items(part, finding)
        case Not(part):
            yield from items(part, finding)


def _open_names(rule: Rule, known: Known) -> Iterator[str]:
    """Name what is left of a rule that is open, as `restrict` would leave it, but build no tree."""
    match rule:
        case And(parts) | Or(parts) | AtLeast(_, parts):
            for part in parts:
                if part.truth(known) is None:
                    yield from _open_names(part, known)
        case Not(part):
            yield from _open_names(part, known)
        case ScoreCompare():
            yield from restrict(rule, known).names()
        case _:
            yield from rule.names()


def _reasons(rule: Rule, known: Known) -> Iterator[Reason]:
    truth = rule.truth(known)
    if truth is None:
        return
    match rule:
        case Not(part):
            yield from _reasons(part, known)
        case And(parts) | Or(parts) | AtLeast(_, parts):
            for part in parts:
                if part.truth(known) is truth:
                    yield from _reasons(part, known)
        case ScoreCompare(score):
            yield Reason(score.id, score.interval(known))
        case _:
            for name in rule.names():
                yield Reason(name, known[name])
