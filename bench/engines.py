"""
The same rules in other engines, patient for patient: Polars, DuckDB and one of CQL.

Whatever an engine stores is loaded before its time is taken, as ours are packed. CQL is run by the
package `cql-execution` under Node.js (`bench.cql_engine`).
"""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import reduce
from operator import and_, or_

import duckdb
import numpy as np
import polars as pl
from numpy.typing import NDArray

from bench.columns import MadeUp
from bench.cql_engine import in_cql
from zusanli.core.rulebook import RuleBook
from zusanli.core.rules.tree import And, Compare, Is, Not, OneOf, Or, Rule
from zusanli.knowledge.sql import to_sql
from zusanli.registry.bitsliced.columns import Coded, Column
from zusanli.registry.bitsliced.lowering import lower
from zusanli.registry.bitsliced.program import Program, schedule
from zusanli.registry.bitsliced.running import NUMPY, Machine, pack_for, run, with_llvm

RULES, ROUNDS, THREADS = 15, 5, 2
Truths = NDArray[np.int8]
"""`truths[rule, patient]`: 1 yes, 0 no, -1 unknown."""
Work = tuple[Callable[[], object], Callable[[object], Truths]]
"""What is timed, and how its result is read afterwards."""


def beside_other_engines(book: RuleBook, patients: int) -> None:
    """Print how many rules of a patient each engine decides a second, after comparing them."""
    rules = plain_rules(book)
    made_up = MadeUp(_program(rules), patients)
    columns = {name: made_up[name] for name in made_up}
    print(f"{RULES} rules, {patients:,} patients, {THREADS} threads: rules of a patient a second")
    works: Mapping[str, Work] = {
        "ours, LLVM": in_bits(rules, columns, patients, with_llvm()),
        "ours, NumPy": in_bits(rules, columns, patients, NUMPY),
        "Polars": in_polars(rules, columns),
        "DuckDB": in_duckdb(rules, columns),
    }
    expected: Truths | None = None
    for name, (work, read) in works.items():
        work()
        times = []
        for _ in range(ROUNDS):
            start = time.perf_counter()
            found = work()
            times.append(time.perf_counter() - start)
        truths = read(found)
        expected = truths if expected is None else expected
        assert (truths == expected).all(), name
        print(f"  {name:<12} {RULES * patients / min(times) / 1e6:>11,.2f} million")
    assert expected is not None
    in_cql(rules, columns, expected)


def plain_rules(book: RuleBook) -> tuple[Rule, ...]:
    """Give the first rules of red flags that every engine has words for: no scores, no counts."""
    plain = [flag.when for flag in book.flags if _is_plain(flag.when)]
    return tuple(plain[:RULES])


def _is_plain(rule: Rule) -> bool:
    match rule:
        case Is() | Compare() | OneOf():
            return True
        case Not(part):
            return _is_plain(part)
        case And(parts) | Or(parts):
            return all(map(_is_plain, parts))
        case _:
            return False


def in_bits(
    rules: Sequence[Rule], columns: Mapping[str, Column], patients: int, machine: Machine
) -> Work:
    """Ours, on one of its machines."""
    program = _program(rules)
    planes = pack_for(machine, program, columns, patients=patients)
    into = run(machine, program, planes, threads=THREADS).words

    def read(_: object) -> Truths:
        answers = run(machine, program, planes)
        yes = [answers.bits(2 * number) for number in range(len(rules))]
        no = [answers.bits(2 * number + 1) for number in range(len(rules))]
        return np.where(yes, 1, np.where(no, 0, -1)).astype(np.int8)

    return lambda: run(machine, program, planes, threads=THREADS, into=into), read


def _program(rules: Sequence[Rule]) -> Program:
    circuit, truths = lower(rules)
    return schedule(circuit, [wire for each in truths for wire in (each.yes, each.no)])


def in_polars(rules: Sequence[Rule], columns: Mapping[str, Column]) -> Work:
    """Polars, on columns of its own kinds in which unknown is null."""
    frame = pl.DataFrame({name: _series(column) for name, column in columns.items()})
    asked = [_polars(rule).alias(str(number)) for number, rule in enumerate(rules)]

    def read(found: object) -> Truths:
        assert isinstance(found, pl.DataFrame)
        return found.cast(pl.Int8).fill_null(-1).to_numpy().T

    return lambda: frame.select(asked), read


def _series(column: Column) -> pl.Series:
    if isinstance(column, Coded):
        words = np.array([*column.words, None], dtype=object)
        return pl.Series(words[column.codes], dtype=pl.Categorical)
    if column.dtype == np.int8:
        return pl.Series(column).replace(-1, None).cast(pl.Boolean)
    return pl.Series(column, nan_to_null=True)


def _polars(rule: Rule) -> pl.Expr:
    match rule:
        case Is(finding):
            return pl.col(finding)
        case Compare(finding, operator, cut):
            return COMPARISONS[operator](pl.col(finding), cut)
        case OneOf(finding, choices):
            return _polars_any(pl.col(finding) == choice for choice in choices)
        case Not(part):
            return ~_polars(part)
        case And(parts):
            return reduce(and_, map(_polars, parts))
        case Or(parts):
            return _polars_any(map(_polars, parts))
        case _:
            raise TypeError(type(rule))


COMPARISONS: Mapping[str, Callable[[pl.Expr, float], pl.Expr]] = {
    "=": pl.Expr.__eq__, "<>": pl.Expr.__ne__, "<": pl.Expr.__lt__,
    "<=": pl.Expr.__le__, ">": pl.Expr.__gt__, ">=": pl.Expr.__ge__,
}  # fmt: skip


def _polars_any(parts: Iterable[pl.Expr]) -> pl.Expr:
    return reduce(or_, parts)


def in_duckdb(rules: Sequence[Rule], columns: Mapping[str, Column]) -> Work:
    """DuckDB, on a table in memory, with the SQL that we write for it."""
    connection = duckdb.connect(":memory:", config={"threads": THREADS})
    plain = {
        name: np.array([*column.words, None], dtype=object)[column.codes]
        if isinstance(column, Coded)
        else column
        for name, column in columns.items()
    }
    given = ", ".join(_in_sql(name, column) for name, column in plain.items())
    connection.register("given", plain)
    connection.execute(f"CREATE TABLE patients AS SELECT {given} FROM given")
    asked = ", ".join(f"{to_sql(rule, 'duckdb')} AS r{n}" for n, rule in enumerate(rules))

    def work() -> object:
        connection.execute(f"CREATE OR REPLACE TABLE answers AS SELECT {asked} FROM patients")
        return connection

    def read(_: object) -> Truths:
        names = [f"coalesce(r{number}::TINYINT, -1) AS r{number}" for number in range(len(rules))]
        told = connection.execute(f"SELECT {', '.join(names)} FROM answers").fetchnumpy()
        return np.array([told[f"r{number}"] for number in range(len(rules))], dtype=np.int8)

    return work, read


def _in_sql(name: str, column: NDArray[np.generic]) -> str:
    if column.dtype == np.int8:
        return f'CASE "{name}" WHEN 1 THEN TRUE WHEN 0 THEN FALSE END AS "{name}"'
    if column.dtype == np.float64:
        return f'CASE WHEN NOT isnan("{name}") THEN "{name}" END AS "{name}"'
    return f'"{name}"'
