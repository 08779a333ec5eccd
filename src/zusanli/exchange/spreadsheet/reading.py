"""The lines of a table, read one by one: what each holds, or what is wrong and what to do."""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from zusanli.errors import InputError
from zusanli.exchange.spreadsheet.kinds import How, Kind, Line, UnreadableError, Wrong

T = TypeVar("T")
ENCODINGS = ("utf-8-sig", "cp932", "cp950", "cp1252")
"""In this order: what is no UTF-8 is from a spreadsheet of Japan, Taiwan or the West."""
DAY_ORDERS: Mapping[str, tuple[int, int, int]] = {
    "YMD": (0, 1, 2),
    "DMY": (2, 1, 0),
    "MDY": (2, 0, 1),
}
"""Where year, month and day stand in a written date."""
WRITTEN_DAY = re.compile(r"\s*(\d{1,4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,4})\s*日?\s*")


@dataclass(frozen=True, slots=True)
class Table:
    """A file with its head and lines, as text; `encoding` is what it was read by."""

    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    encoding: str


def read_table(file: Path, *, encoding: str | None = None) -> Table:
    """
    Read a file as it was saved, comma, semicolon or tab between its fields.

    Raises:
        InputError: it is not there, empty, no text, or no table.
    """
    try:
        data = file.read_bytes()
    except OSError as error:
        raise InputError(str(file), f"cannot be read: {error.strerror}") from error
    text, used = _decoded(data, encoding, file)
    head = text.split("\n", 1)[0]
    between = max(",;\t", key=head.count)
    try:
        rows = list(_rows(text, between))
    except csv.Error as error:
        raise InputError(str(file), f"is no table that can be read: {error}") from error
    if not rows:
        raise InputError(str(file), "is empty")
    header = tuple(each.strip() for each in rows[0][1])
    if len(set(header)) < len(header):
        raise InputError(str(file), "has two columns of the same name: name them apart")
    return Table(header, tuple(rows[1:]), used)


def lines(
    table: Table, columns: Mapping[int, str], *, kind: Kind[T], how: How
) -> Iterator[Line[T]]:
    """Read each line."""
    for number, row in table.rows:
        if len(row) != len(table.header):
            says = f"has {len(row)} fields, and the head has {len(table.header)}"
            yield Line(number, None, (Wrong(number, "line", says),))
            continue
        typed = {name: row[index] for index, name in columns.items()}
        try:
            yield Line(number, kind.read(typed, how))
        except UnreadableError as error:
            wrong = (Wrong(number, name, says) for name, says in error.problems.items())
            yield Line(number, None, tuple(wrong))


def iso_day(written: str, days: str) -> str:
    """Write a date as 1958-03-09 does; what is none stays as it is, and is told as wrong."""
    found = WRITTEN_DAY.fullmatch(written)
    if found is None:
        return written
    parts = found.groups()
    order = DAY_ORDERS["YMD"] if len(parts[0]) > 2 else DAY_ORDERS[days]  # noqa: PLR2004 - a year has four digits
    year, month, day = (parts[at] for at in order)
    return f"{year:0>4}-{month:0>2}-{day:0>2}"


def _rows(text: str, between: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Give each row that is not empty, with the line on which it begins: a text may have many."""
    reader = csv.reader(text.splitlines(keepends=True), delimiter=between, strict=True)
    begins = 1
    for row in reader:
        if any(map(str.strip, row)):
            yield begins, tuple(row)
        begins = reader.line_num + 1


def _decoded(data: bytes, encoding: str | None, file: Path) -> tuple[str, str]:
    for each in (encoding,) if encoding else ENCODINGS:
        try:
            return data.decode(each).replace("\r\n", "\n").replace("\r", "\n"), each
        except (UnicodeDecodeError, LookupError):
            continue
    raise InputError(str(file), "is no text that can be read: save it as CSV in UTF-8")
