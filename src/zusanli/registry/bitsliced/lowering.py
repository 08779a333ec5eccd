"""Rules lowered to a circuit: for every patient it says what the interpreter says."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from zusanli.core.rules.score import Item, ScoreCompare
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
from zusanli.registry.bitsliced.circuit import ALWAYS, NEVER, Circuit, Truths, Wire
from zusanli.registry.bitsliced.numbers import Number, add, at_least

CONTRARY = {">=": "<", ">": "<=", "<>": "="}
"""A comparison of a known number fails where its contrary holds, so half of them need no input."""


def lower(rules: Sequence[Rule]) -> tuple[Circuit, tuple[Truths, ...]]:
    """
    Make one circuit of many rules, and say on which wires each of them comes out.

    Raises:
        RuleError: a rule has a part that no circuit is known for.
    """
    lowering = _Lowering(Circuit())
    return lowering.circuit, tuple(map(lowering.truths, rules))


@dataclass(slots=True)
class _Lowering:
    circuit: Circuit

    def truths(self, rule: Rule) -> Truths:  # noqa: PLR0911 - one case for each node
        match rule:
            case Constant(value):
                return Truths(ALWAYS, NEVER) if value else Truths(NEVER, ALWAYS)
            case Not(part):
                return ~self.truths(part)
            case And(parts):
                return self._all(map(self.truths, parts))
            case Or(parts):
                return self._any(map(self.truths, parts))
            case Member(finding, _, items):
                return self._any(self.truths(Is(f"{finding}.{item}")) for item in items)
            case AtLeast(count, parts):
                return self._at_least(count, tuple(map(self.truths, parts)))
            case ScoreCompare():
                return self._score(rule)
            case Compare(finding, operator, cut) if operator in CONTRARY:
                return ~self.truths(Compare(finding, CONTRARY[operator], cut))
            case Is() | Compare() | OneOf():
                return self.circuit.input(rule)
            case _:
                raise RuleError(f"{type(rule).__name__} has no circuit")

    def _all(self, parts: Iterable[Truths]) -> Truths:
        each = tuple(parts)
        return Truths(
            self.circuit.all(part.yes for part in each), self.circuit.any(part.no for part in each)
        )

    def _any(self, parts: Iterable[Truths]) -> Truths:
        return ~self._all(~part for part in parts)

    def _at_least(self, count: int, parts: tuple[Truths, ...]) -> Truths:
        """So many hold; it fails once so many fail that too few are left."""
        too_many = len(parts) - count + 1
        return Truths(
            self._so_many(count, [part.yes for part in parts]),
            self._so_many(too_many, [part.no for part in parts]),
        )

    def _so_many(self, count: int, wires: Sequence[Wire]) -> Wire:
        """Count by shifting: after each wire, place k is set where k of those so far are."""
        counted = [ALWAYS, *(NEVER for _ in range(count))]
        for wire in wires:
            for place in range(count, 0, -1):
                one_more = self.circuit.all((counted[place - 1], wire))
                counted[place] = self.circuit.any((counted[place], one_more))
        return counted[max(count, 0)]

    def _score(self, rule: ScoreCompare) -> Truths:
        low, high = self._interval(rule.score.items)
        circuit, cut = self.circuit, rule.cut
        match rule.operator:
            case ">=" | ">":
                cut += rule.operator == ">"
                surely, maybe = at_least(circuit, low, cut), at_least(circuit, high, cut)
                return Truths(surely, circuit.but_not(ALWAYS, maybe))
            case "<" | "<=":
                contrary = ">=" if rule.operator == "<" else ">"
                return ~self._score(ScoreCompare(rule.score, contrary, cut))
            case "=":
                below = self._score(ScoreCompare(rule.score, "<=", cut))
                above = self._score(ScoreCompare(rule.score, ">=", cut))
                return self._all((below, above))
            case _:
                return ~self._score(ScoreCompare(rule.score, "=", cut))

    def _interval(self, items: Iterable[Item]) -> tuple[Number, Number]:
        low = high = Number(0)
        for item in items:
            least, most = self._least_and_most(item)
            low, high = add(self.circuit, low, least), add(self.circuit, high, most)
        return low, high

    def _least_and_most(self, item: Item) -> tuple[Number, Number]:
        """
        Give the least and the most points that an item can still earn.

        Both climb from the fewest points of all through each of the others in turn, and the steps
        are weighed: an item of 0, 1 or 3 points is one for the first step and two for the second.
        """
        steps = sorted({item.otherwise, *(band.points for band in item.bands)})
        least = most = Number(steps[0])
        for below, points in pairwise(steps):
            surely, maybe = self._earns(item, points)
            rise = points - below
            least = add(self.circuit, least, Number.where(surely, rise))
            most = add(self.circuit, most, Number.where(maybe, rise))
        return least, most

    def _earns(self, item: Item, points: int) -> tuple[Wire, Wire]:
        """Where an item surely earns so many points or more, and where it may."""
        circuit = self.circuit
        surely = maybe = ALWAYS if item.otherwise >= points else NEVER
        decided = NEVER
        # From the last band to the first: one that holds decides, whatever is unknown beside it.
        for band in reversed(item.bands):
            when = self.truths(band.when)
            if band.points >= points:
                may_hold = circuit.but_not(circuit.but_not(ALWAYS, when.no), decided)
                surely = circuit.any((when.yes, surely))
                maybe = circuit.any((when.yes, may_hold, maybe))
            else:
                surely = circuit.all((circuit.any((when.no, decided)), surely))
                surely = circuit.but_not(surely, when.yes)
                maybe = circuit.but_not(maybe, when.yes)
            decided = circuit.any((when.yes, decided))
        return surely, maybe
