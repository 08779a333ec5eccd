"""
The entries of kb/ as they are written: TOML tables, checked against the fields they may have.

All problems are collected, since an author who mends one at a time mends all day.
"""

import csv
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from zusanli.errors import KnowledgeError, close_matches
from zusanli.knowledge.tables import TABLES

T = TypeVar("T")


@dataclass(frozen=True)
class Entry:
    """One table of kb/, with the file it stands in."""

    table: str
    file: str
    data: Mapping[str, object]

    @property
    def id(self) -> str:
        """The id, by which everything else refers to it."""
        return self.text("id")

    @property
    def place(self) -> str:
        """Where an author finds it."""
        return f"{self.file}: {self.table} {self.data.get('id', '?')}"

    @property
    def proposed(self) -> bool:
        """Whether it rests on our own judgement where a source is silent."""
        return self.data.get("basis") == "proposed"

    def text(self, key: str, default: str = "") -> str:
        """Give a text field."""
        return str(self.data.get(key, default))

    def truth(self, key: str) -> bool:
        """Give a yes/no field; absent is no."""
        return self.data.get(key) is True

    def number(self, key: str) -> float | None:
        """Give a number field; None if absent."""
        value = self.data.get(key)
        return value if isinstance(value, int | float) else None

    def words(self, key: str) -> tuple[str, ...]:
        """Give a list of words."""
        value = self.data.get(key, [])
        return tuple(str(word) for word in value) if isinstance(value, list) else ()

    def table_of(self, key: str) -> Mapping[str, object]:
        """Give a table inside this one; absent is empty."""
        value = self.data.get(key, {})
        return value if isinstance(value, dict) else {}

    def tables(self, key: str) -> tuple[Mapping[str, object], ...]:
        """Give a list of tables inside this one."""
        value = self.data.get(key, [])
        listed = value if isinstance(value, list) else []
        return tuple(each for each in listed if isinstance(each, dict))


@dataclass
class Entries:
    """Everything that kb/ says, by table and id, with what is wrong with it."""

    by_table: dict[str, dict[str, Entry]] = field(
        default_factory=lambda: {table: {} for table in TABLES}
    )
    problems: list[str] = field(default_factory=list)

    def of(self, table: str) -> Mapping[str, Entry]:
        """Give the entries of one table by id."""
        return self.by_table[table]

    def all(self) -> Iterator[Entry]:
        """Give every entry."""
        for entries in self.by_table.values():
            yield from entries.values()


def make_all(entries: Entries, table: str, make: Callable[[Entry], T | None]) -> tuple[T, ...]:
    """Make every entry of a table; those of which nothing can be made are left out."""
    made = (make(entry) for entry in entries.of(table).values())
    return tuple(each for each in made if each is not None)


def read_entries(kb: Path) -> Entries:
    """
    Read every TOML file of the knowledge base.

    Raises:
        KnowledgeError: there is no knowledge base, or a file is not TOML.
    """
    files = sorted(kb.rglob("*.toml"))
    if not files:
        raise KnowledgeError(f"no knowledge base in {kb}: without one nobody can be cleared")
    entries = Entries()
    for file in files:
        if file.name != "release.toml":
            _read_file(file, str(file.relative_to(kb)), entries)
    return entries


def read_toml(file: Path) -> dict[str, object]:
    """
    Read one TOML file.

    Raises:
        KnowledgeError: it cannot be read or is not TOML.
    """
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise KnowledgeError(f"{file.name} cannot be read: {error}") from error


def read_rows(file: Path) -> list[dict[str, str]]:
    """
    Read one CSV file.

    Raises:
        KnowledgeError: it cannot be read.
    """
    try:
        with file.open(encoding="utf-8", newline="") as lines:
            return list(csv.DictReader(lines))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise KnowledgeError(f"{file.name} cannot be read: {error}") from error


def _read_file(file: Path, name: str, entries: Entries) -> None:
    for table, rows in read_toml(file).items():
        if table not in TABLES:
            hint = close_matches(table, list(TABLES))
            entries.problems.append(f"{name}: no table is called {table}{hint}")
            continue
        for row in rows if isinstance(rows, list) else [rows]:
            entry = Entry(table, name, row if isinstance(row, dict) else {})
            entries.problems.extend(f"{entry.place}: {wrong}" for wrong in _wrong_fields(entry))
            if entry.id in entries.of(table):
                entries.problems.append(f"{entry.place}: the id is taken")
            entries.by_table[table][entry.id] = entry


def _wrong_fields(entry: Entry) -> Iterator[str]:
    fields = TABLES[entry.table]
    for key, value in entry.data.items():
        if key not in fields:
            yield f"{key} is no field{close_matches(key, list(fields))}"
        elif not isinstance(value, fields[key][0]):
            yield f"{key} is of the wrong type"
    for key, (_, required) in fields.items():
        if required and key not in entry.data:
            yield f"{key} is missing"
    if not entry.id.isidentifier() or entry.id != entry.id.lower():
        yield "the id is not snake_case"
