"""
Columns of findings, packed to planes of bits.

A row is one patient, and a column is named as in SQL (`zusanli.knowledge.sql`): a yes/no finding
is int8, 1 for yes, 0 for no and anything else unknown; a number is float64, NaN is unknown; a
choice is `Coded`; each member of a set is a yes/no column of its own, `pain_places.left.sole`. A
column that is missing is unknown for everybody.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from zusanli.core.rules.tree import Compare, Is, OneOf, Rule
from zusanli.errors import RuleError
from zusanli.registry.bitsliced.program import Program

WORD = 64
Words = NDArray[np.uint64]
Bits = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Coded:
    """A choice: the number of each patient's word among `words`; any other number is unknown."""

    codes: NDArray[np.int8]
    words: tuple[str, ...]


Column = NDArray[np.int8] | NDArray[np.float64] | Coded
Columns = Mapping[str, Column]


@dataclass(frozen=True, slots=True)
class Planes:
    """Packed inputs: `words[block, plane, word]`, for so many patients."""

    words: Words
    patients: int


Run = Callable[[Planes, Words, int, int], None]
"""Runs a program over blocks of planes, from one number up to another, and writes the answers."""


def pack(program: Program, columns: Columns, *, patients: int, width: int) -> Planes:
    """
    Pack what a program asks of the columns, in blocks of `width` words a plane.

    Nobody stands in the bits after the last patient, and nothing is known of them.

    Raises:
        RuleError: a column is not as long as there are patients, or of another kind.
    """
    blocks = -(-patients // (width * WORD)) if patients else 0
    words = np.zeros((blocks, program.planes, width), dtype=np.uint64)
    for number, test in enumerate(program.inputs):
        column = columns.get(next(test.names()))
        if column is None:
            continue
        yes, no = _tested(test, column)
        if len(yes) != patients:
            name = next(test.names())
            raise RuleError(f"column {name} has {len(yes)} rows, not {patients}")
        words[:, 2 * number] = _packed(yes, blocks=blocks, width=width)
        words[:, 2 * number + 1] = _packed(no, blocks=blocks, width=width)
    return Planes(words, patients)


def _tested(test: Rule, column: Column) -> tuple[Bits, Bits]:
    """For whom a test of one column holds, and for whom it does not."""
    match test, column:
        case Is(), np.ndarray():
            return column == 1, column == 0
        case OneOf(_, choices), Coded(codes, words):
            known = (codes >= 0) & (codes < len(words))
            among = [number for number, word in enumerate(words) if word in choices]
            yes = known & np.isin(codes, among)
            return yes, known & ~yes
        case Compare(_, operator, cut), np.ndarray():
            return _compared(np.asarray(column, dtype=np.float64), operator, cut)
        case _:
            name = next(test.names())
            raise RuleError(f"column {name} is not of the kind that {type(test).__name__} reads")


def _compared(column: NDArray[np.float64], operator: str, cut: float) -> tuple[Bits, Bits]:
    """Compare; NaN neither reaches a cut nor falls short of it."""
    match operator:
        case "<":
            return column < cut, column >= cut
        case "<=":
            return column <= cut, column > cut
        case _:
            return column == cut, (column < cut) | (column > cut)


def _packed(bits: Bits, *, blocks: int, width: int) -> Words:
    packed = np.packbits(bits, bitorder="little")
    padded = np.zeros(blocks * width * WORD // 8, dtype=np.uint8)
    padded[: len(packed)] = packed
    return padded.view("<u8").reshape(blocks, width)


def unpacked(plane: Words, patients: int) -> Bits:
    """Give one plane of all blocks back as a bit for each patient."""
    octets = np.ascontiguousarray(plane).view(np.uint8).ravel()
    return np.unpackbits(octets, count=patients, bitorder="little").astype(np.bool_)
