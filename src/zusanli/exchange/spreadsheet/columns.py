"""Which column of somebody else's table is which of our fields: guessed, said, and remembered."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from zusanli.errors import InputError
from zusanli.exchange.spreadsheet.kinds import Guesses, Kind

REMEMBERED = "import-columns.json"


def columns_of(
    header: Sequence[str], said: Mapping[str, str], *, kind: Kind[Any], folder: Path
) -> Mapping[int, str]:
    """
    Say which column is which field, by its place.

    What was said comes first, then what was said of such a table before, then what a column is
    called. A column that is none of ours is left out.

    Raises:
        InputError: a column that was said is not there, a field is none, or one has two columns.
    """
    for column, name in said.items():
        if column not in header:
            raise InputError("column", f"{column} is not in the table: {', '.join(header)}")
        if name not in kind.guesses:
            raise InputError("column", f"{name} is no field: {', '.join(kind.guesses)}")
    meant = {**_guessed(header, kind.guesses), **_remembered(header, kind, folder), **said}
    found = {index: meant[column] for index, column in enumerate(header) if column in meant}
    twice = {name for name in found.values() if list(found.values()).count(name) > 1}
    if twice:
        raise InputError("column", f"several columns are {', '.join(sorted(twice))}")
    for choice in kind.needed:
        if not set(choice) & set(found.values()):
            fields = " or ".join(each.replace("_", " ") for each in choice)
            raise InputError("column", f"none of {', '.join(header)} is the {fields}; say which")
    return found


def remember(
    header: Sequence[str], columns: Mapping[int, str], *, kind: Kind[Any], folder: Path
) -> None:
    """Keep which column is which, for the next table of the kind with the same head."""
    file = folder / REMEMBERED
    kept = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    kept[_head(header, kind)] = {header[index]: name for index, name in columns.items()}
    file.write_text(json.dumps(kept, ensure_ascii=False, indent=1), encoding="utf-8")


def _guessed(header: Sequence[str], guesses: Guesses) -> dict[str, str]:
    names = {_plain(called): name for name, all_ in guesses.items() for called in (name, *all_)}
    return {column: names[_plain(column)] for column in header if _plain(column) in names}


def _plain(called: str) -> str:
    return " ".join(called.casefold().replace("_", " ").split())


def _remembered(header: Sequence[str], kind: Kind[Any], folder: Path) -> dict[str, str]:
    file = folder / REMEMBERED
    if not file.exists():
        return {}
    kept: dict[str, dict[str, str]] = json.loads(file.read_text(encoding="utf-8"))
    return kept.get(_head(header, kind), {})


def _head(header: Sequence[str], kind: Kind[Any]) -> str:
    return "\t".join((kind.name, *header))
