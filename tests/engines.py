"""The engines that run the SQL of rules, each holding one table of made-up patients."""

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol

import duckdb

from zusanli.core.rules.tree import Known, Rule
from zusanli.knowledge.sql import columns

Cell = bool | int | float | str | None


class Connection(Protocol):
    """What sqlite3 and DuckDB have in common."""

    def execute(self, statement: str) -> "Connection": ...
    def fetchall(self) -> list[tuple[Cell, ...]]: ...


CONNECT: Mapping[str, Callable[[], Connection]] = {
    "sqlite": lambda: sqlite3.connect(":memory:", isolation_level=None),
    "duckdb": lambda: duckdb.connect(":memory:"),
}


def ask(
    connection: Connection,
    *,
    select: Sequence[str],
    of: Sequence[Known],
    rules: Iterable[Rule],
    dialect: str,
) -> list[tuple[Cell, ...]]:
    """Give the values of SQL expressions for each patient, in a table with the rules' columns."""
    kinds = columns(rules, dialect)
    declared = ", ".join(f"{_quoted(name, dialect)} {kind}" for name, kind in kinds.items())
    connection.execute("DROP TABLE IF EXISTS patients")
    connection.execute(f"CREATE TABLE patients (number INTEGER{declared and ', '}{declared})")
    rows = (
        f"({', '.join((str(number), *(_literal(cell(name, known)) for name in kinds)))})"
        for number, known in enumerate(of)
    )
    connection.execute(" ".join(("INSERT INTO patients VALUES", ", ".join(rows))))
    chosen = " ".join(("SELECT", ", ".join(select), "FROM patients ORDER BY number"))
    return connection.execute(chosen).fetchall()


def cell(column: str, known: Known) -> Cell:
    """Give what stands in a patient's row: a member of a known set is a yes or a no."""
    name, dot, item = column.partition(".")
    value = known.get(name)
    return item in value if dot and isinstance(value, frozenset) else value


def _quoted(name: str, dialect: str) -> str:
    return f"`{name}`" if dialect == "sqlite" else f'"{name}"'


def _literal(value: Cell) -> str:
    match value:
        case None:
            return "NULL"
        case bool():
            return str(value).upper()
        case str():
            return f"'{value}'"
        case _:
            return repr(value)
