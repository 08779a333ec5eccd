"""Run a program over planes, on as many threads as are given."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from zusanli.registry.bitsliced import numpy_machine
from zusanli.registry.bitsliced.columns import WORD, Bits, Columns, Planes, Words, pack, unpacked
from zusanli.registry.bitsliced.program import Program

Run = Callable[[Program, Planes, Words, int, int], None]


@dataclass(frozen=True, slots=True)
class Machine:
    """What runs programs, and the words of a block that it is quickest with."""

    name: str
    run: Run
    width: int


NUMPY = Machine("numpy", numpy_machine.run, numpy_machine.WIDTH)


def with_numba() -> Machine:
    """
    Give the quicker machine, of the extra `speed`.

    Raises:
        ImportError: numba is not installed.
    """
    from zusanli.registry.bitsliced import numba_machine  # noqa: PLC0415 - half a second to load

    return Machine("numba", numba_machine.run, numba_machine.WIDTH)


def fastest() -> Machine:
    """Give the quickest machine that is installed; all of them say the same."""
    try:
        return with_numba()
    except ImportError:
        return NUMPY


@dataclass(frozen=True, slots=True)
class Asked:
    """What a program was asked, for so many patients: `words[block, plane, word]`."""

    words: Words
    patients: int

    def bits(self, number: int) -> Bits:
        """Give the answer to one question as a bit for each patient."""
        return unpacked(self.words[:, number], self.patients)

    def count(self, number: int) -> int:
        """Count the patients for whom the answer is yes."""
        whole, rest = divmod(self.patients, WORD)
        plane = np.ascontiguousarray(self.words[:, number]).ravel()
        # Behind the last patient stands nobody, and of nobody everything is unknown.
        last = int(plane[whole]) & ((1 << rest) - 1) if rest else 0
        return int(np.bitwise_count(plane[:whole]).sum()) + last.bit_count()


def pack_for(machine: Machine, program: Program, columns: Columns, *, patients: int) -> Planes:
    """Pack columns in the blocks that a machine is quickest with."""
    return pack(program, columns, patients=patients, width=machine.width)


def run(
    machine: Machine,
    program: Program,
    planes: Planes,
    *,
    threads: int = 1,
    into: Words | None = None,
) -> Asked:
    """
    Run a program over all blocks, divided among threads.

    `into` is written over where it is given: memory that the system has yet to hand out costs more
    time than the rules.
    """
    blocks, _, width = planes.words.shape
    shape = (blocks, program.asked, width)
    asked = np.empty(shape, dtype=np.uint64) if into is None else into
    ends = [blocks * part // threads for part in range(threads + 1)]
    with ThreadPoolExecutor(threads) as pool:
        parts = [
            pool.submit(machine.run, program, planes, asked, first, last)
            for first, last in pairwise(ends)
        ]
        for part in parts:
            part.result()
    return Asked(asked, planes.patients)
