"""
What stands inside a backup: lines of JSON, which other programs can read once it is opened.

    {"format": "zusanli.backup.contents/1", ...}        when, by what, its migrations and tables
    {"file": "second-factor-key", "base64": "..."}      each key file
    {"table": "records_patient", "columns": [...]}      then a list for each row, by primary key,
    ["6f1c...", "2026-11-26T09:00:00.000000+00:00"]     and, when all of them were there,
    {"end": "records_patient", "rows": 1, "sha256": ..., "last_number": null}
    {"end": "backup", "tables": 60}

A row is written the same on every engine, so its bytes can be compared. The SHA-256 is over the
lines of a table's rows. It stands after them because they are read once, and never held in memory.
"""

import base64
import hashlib
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from zusanli.exchange.backup.errors import DamagedError, NewerFormatError

FORMAT = "zusanli.backup.contents/1"
FAMILY = "zusanli.backup.contents/"
AT_ONCE = 1_000
"""Rows handed on together."""
ENGINES_DISAGREE = re.compile(rb"-0\.0|e\+")
"""Numbers inside JSON that PostgreSQL gives back in other letters: -0.0, and 1e+20."""
Row: TypeAlias = list[object]


class Stream(Protocol):
    """What lines are written to."""

    def write(self, data: bytes, /) -> object:
        """Take bytes."""


@dataclass(frozen=True, slots=True)
class AboutTable:
    """A table as the head lists it."""

    name: str
    columns: tuple[str, ...]
    rows: int


@dataclass(frozen=True, slots=True)
class About:
    """The head: `migrations` as `app.name`."""

    made_at: str
    made_by: str
    engine: str
    migrations: tuple[str, ...]
    tables: tuple[AboutTable, ...]

    @property
    def rows(self) -> int:
        """Give how many rows there are altogether."""
        return sum(each.rows for each in self.tables)


