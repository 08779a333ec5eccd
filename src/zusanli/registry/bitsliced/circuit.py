"""
A circuit of bitwise gates, in which equal parts are one.

Each wire carries one bit of each patient. A truth is a pair of wires, `yes` and `no`: of a patient
for whom neither is set nobody knows. So unknown is what is left when nothing was written, and
Kleene's AND and OR are two gates each, his NOT none at all.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from functools import reduce
from itertools import count

from zusanli.core.rules.tree import Rule

Wire = int
NEVER: Wire = 0
"""The wire that is set for nobody."""
ALWAYS: Wire = 1
"""The wire that is set for everybody."""


class Op(IntEnum):
    """What a gate makes of the words on its wires, two or three."""

    AND = 0
    OR = 1
    XOR = 2
    BUT_NOT = 3
    AND_3 = 4
    OR_3 = 5


@dataclass(frozen=True, slots=True)
class Gate:
    """One bitwise operation."""

    op: Op
    left: Wire
    right: Wire


@dataclass(frozen=True, slots=True)
class Truths:
    """For whom something holds, and for whom it does not; in neither: unknown."""

    yes: Wire
    no: Wire

    def __invert__(self) -> "Truths":
        """The contrary, for which nothing has to be computed."""
        return Truths(self.no, self.yes)


@dataclass(slots=True)
class Circuit:
    """Gates over inputs, each after those it needs; an input is a test of one column."""

    inputs: dict[Rule, Truths] = field(default_factory=dict)
    gates: dict[Wire, Gate] = field(default_factory=dict)
    _made: dict[Gate, Wire] = field(default_factory=dict)
    _wires: Iterator[Wire] = field(default_factory=lambda: count(ALWAYS + 1))

    def input(self, test: Rule) -> Truths:
        """Give what a test of a column says."""
        if test not in self.inputs:
            self.inputs[test] = Truths(next(self._wires), next(self._wires))
        return self.inputs[test]

    def all(self, wires: Iterable[Wire]) -> Wire:
        """Set where all of them are; for everybody if there are none."""
        return reduce(self._and, wires, ALWAYS)

    def any(self, wires: Iterable[Wire]) -> Wire:
        """Set where one of them is; for nobody if there are none."""
        return reduce(self._or, wires, NEVER)

    def but_not(self, wire: Wire, unless: Wire) -> Wire:
        """Set where the first is and the second is not."""
        if wire in {NEVER, unless} or unless == ALWAYS:
            return NEVER
        return wire if unless == NEVER else self._gate(Op.BUT_NOT, wire, unless)

    def differ(self, left: Wire, right: Wire) -> Wire:
        """Set where one of two is and the other is not."""
        if NEVER in {left, right}:
            return left or right
        if ALWAYS in {left, right}:
            return self.but_not(ALWAYS, right if left == ALWAYS else left)
        return NEVER if left == right else self._gate(Op.XOR, *sorted((left, right)))

    def _and(self, left: Wire, right: Wire) -> Wire:
        if NEVER in {left, right}:
            return NEVER
        if ALWAYS in {left, right} or left == right:
            return max(left, right)
        return self._gate(Op.AND, *sorted((left, right)))

    def _or(self, left: Wire, right: Wire) -> Wire:
        if ALWAYS in {left, right}:
            return ALWAYS
        if NEVER in {left, right} or left == right:
            return max(left, right)
        return self._gate(Op.OR, *sorted((left, right)))

    def _gate(self, op: Op, left: Wire, right: Wire) -> Wire:
        gate = Gate(op, left, right)
        if gate not in self._made:
            wire = next(self._wires)
            self._made[gate], self.gates[wire] = wire, gate
        return self._made[gate]
