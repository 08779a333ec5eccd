"""Everything for people and other programs: CSV and JSON Lines for each table, not locked."""

import csv
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from django.db import connection

from zusanli.clinic.audit.log import note
from zusanli.clinic.audit.models import Verb
from zusanli.exchange.backup.backing_up import one_moment
from zusanli.exchange.backup.checking import Progress
from zusanli.exchange.backup.contents import Row
from zusanli.exchange.backup.errors import BackupError
from zusanli.exchange.backup.migrated import there_is_a_clinic
from zusanli.exchange.backup.schema import FORMAT, about_left_out, about_table, exported
from zusanli.exchange.backup.tables import Table, rows
from zusanli.exchange.backup.whole import for_its_owner, whole_folder
from zusanli.version import ENGINE_VERSION

KIND = "exchange.export"
SCHEMA = "schema.json"
READ_AS_FORMULAS = ("=", "+", "-", "@", "\t", "\r")
CSV_SAYS = (
    "UTF-8 with a mark at its beginning; a first line with the names of the columns; null and an "
    "empty text are both empty; a text that a spreadsheet would take for a formula has ' before "
    "it. The .jsonl files hold the exact values."
)


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written."""

    tables: int
    rows: int


def may_export_to(name: str) -> Path:
    """
    Give the path of a folder that is to be written.

    Raises:
        BackupError: it holds something, or cannot be made where it is to stand.
    """
    folder = Path(name).absolute()
    if not name.strip() or (os.path.lexists(folder) and not folder.is_dir()):
        raise BackupError("FOLDER", f"{name!r:.80} is no folder")
    if folder.is_dir() and any(folder.iterdir()):
        raise BackupError("FOLDER", f"{name} is not empty; give the name of a new one")
    if not folder.parent.is_dir() or not os.access(folder.parent, os.W_OK):
        raise BackupError("FOLDER", f"no folder can be made in {folder.parent}")
    return folder


def export(folder: Path, *, progress: Progress, now: datetime) -> Exported:
    """
    Write every table into a folder that only its owner may open, and write that into the log.

    Raises:
        BackupError: there is no clinic of this version.
        OSError: the disk is full.
    """
    there_is_a_clinic(connection)
    # Before it is read: what cannot be logged does not leave the house.
    note(Verb.EXPORTED, KIND, now=now)
    with whole_folder(folder) as part, one_moment():
        chosen = exported()
        of = sum(each.everything().count() for each in chosen)
        done, told = 0, []
        for table in chosen:
            count = 0
            for count in _written(table, part):
                progress(table.name, done + count, of)
            done += count
            told.append(about_table(table) | {"rows": count, "sha256": _hashes(table, part)})
        _write_schema(part, told, now)
    return Exported(len(chosen), done)


def _written(table: Table, folder: Path) -> Iterator[int]:
    """Write the two files of a table, and say after each row how many there are."""
    names = list(table.columns)
    with (
        for_its_owner(folder / f"{table.name}.csv", encoding="utf-8-sig") as for_people,
        for_its_owner(folder / f"{table.name}.jsonl", encoding="utf-8") as for_programs,
    ):
        sheet = csv.writer(for_people)
        sheet.writerow(names)
        for count, row in enumerate(rows(table), start=1):
            sheet.writerow(map(_cell, row))
            for_programs.write(_line(names, row))
            yield count


def _line(names: list[str], row: Row) -> str:
    said = dict(zip(names, row, strict=True))
    line = json.dumps(said, ensure_ascii=False, allow_nan=False)
    # Half a letter, which JSON can hold and UTF-8 cannot.
    return (line if _is_text(line) else json.dumps(said, allow_nan=False)) + "\n"


def _cell(value: object) -> object:
    match value:
        case bool():
            return "true" if value else "false"
        case list() | dict():
            return json.dumps(value, ensure_ascii=True)
        case str() if value.startswith(READ_AS_FORMULAS):
            return f"'{value}"
        case _:
            return value


def _is_text(line: str) -> bool:
    try:
        line.encode()
    except UnicodeEncodeError:
        return False
    return True


def _write_schema(folder: Path, told: list[dict[str, object]], now: datetime) -> None:
    said = {
        "format": FORMAT,
        "made_at": now.isoformat(timespec="seconds"),
        "made_by": f"Zusanli {ENGINE_VERSION}",
        "warning": "Personal data of patients, not locked: whoever can read these files knows it.",
        "csv": CSV_SAYS,
        "jsonl": "UTF-8; each line is an object, the names of the columns are its keys.",
        "tables": told,
        "left_out": about_left_out(),
    }
    with for_its_owner(folder / SCHEMA, encoding="utf-8") as file:
        file.write(json.dumps(said, ensure_ascii=False, indent=2) + "\n")


def _hashes(table: Table, folder: Path) -> dict[str, str]:
    found = {}
    for kind in ("csv", "jsonl"):
        with (folder / f"{table.name}.{kind}").open("rb") as file:
            hashed = sha256()
            while part := file.read(2**20):
                hashed.update(part)
        found[kind] = hashed.hexdigest()
    return found
