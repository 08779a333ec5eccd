"""A table of studies as text: which columns it has, and what each line says, or what is wrong."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite

from zusanli.errors import InputError, close_matches

STUDY = "study"
YEAR = "year"
FIELDS = (
    STUDY,
    *("yi", "ratio", "vi", "sei", "ci_low", "ci_high", "p"),
    *("m1", "sd1", "se1", "n1", "m2", "sd2", "se2", "n2"),
    *("a", "b", "c", "d"),
)
ALSO: Mapping[str, str] = {
    **{f"{name}i": name for name in ("m1", "sd1", "n1", "m2", "sd2", "n2", "a", "b", "c", "d")},
    "se": "sei",
    "ci_lb": "ci_low",
    "ci_ub": "ci_high",
}
"""What metafor and others call our columns."""
UNKNOWN = frozenset(("", "na", "nan"))


@dataclass(frozen=True, slots=True)
class Line:
    """One study as it is written: the number of its line, and its columns by our names."""

    number: int
    written: Mapping[str, str]

    @property
    def label(self) -> str:
        """How the study is called, with its year if there is one."""
        name, year = (self.written.get(each, "").strip() for each in (STUDY, YEAR))
        return f"{name} {year}".strip() if name else f"line {self.number}"

    def says(self, field: str) -> bool:
        """Whether the line has something in a column."""
        return self.written.get(field, "").strip().casefold() not in UNKNOWN

    def number_of(self, field: str) -> float:
        """
        Read one number.

        Raises:
            InputError: there is none, or it is none.
        """
        text = self.written.get(field, "").strip()
        if not self.says(field):
            raise self.wrong(field, "is missing")
        try:
            number = float(text)
        except ValueError:
            hint = ": write a point, not a comma" if "," in text else ""
            raise self.wrong(field, f"{text!r:.40} is no number{hint}") from None
        if not isfinite(number):
            raise self.wrong(field, f"{text!r:.40} is no finite number")
        return number

    def above_zero(self, field: str) -> float:
        """
        Read a number that must be above zero.

        Raises:
            InputError: it is not.
        """
        number = self.number_of(field)
        if number <= 0:
            raise self.wrong(field, f"{number:g} is not above 0")
        return number

    def wrong(self, field: str, problem: str) -> InputError:
        """Give the error that names line, study and column."""
        named = f" ({self.label})" if self.written.get(STUDY, "").strip() else ""
        return InputError(f"line {self.number}{named}, {field}", problem)


@dataclass(frozen=True, slots=True)
class Table:
    """The columns that were found, by our names and those of the file, and the lines."""

    columns: tuple[str, ...]
    lines: tuple[Line, ...]

    def has(self, *fields: str) -> bool:
        """Whether all of the columns are there."""
        return all(field in self.columns for field in fields)


def read_table(text: str, *, named: Mapping[str, str] | None = None) -> Table:
    """
    Read a table with a head; `named` says which of our fields a column of it is.

    Raises:
        InputError: there is no head or no line, a column is there twice, or a line is too long.
    """
    rows = csv.reader(text.splitlines())
    head = [name.strip() for name in next(rows, [])]
    if not any(head):
        raise InputError("line 1", "is empty: it must name the columns, such as study,yi,vi")
    columns = _columns(head, named or {})
    lines = tuple(_lines(rows, columns))
    if not lines:
        raise InputError("line 2", "is missing: there is no study below the names of the columns")
    return Table(tuple(columns), lines)


def _columns(head: Sequence[str], named: Mapping[str, str]) -> list[str]:
    for column, field in named.items():
        if column not in head:
            raise InputError("--column", f"{column!r:.40} is none of {', '.join(head)}")
        if field not in FIELDS:
            near = close_matches(field, list(FIELDS))
            raise InputError("--column", f"{field!r:.40} is none of {', '.join(FIELDS)}{near}")
    ours = [_ours(column, head, named) for column in head]
    twice = sorted({field for field in ours if field and ours.count(field) > 1})
    if twice:
        raise InputError("line 1", f"several columns are {', '.join(twice)}: keep one of each")
    return ours


def _ours(column: str, head: Sequence[str], named: Mapping[str, str]) -> str:
    """Give our name of a column; the other names only count where ours is not in the table."""
    plain = column.casefold().replace(".", "_")
    field = ALSO.get(plain, plain)
    taken = field in named.values() or (field != plain and field in head)
    return named.get(column, column if taken or field not in FIELDS else field)


def _lines(rows: Iterator[Sequence[str]], columns: Sequence[str]) -> Iterator[Line]:
    for number, row in enumerate(rows, start=2):
        if not any(cell.strip() for cell in row):
            continue
        if len(row) > len(columns):
            raise InputError(f"line {number}", f"has {len(row)} cells for {len(columns)} columns")
        yield Line(number, dict(zip(columns, row, strict=False)))
