"""Made-up columns of findings for millions of patients; the same seed gives the same patients."""

import time
from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from zusanli.core.rules.tree import Compare, Known, OneOf, Rule
from zusanli.registry.bitsliced.columns import Coded, Column, Columns
from zusanli.registry.bitsliced.program import Program

SEED = 20261126
YES, NOT_KNOWN = 0.05, 0.15
"""Enough yes that flags are raised, and enough unknown that they stay open."""


class MadeUp(Mapping[str, Column]):
    """
    Columns of so many patients, made when they are asked for, since at once they are gigabytes.

    `seconds` were spent on that.
    """

    def __init__(self, program: Program, patients: int) -> None:
        self.patients, self.seconds = patients, 0.0
        self.tests: dict[str, list[Rule]] = {}
        for test in program.inputs:
            self.tests.setdefault(next(test.names()), []).append(test)

    def __iter__(self) -> Iterator[str]:
        return iter(self.tests)

    def __len__(self) -> int:
        return len(self.tests)

    def __getitem__(self, name: str) -> Column:
        start = time.perf_counter()
        column = self._column(name)
        self.seconds += time.perf_counter() - start
        return column

    def _column(self, name: str) -> Column:
        tests, dice = self.tests[name], _dice(name)
        match tests[0]:
            case Compare():
                at_cuts = sorted({test.cut for test in tests if isinstance(test, Compare)})
                between = [each + 0.25 for each in at_cuts]
                values = dice.choice([at_cuts[0] - 1, *at_cuts, *between], self.patients)
                values[_unknown(name, self.patients)] = np.nan
                return values
            case OneOf():
                words = {word for test in tests if isinstance(test, OneOf) for word in test.choices}
                codes = dice.integers(-1, len(words) + 1, self.patients, dtype=np.int8)
                return Coded(codes, (*sorted(words), "something else"))
            case _:
                values = (dice.random(self.patients, np.float32) < YES).astype(np.int8)
                values[_unknown(name, self.patients)] = -1
                return values


def _unknown(column: str, patients: int) -> NDArray[np.bool_]:
    """Draw of whom a column is unknown: for the members of one set, the same patients."""
    return _dice(f"unknown {column.partition('.')[0]}").random(patients, np.float32) < NOT_KNOWN


def _dice(name: str) -> np.random.Generator:
    return np.random.default_rng([SEED, *name.encode()])


def person(columns: Columns, row: int) -> Known:
    """Write one row as what is known of a patient, for the interpreter."""
    known: dict[str, object] = {}
    sets: dict[str, set[str]] = {}
    for name, column in columns.items():
        match column:
            case Coded(codes, words):
                if 0 <= codes[row] < len(words):
                    known[name] = words[codes[row]]
            case np.ndarray() if column.dtype == np.int8:
                finding, dot, item = name.partition(".")
                if column[row] < 0:
                    continue
                if dot:
                    sets.setdefault(finding, set()).update([item] if column[row] else [])
                else:
                    known[name] = bool(column[row])
            case _:
                if not np.isnan(column[row]):
                    known[name] = float(column[row])
    return known | {name: frozenset(items) for name, items in sets.items()}
