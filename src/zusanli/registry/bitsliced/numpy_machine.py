"""A machine of NumPy: each instruction runs over a block of patients that the cache holds."""

from functools import partial

import numpy as np

from zusanli.registry.bitsliced.circuit import ALWAYS, Op
from zusanli.registry.bitsliced.columns import Planes, Run, Words
from zusanli.registry.bitsliced.program import Program

WIDTH = 2048
"""Words a block: NumPy's own cost of a call is spread over them, and some dozens of them fit."""


def prepared(program: Program) -> Run:
    """Give what runs a program."""
    return partial(_run, program)


def _run(program: Program, planes: Planes, asked: Words, first: int, last: int) -> None:
    """Run over the blocks from `first` up to `last`, and write what is asked for."""
    width = planes.words.shape[2]
    registers = np.zeros((program.registers, width), dtype=np.uint64)
    registers[ALWAYS] = ~np.uint64(0)
    inverted = np.empty(width, dtype=np.uint64)
    code = program.code.tolist()
    for block in range(first, last):
        places = [*planes.words[block], *asked[block], *registers]
        for op, to, a, b, c in code:
            match op:
                case Op.AND:
                    np.bitwise_and(places[a], places[b], out=places[to])
                case Op.OR:
                    np.bitwise_or(places[a], places[b], out=places[to])
                case Op.XOR:
                    np.bitwise_xor(places[a], places[b], out=places[to])
                case Op.BUT_NOT:
                    np.bitwise_not(places[b], out=inverted)
                    np.bitwise_and(places[a], inverted, out=places[to])
                case Op.AND_3:
                    np.bitwise_and(places[a], places[b], out=places[to])
                    np.bitwise_and(places[to], places[c], out=places[to])
                case _:
                    np.bitwise_or(places[a], places[b], out=places[to])
                    np.bitwise_or(places[to], places[c], out=places[to])
