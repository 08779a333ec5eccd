"""
A machine of numba: the same instructions, over blocks so small that all places of one stay in L2.

It is compiled once for all programs, since a program is data to it.
"""

import numba
import numpy as np
from numpy.typing import NDArray

from zusanli.registry.bitsliced.circuit import Op
from zusanli.registry.bitsliced.columns import Planes, Words
from zusanli.registry.bitsliced.program import Program

WIDTH = 64
AND, OR, XOR, BUT_NOT, AND_3 = map(int, list(Op)[:-1])


def run(program: Program, planes: Planes, asked: Words, first: int, last: int) -> None:
    """Run a program over the blocks from `first` up to `last`, and write what it asks for."""
    places = np.zeros((program.places, WIDTH), dtype=np.uint64)
    places[program.always] = ~np.uint64(0)
    _run(program.code, planes.words, asked, places, first, last)


@numba.njit(nogil=True, cache=True)
def _run(  # noqa: C901, PLR0912 - compilers see through one plain function
    code: NDArray[np.int32], planes: Words, asked: Words, places: Words, first: int, last: int
) -> None:
    """
    Bring a block into the cache, run all instructions on it there, and take away what was asked.

    Each operation has a loop of its own, of a length that the compiler knows: it makes vector
    instructions of such loops, and of those only.
    """
    inputs, outputs = planes.shape[1], asked.shape[1]
    for block in range(first, last):
        places[:inputs] = planes[block]
        for step in range(code.shape[0]):
            op, to = code[step, 0], code[step, 1]
            a, b, c = code[step, 2], code[step, 3], code[step, 4]
            if op == AND:
                for word in range(WIDTH):
                    places[to, word] = places[a, word] & places[b, word]
            elif op == OR:
                for word in range(WIDTH):
                    places[to, word] = places[a, word] | places[b, word]
            elif op == XOR:
                for word in range(WIDTH):
                    places[to, word] = places[a, word] ^ places[b, word]
            elif op == BUT_NOT:
                for word in range(WIDTH):
                    places[to, word] = places[a, word] & ~places[b, word]
            elif op == AND_3:
                for word in range(WIDTH):
                    places[to, word] = places[a, word] & places[b, word] & places[c, word]
            else:
                for word in range(WIDTH):
                    places[to, word] = places[a, word] | places[b, word] | places[c, word]
        asked[block] = places[inputs : inputs + outputs]
