"""
How long the flags and precautions of millions of patients take, beside what memory allows.

    python -m bench.screening                     ten million patients, all rules, curves
    python -m bench.screening --patients 1000000

Answers come first: a sample is held against the interpreter, and what other engines say of the
same rules (`bench.engines`) against ours, patient for patient. The limit is what a kernel needs in
the same run, with the same two threads, that reads each packed word once, writes each answer once,
and does no more work than that.
"""

import argparse
import resource
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import cycle, islice

import numpy as np

from bench.columns import MadeUp, person
from bench.engines import beside_other_engines
from zusanli.core.precautions.precaution import Precaution
from zusanli.core.rulebook import RuleBook
from zusanli.core.rules.tree import Is, Not, Or
from zusanli.core.triage.flags import RedFlag, State
from zusanli.knowledge.store import load
from zusanli.registry.bitsliced.columns import Planes, Words
from zusanli.registry.bitsliced.running import NUMPY, Machine, in_parts, pack_for, with_llvm
from zusanli.registry.screening import Screening, screening, screening_of

SAMPLE = 500
THREADS = 2
ROUNDS = 5


def main() -> None:
    """Print the tables."""
    options = argparse.ArgumentParser(prog="bench.screening", description=__doc__)
    options.add_argument("--patients", type=int, default=10_000_000)
    patients = options.parse_args().patients
    book = load()
    program = screening(book).program
    print(
        f"{len(book.flags)} flags and {len(book.precautions)} precautions, release "
        f"{book.sha256[:12]}: {len(program.inputs)} tests of columns, {len(program.code)} "
        f"instructions, {program.registers} registers"
    )
    for machine in (with_llvm(), NUMPY):
        check(book, machine)
        whole(book, machine, patients)
    curves(book, patients)
    beside_other_engines(book, min(patients, 1_000_000))


def check(book: RuleBook, machine: Machine) -> None:
    """Hold a sample against the interpreter: a quick wrong answer is worth nothing."""
    made = screening(book)
    columns = dict(MadeUp(made.program, SAMPLE))
    screened = made.of(columns, patients=SAMPLE, machine=machine, threads=THREADS)
    people = [person(columns, row) for row in range(SAMPLE)]
    for flag in book.flags:
        told, states = screened.flags[flag.id], [flag.state(known) for known in people]
        assert list(told.true) == [each is State.RAISED for each in states], flag.id
        assert list(told.false) == [each is State.CLOSED for each in states], flag.id
    for precaution in book.precautions:
        told = screened.precautions[precaution.id]
        truths = [precaution.when.truth(known) for known in people]
        assert list(told.true) == [each is True for each in truths], precaution.id
        assert list(told.unknown) == [each is None for each in truths], precaution.id


def whole(book: RuleBook, machine: Machine, patients: int) -> None:
    """Time all rules of a release, with packing apart, beside what memory allows."""
    made = screening(book)
    columns = MadeUp(made.program, patients)
    start = time.perf_counter()
    planes = pack_for(machine, made.program, columns, patients=patients)
    packed_in = time.perf_counter() - start - columns.seconds
    ran_in, limit = beside_the_limit(made, machine, planes)
    rules = len(book.flags) + len(book.precautions)
    octets = planes.words.nbytes + made.program.asked * planes.words[:, 0].nbytes
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(
        f"{machine.name}, {patients:,} patients, {THREADS} threads: {ran_in * 1e3:.0f} ms, "
        f"{ran_in / limit:.2f} times the limit of {limit * 1e3:.0f} ms "
        f"({octets / limit / 1e9:.0f} GB/s of {octets / 1e9:.2f} GB); packing {packed_in:.1f} s; "
        f"{patients * rules / ran_in / 1e9:.1f} G rules of a patient a second; "
        f"memory at most {peak:.1f} GB"
    )


def beside_the_limit(made: Screening, machine: Machine, planes: Planes) -> tuple[float, float]:
    """Give the quickest of some runs, and of the limit, turn by turn, in seconds."""
    screened = made.run(planes, machine=machine, threads=THREADS)
    asked = screened.asked.words
    one_pass = partial(touch, planes.words, asked)
    runs, limits = [], []
    for _ in range(ROUNDS):
        runs.append(_timed(lambda: made.run(planes, machine=machine, threads=THREADS, into=asked)))
        limits.append(_timed(lambda: in_parts(one_pass, blocks=len(asked), threads=THREADS)))
    return min(runs), min(limits)


def touch(planes: Words, asked: Words, first: int, last: int) -> None:
    """Copy as much as is asked for, and read the rest: one pass over memory."""
    read, written = planes[first:last].reshape(-1), asked[first:last].reshape(-1)
    np.copyto(written, read[: len(written)])
    np.bitwise_or.reduce(read[len(written) :])


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def curves(book: RuleBook, most: int) -> None:
    """Print how time grows with patients and with rules."""
    machine = with_llvm()
    print("patients: ns for each, all rules")
    for patients in (10_000, 100_000, 1_000_000, most):
        print(f"  {patients:>10,}  {_nanoseconds(screening(book), machine, patients):.2f}")
    print("rules: ns for each of 1,000,000 patients")
    for count in (10, 30, 100, 200, 500):
        made = screening_of(*some_rules(book, count))
        print(f"  {count:>10}  {_nanoseconds(made, machine, min(most, 1_000_000)):.2f}")


def _nanoseconds(made: Screening, machine: Machine, patients: int) -> float:
    columns = MadeUp(made.program, patients)
    planes = pack_for(machine, made.program, columns, patients=patients)
    return beside_the_limit(made, machine, planes)[0] / patients * 1e9


def some_rules(book: RuleBook, count: int) -> tuple[tuple[RedFlag, ...], tuple[Precaution, ...]]:
    """Give so many rules; beyond those there are, flags turned round, so that none stands twice."""
    flags, precautions = book.flags[:count], book.precautions[: max(count - len(book.flags), 0)]
    more = count - len(flags) - len(precautions)
    others = tuple(
        replace(flag, id=f"{flag.id}_{number}", when=Or((Not(flag.when), Is(f"extra_{number}"))))
        for number, flag in enumerate(islice(cycle(book.flags), more))
    )
    return flags + others, precautions


if __name__ == "__main__":
    main()
