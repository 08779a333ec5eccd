"""Run a program over planes, on as many threads as are given."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

import numpy as np

from zusanli.registry.bitsliced import numpy_machine
from zusanli.registry.bitsliced.columns import (
    WORD,
    Bits,
    Columns,
    Planes,
    Run,
    Words,
    pack,
    unpacked,
)
from zusanli.registry.bitsliced.program import Program


@dataclass(frozen=True, slots=True)
class Machine:
    """What runs programs, and the words of a block that it is quickest with."""

    name: str
    prepared: Callable[[Program], Run]
    width: int


NUMPY = Machine("numpy", numpy_machine.prepared, numpy_machine.WIDTH)


def with_llvm() -> Machine:
    """
    Give the quicker machine, of the extra `speed`.

    Raises:
        ImportError: llvmlite is not installed.
    """
    from zusanli.registry.bitsliced import llvm_machine  # noqa: PLC0415 - not everybody has it

    return Machine("LLVM", llvm_machine.prepared, llvm_machine.WIDTH)


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
    in_parts(partial(machine.prepared(program), planes, asked), blocks=blocks, threads=threads)
    return Asked(asked, planes.patients)


def in_parts(work: Callable[[int, int], None], *, blocks: int, threads: int) -> None:
    """Give each thread a run of blocks, as long as the others', and wait for all."""
    ends = [blocks * part // threads for part in range(threads + 1)]
    with ThreadPoolExecutor(threads) as pool:
        for part in [pool.submit(work, *each) for each in pairwise(ends)]:
            part.result()
