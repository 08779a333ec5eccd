"""
The state of every red flag and precaution, for millions of patients.

It answers what a decision begins with, which patients a release of the rules refers or holds, and
not the decision: releases, lifts and the age of answers are of one case at a time. What comes in
here is what is known of each patient on the day.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat

from zusanli.core.precautions.precaution import Precaution
from zusanli.core.rulebook import RuleBook
from zusanli.core.rules.tree import Truth
from zusanli.core.triage.flags import RedFlag
from zusanli.errors import RuleError
from zusanli.registry.bitsliced.circuit import Circuit, Truths
from zusanli.registry.bitsliced.columns import Bits, Columns, Planes, Words
from zusanli.registry.bitsliced.lowering import lower
from zusanli.registry.bitsliced.program import Program, schedule
from zusanli.registry.bitsliced.running import NUMPY, Asked, Machine, pack_for, run


@dataclass(frozen=True, slots=True)
class Told:
    """For whom of the patients one rule is true, for whom false, and so for whom unknown."""

    asked: Asked
    number: int

    @property
    def true(self) -> Bits:
        """Whether, for each patient, the flag is raised or the precaution holds."""
        return self.asked.bits(2 * self.number)

    @property
    def false(self) -> Bits:
        """Whether, for each patient, the flag is closed or the precaution does not hold."""
        return self.asked.bits(2 * self.number + 1)

    @property
    def unknown(self) -> Bits:
        """Whether, for each patient, the flag is open or nobody knows of the precaution."""
        return ~(self.true | self.false)

    def counts(self) -> dict[Truth, int]:
        """Count the patients for whom it is true, false and unknown."""
        true, false = (self.asked.count(2 * self.number + each) for each in range(2))
        return {True: true, False: false, None: self.asked.patients - true - false}


@dataclass(frozen=True, slots=True)
class Screened:
    """What the program told, by the ids of flags and of precautions."""

    flags: Mapping[str, Told]
    precautions: Mapping[str, Told]
    asked: Asked


@dataclass(frozen=True, slots=True)
class Screening:
    """A program for flags, and then precautions: whether each is true, and whether it is false."""

    program: Program
    flags: tuple[str, ...]
    precautions: tuple[str, ...]

    def of(
        self, columns: Columns, *, patients: int, machine: Machine = NUMPY, threads: int = 1
    ) -> Screened:
        """
        Screen patients whose findings stand in columns (`zusanli.registry.bitsliced.columns`).

        Raises:
            RuleError: a column has another length or kind than the rules read.
        """
        planes = pack_for(machine, self.program, columns, patients=patients)
        return self.run(planes, machine=machine, threads=threads)

    def run(
        self, planes: Planes, *, machine: Machine, threads: int, into: Words | None = None
    ) -> Screened:
        """Screen patients whose findings were packed for this program and machine."""
        asked = run(machine, self.program, planes, threads=threads, into=into)
        told = [Told(asked, number) for number in range(len(self.flags) + len(self.precautions))]
        flags = dict(zip(self.flags, told, strict=False))
        precautions = dict(zip(self.precautions, told[len(self.flags) :], strict=True))
        return Screened(flags, precautions, asked)


def screening(book: RuleBook) -> Screening:
    """
    Make the program of all flags and precautions of a release.

    Raises:
        RuleError: there are none; no rules would clear everybody.
    """
    return screening_of(book.flags, book.precautions)


def screening_of(flags: Sequence[RedFlag], precautions: Sequence[Precaution]) -> Screening:
    """
    Make the program of some flags and precautions.

    Raises:
        RuleError: there are none; no rules would clear everybody.
    """
    if not flags and not precautions:
        raise RuleError("there are no rules to screen by, and silence clears nobody")
    circuit, truths = lower(
        [
            *(rule for flag in flags for rule in (flag.when, flag.gate)),
            *(precaution.when for precaution in precautions),
        ]
    )
    of_flags, of_precautions = truths[: 2 * len(flags)], truths[2 * len(flags) :]
    states = map(_state, repeat(circuit), of_flags[::2], of_flags[1::2])
    asked = [wire for each in (*states, *of_precautions) for wire in (each.yes, each.no)]
    return Screening(
        schedule(circuit, asked),
        tuple(each.id for each in flags),
        tuple(each.id for each in precautions),
    )


def _state(circuit: Circuit, when: Truths, gate: Truths) -> Truths:
    """Raised if `when` is true; closed if it is false, or undecided and the gate is false."""
    return Truths(when.yes, circuit.but_not(circuit.any((when.no, gate.no)), when.yes))
