"""Which column of somebody else's table is which of our fields: guessed, said, and remembered."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from zusanli.clinic.records.typed_details import NAMES
from zusanli.errors import InputError

LANGUAGE = "language"
FIELDS = (*NAMES, LANGUAGE)
REMEMBERED = "import-columns.json"
GUESSES: Mapping[str, tuple[str, ...]] = {
    "family_name": ("family name", "last name", "surname", "lastname", "姓", "名字", "姓氏"),
    "given_name": ("given name", "first name", "firstname", "forename", "名", "名前"),
    "family_reading": ("family name in kana", "last name kana", "セイ", "せい", "姓カナ", "姓かな"),
    "given_reading": ("given name in kana", "first name kana", "メイ", "めい", "名カナ", "名かな"),
    "born": ("date of birth", "dob", "birthday", "birth date", "生年月日", "出生日期", "生日"),
    "phone": (
        "phone",
        "telephone",
        "mobile",
        "phone number",
        "tel",
        "電話",
        "電話番号",
        "電話號碼",
    ),
    "email": ("email", "e-mail", "mail", "email address", "メール", "電子郵件", "信箱"),
    "language": ("language", "言語", "語言"),
}
"""What other programs call our fields, in small letters."""


def columns_of(
    header: Sequence[str], said: Mapping[str, str], *, folder: Path
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
        if name not in FIELDS:
            raise InputError("column", f"{name} is no field: {', '.join(FIELDS)}")
    meant = {**_guessed(header), **_remembered(header, folder), **said}
    found = {index: meant[column] for index, column in enumerate(header) if column in meant}
    twice = {name for name in found.values() if list(found.values()).count(name) > 1}
    if twice:
        raise InputError("column", f"several columns are {', '.join(sorted(twice))}")
    if "family_name" not in found.values():
        raise InputError("column", f"none of {', '.join(header)} is the family name; say which")
    return found


def remember(header: Sequence[str], columns: Mapping[int, str], *, folder: Path) -> None:
    """Keep which column is which, for the next table with the same head."""
    file = folder / REMEMBERED
    kept = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    kept[_head(header)] = {header[index]: name for index, name in columns.items()}
    file.write_text(json.dumps(kept, ensure_ascii=False, indent=1), encoding="utf-8")


def _guessed(header: Sequence[str]) -> dict[str, str]:
    names = {_plain(called): name for name, all_ in GUESSES.items() for called in (name, *all_)}
    return {column: names[_plain(column)] for column in header if _plain(column) in names}


def _plain(called: str) -> str:
    return " ".join(called.casefold().replace("_", " ").split())


def _remembered(header: Sequence[str], folder: Path) -> dict[str, str]:
    file = folder / REMEMBERED
    if not file.exists():
        return {}
    kept: dict[str, dict[str, str]] = json.loads(file.read_text(encoding="utf-8"))
    return kept.get(_head(header), {})


def _head(header: Sequence[str]) -> str:
    return "\t".join(header)