@dataclass(frozen=True, slots=True)
class KeyFile:
    """A file without which some of the rows cannot be used."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Rows:
    """Some rows of a table, in order."""

    table: str
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class Ended:
    """The end of a table; `last_number` is the last that its sequence gave away, if it has one."""

    table: str
    rows: int
    sha256: str
    last_number: int | None


Part: TypeAlias = KeyFile | Rows | Ended


def row_line(row: Row) -> bytes:
    """Write a row as the one line that stands for it."""
    line = _dumped(row)
    return _dumped(_same_on_all_engines(row)) if ENGINES_DISAGREE.search(line) else line


def write_about(stream: Stream, about: About) -> None:
    """Write the head."""
    tables = [
        {"name": each.name, "columns": each.columns, "rows": each.rows} for each in about.tables
    ]
    said = {
        "format": FORMAT,
        "made_at": about.made_at,
        "made_by": about.made_by,
        "engine": about.engine,
        "migrations": about.migrations,
        "tables": tables,
    }
    stream.write(_dumped(said) + b"\n")


def write_key_file(stream: Stream, file: KeyFile) -> None:
    """Write a key file."""
    said = {"file": file.name, "base64": base64.b64encode(file.data).decode()}
    stream.write(_dumped(said) + b"\n")


def write_table(
    stream: Stream, table: AboutTable, rows: Iterable[Row], *, last_number: Callable[[], int | None]
) -> Ended:
    """Write a table and its end; the sequence is asked last, when it is past all rows."""
    stream.write(_dumped({"table": table.name, "columns": table.columns}) + b"\n")
    hashed, count = hashlib.sha256(), 0
    for row in rows:
        line = row_line(row) + b"\n"
        hashed.update(line)
        stream.write(line)
        count += 1
    end = Ended(table.name, count, hashed.hexdigest(), last_number())
    said = {"end": end.table, "rows": count, "sha256": end.sha256, "last_number": end.last_number}
    stream.write(_dumped(said) + b"\n")
    return end


def write_end(stream: Stream, about: About) -> None:
    """Write the last line."""
    stream.write(_dumped({"end": "backup", "tables": len(about.tables)}) + b"\n")


def read_about(stream: io.BufferedIOBase) -> About:
    """
    Read the head.

    Raises:
        DamagedError: it is none.
        NewerFormatError: a later version wrote it.
    """
    said = _marker(stream.readline())
    form = str(said.get("format"))
    if form != FORMAT and form.startswith(FAMILY):
        raise NewerFormatError(
            "FILE", f"what is in it is of the format {form:.40}, and this version reads {FORMAT}"
        )
    try:
        return About(
            str(said["made_at"]),
            str(said["made_by"]),
            str(said["engine"]),
            tuple(map(str, _listed(said["migrations"]))),
            tuple(map(_about_table, _listed(said["tables"]))),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise _unlike("the head is not complete") from error


def read_parts(stream: io.BufferedIOBase, about: About) -> Iterator[Part]:
    """
    Read all that follows the head to the end of the file, comparing counts and hashes.

    Raises:
        DamagedError: something is missing, too much, or not what its hash says.
    """
    line = stream.readline()
    while "file" in (said := _marker(line)):
        yield KeyFile(str(said["file"]), base64.b64decode(str(said["base64"])))
        line = stream.readline()
    for table in about.tables:
        if said.get("table") != table.name or tuple(_listed(said.get("columns"))) != table.columns:
            raise _unlike(f"the table {table.name} is not where the head says")
        yield from _read_table(stream, table)
        said = _marker(stream.readline())
    if said.get("end") != "backup" or stream.read(1):
        raise _unlike("it does not end where the head says")


def _read_table(stream: io.BufferedIOBase, table: AboutTable) -> Iterator[Part]:
    hashed, count = hashlib.sha256(), 0
    rows: list[Row] = []
    while (line := stream.readline()).startswith(b"["):
        hashed.update(line)
        row = json.loads(line)
        if len(row) != len(table.columns):
            raise _unlike(f"a row of {table.name} has more or fewer columns than the table")
        rows.append(row)
        count += 1
        if len(rows) == AT_ONCE:
            yield Rows(table.name, rows)
            rows = []
    if rows:
        yield Rows(table.name, rows)
    said = _marker(line)
    number = said.get("last_number")
    end = Ended(table.name, count, hashed.hexdigest(), number if isinstance(number, int) else None)
    told = (said.get("end"), said.get("rows"), said.get("sha256"))
    if told != (end.table, end.rows, end.sha256) or count != table.rows:
        raise _unlike(f"the rows of {table.name} are not those that were counted and hashed")
    yield end


def _marker(line: bytes) -> dict[str, object]:
    try:
        said = json.loads(line)
    except ValueError as error:
        raise _unlike("a line is no JSON") from error
    if not isinstance(said, dict):
        raise _unlike("a row stands where none belongs")
    return said


def _about_table(said: object) -> AboutTable:
    if not isinstance(said, dict):
        raise _unlike("the head is not complete")
    return AboutTable(str(said["name"]), tuple(map(str, said["columns"])), int(said["rows"]))


def _listed(value: object) -> list[object]:
    if not isinstance(value, list):
        raise _unlike("the head is not complete")
    return value


def _unlike(what: str) -> DamagedError:
    """Say that what was locked away was wrong already, for every byte is authenticated."""
    return DamagedError("FILE", f"it opens, but what is in it is not in order: {what}")


def _dumped(value: object) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def _same_on_all_engines(value: object) -> object:
    match value:
        case float() if value == 0:
            return 0.0
        case float() if value.is_integer() and abs(value) >= 1e16:  # noqa: PLR2004 - Python then writes an exponent
            return int(value)
        case list() | tuple():
            return [_same_on_all_engines(each) for each in value]
        case dict():
            return {name: _same_on_all_engines(each) for name, each in value.items()}
        case _:
            return value
