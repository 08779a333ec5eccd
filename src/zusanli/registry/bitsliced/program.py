"""
A circuit as a list of instructions for few registers.

Registers are as many as wires are alive at one time, some dozens: for a block of patients all of
them fit in the cache next to a core, whatever the number of rules, and memory is only read for
the columns and written for what was asked.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from zusanli.core.rules.tree import Rule
from zusanli.registry.bitsliced.circuit import ALWAYS, NEVER, Circuit, Op, Wire

CONSTANTS = ALWAYS + 1
"""So many registers, the first, hold what is set for nobody and for everybody."""
JOINED = {Op.AND: Op.AND_3, Op.OR: Op.OR_3}
"""Operations of which two in a row are one of three wires: a result less goes through memory."""
Instruction = tuple[int, int, int, int, int]
FIELDS = 5


@dataclass(frozen=True, slots=True, eq=False)
class Program:
    """
    Instructions `[operation, to, first, second, third]`, in places that are counted through.

    First come the planes of the inputs, two of each, then the planes asked for, then registers.
    """

    inputs: tuple[Rule, ...]
    asked: int
    registers: int
    code: NDArray[np.int32]

    @property
    def planes(self) -> int:
        """How many planes the inputs have."""
        return 2 * len(self.inputs)

    @property
    def asked_places(self) -> range:
        """The places of what is asked for."""
        return range(self.planes, self.planes + self.asked)

    @property
    def never(self) -> int:
        """The place of what is set for nobody, which a machine sets before it begins."""
        return self.planes + self.asked + NEVER

    @property
    def always(self) -> int:
        """The place of what is set for everybody, which a machine sets before it begins."""
        return self.planes + self.asked + ALWAYS


@dataclass(frozen=True, slots=True)
class _Step:
    """A gate, or two that were joined, and the wire on which it comes out."""

    op: Op
    wire: Wire
    operands: tuple[Wire, ...]


def schedule(circuit: Circuit, asked: Sequence[Wire]) -> Program:
    """Put in order what the wires asked for need, and nothing else."""
    steps = _joined(circuit, asked, _needed(circuit, asked))
    inputs = _in_order_of_need(circuit, steps)
    places = _Places(circuit, inputs, asked, steps)
    code = [places.instruction(number, step) for number, step in enumerate(steps)]
    code += places.copies()
    return Program(
        inputs=inputs,
        asked=len(asked),
        registers=places.registers,
        code=np.array(code, dtype=np.int32).reshape(-1, FIELDS),
    )


def _needed(circuit: Circuit, asked: Sequence[Wire]) -> list[Wire]:
    """Give the gates that the asked wires need, depth first, so that few are alive at a time."""
    order: dict[Wire, None] = {}
    waiting = list(reversed(asked))
    while waiting:
        gate = circuit.gates.get(waiting[-1])
        needs = () if gate is None or waiting[-1] in order else (gate.right, gate.left)
        missing = [wire for wire in needs if wire in circuit.gates and wire not in order]
        waiting.extend(missing)
        if not missing:
            wire = waiting.pop()
            if gate:
                order.setdefault(wire)
    return list(order)


def _joined(circuit: Circuit, asked: Sequence[Wire], order: Sequence[Wire]) -> list[_Step]:
    """Join a gate with the one before it, where nobody else needs what that one says."""
    gates = [circuit.gates[wire] for wire in order]
    uses = Counter(asked) + Counter(wire for gate in gates for wire in (gate.left, gate.right))
    taken: set[Wire] = set()
    steps = []
    for wire, gate in zip(reversed(order), reversed(gates), strict=True):
        if wire in taken:
            continue
        step = _Step(gate.op, wire, (gate.left, gate.right))
        for near, far in ((gate.left, gate.right), (gate.right, gate.left)):
            before = circuit.gates.get(near)
            if before and before.op == gate.op and gate.op in JOINED and uses[near] == 1:
                step = _Step(JOINED[gate.op], wire, (before.left, before.right, far))
                taken.add(near)
                break
        steps.append(step)
    return steps[::-1]


def _in_order_of_need(circuit: Circuit, steps: Sequence[_Step]) -> tuple[Rule, ...]:
    """Give the inputs as the steps come to need them: memory is quickest when read straight on."""
    tests = {wire: test for test, each in circuit.inputs.items() for wire in (each.yes, each.no)}
    needed = [tests[wire] for step in steps for wire in step.operands if wire in tests]
    return tuple(dict.fromkeys((*needed, *circuit.inputs)))


class _Places:
    """Where each wire lies while the program runs."""

    def __init__(
        self,
        circuit: Circuit,
        inputs: Sequence[Rule],
        asked: Sequence[Wire],
        steps: Sequence[_Step],
    ) -> None:
        self.gates, self.asked = circuit.gates, asked
        truths = map(circuit.inputs.__getitem__, inputs)
        planes = [wire for each in truths for wire in (each.yes, each.no)]
        self.first_asked, self.first_register = len(planes), len(planes) + len(asked)
        self.registers = CONSTANTS
        self.free: list[int] = []
        self.of = {wire: self.first_register + wire for wire in (NEVER, ALWAYS)}
        # A gate that is asked for is computed where it is asked for, at its first asking.
        asked_at = [(wire, self.first_asked + number) for number, wire in enumerate(asked)]
        self.of |= {wire: place for wire, place in reversed(asked_at) if wire in self.gates}
        self.of |= {wire: place for place, wire in enumerate(planes)}
        self.last_use = {
            operand: number for number, step in enumerate(steps) for operand in step.operands
        }

    def instruction(self, number: int, step: _Step) -> Instruction:
        """
        Compute a gate, in a register that nobody needs any more.

        Never in one that it reads: a compiler that must expect that goes word by word.
        """
        if step.wire not in self.of:
            self.of[step.wire] = self.free.pop() if self.free else self._new()
        for operand in set(step.operands):
            ends = self.last_use[operand] == number and operand in self.gates
            if ends and self.of[operand] >= self.first_register:
                self.free.append(self.of[operand])
        first, second, *more = (self.of[operand] for operand in step.operands)
        return step.op, self.of[step.wire], first, second, more[0] if more else second

    def _new(self) -> int:
        self.registers += 1
        return self.first_register + self.registers - 1

    def copies(self) -> list[Instruction]:
        """Copy what is asked for and lies elsewhere: a column itself, or a wire asked for twice."""
        return [
            (Op.OR, self.first_asked + number, self.of[wire], self.of[wire], self.of[wire])
            for number, wire in enumerate(self.asked)
            if self.of[wire] != self.first_asked + number
        ]
