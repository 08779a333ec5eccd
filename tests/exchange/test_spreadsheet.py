"""Patients from a spreadsheet: every line that is wrong is named, and nobody is half taken in."""

import csv
import io
import os
import random
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from zusanli.clinic.books import rule_book
from zusanli.clinic.records.finding import found_by_name
from zusanli.clinic.records.models import Patient, PersonalDetails
from zusanli.clinic.records.patients import Details, register
from zusanli.errors import InputError
from zusanli.exchange.spreadsheet.columns import columns_of, remember
from zusanli.exchange.spreadsheet.importing import check, take_in
from zusanli.exchange.spreadsheet.kinds import How
from zusanli.exchange.spreadsheet.patients import PATIENTS
from zusanli.exchange.spreadsheet.reading import lines, read_table

NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
TODAY = NOW.date()
HEAD = ("Surname", "First name", "DOB", "Mobile", "E-mail", "Notes")
HOW = How(rule_book().say, NOW, ZoneInfo("Europe/London"))


def nobody_waits(_done: int, _of: int) -> None:
    """Nothing to be seen."""


@pytest.fixture
def table(tmp_path):
    def written(*rows: str, head: str = ",".join(HEAD), encoding: str = "utf-8") -> Path:
        file = tmp_path / "patients.csv"
        file.write_bytes("\n".join((head, *rows)).encode(encoding))
        return file

    return written


def checked(file: Path, tmp_path: Path, *, days: str = "YMD", said=(), encoding=None):
    read = read_table(file, encoding=encoding)
    columns = columns_of(read.header, dict(said), kind=PATIENTS, folder=tmp_path)
    how = replace(HOW, days=days)
    found = lines(read, columns, kind=PATIENTS, how=how)
    return check(found, kind=PATIENTS, how=how, total=len(read.rows), progress=nobody_waits)


def test_columns_are_known_by_what_others_call_them(tmp_path):
    columns = columns_of(HEAD, {}, kind=PATIENTS, folder=tmp_path)

    assert list(columns.values()) == ["family_name", "given_name", "born", "phone", "email"]


def test_a_column_that_was_said_is_remembered_for_the_next_table(tmp_path):
    head = ("Kunde", "DOB")
    with pytest.raises(InputError, match="none of Kunde, DOB is the family name"):
        columns_of(head, {}, kind=PATIENTS, folder=tmp_path)
    remember(
        head,
        columns_of(head, {"Kunde": "family_name"}, kind=PATIENTS, folder=tmp_path),
        kind=PATIENTS,
        folder=tmp_path,
    )

    assert columns_of(head, {}, kind=PATIENTS, folder=tmp_path)[0] == "family_name"


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({"Nowhere": "phone"}, "Nowhere is not in the table"),
        ({"Notes": "shoe_size"}, "shoe_size is no field"),
        ({"Notes": "phone"}, "several columns are phone"),
    ],
)
def test_a_column_that_cannot_be_is_told(tmp_path, said, wrong):
    with pytest.raises(InputError, match=wrong):
        columns_of(HEAD, said, kind=PATIENTS, folder=tmp_path)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("written", "days", "born"),
    [
        ("1958-03-09", "YMD", date(1958, 3, 9)),
        ("1958-03-09", "DMY", date(1958, 3, 9)),
        ("9.3.1958", "DMY", date(1958, 3, 9)),
        ("3/9/1958", "MDY", date(1958, 3, 9)),
        ("1958年3月9日", "YMD", date(1958, 3, 9)),
        ("", "YMD", None),
    ],
)
def test_dates_are_read_as_they_are_written_there(table, tmp_path, written, days, born):
    found = checked(table(f"Novak,Pavel,{written},,,"), tmp_path, days=days)

    assert [each.born for each in found.items] == [born]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("row", "field"),
    [
        (",Pavel,,,,", "family_name"),
        ("Novak,Pavel,1858-03-09,,,", "born"),
        ("Novak,Pavel,31.31.1958,,,", "born"),
        ("Novak,Pavel,09/03/58,,,", "born"),
        ("Novak,Pavel,,12,,", "phone"),
        ("Novak,Pavel,,,at home,", "email"),
        (f"{'N' * 81},Pavel,,,,", "family_name"),
        ("Novak,Pavel", "line"),
        ("Novak,Pavel,,,,,,", "line"),
    ],
)
def test_what_is_wrong_is_named_with_its_line_and_field(table, tmp_path, row, field):
    found = checked(table("Okafor,Grace,,,,", row), tmp_path)

    assert [(each.line, each.field) for each in found.wrong] == [(3, field)]
    assert len(found.items) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_it_is_read_as_a_spreadsheet_saved_it(table, tmp_path, encoding):
    file = table("佐藤,美和,1970-01-01", head="姓,名,生年月日", encoding=encoding)
    found = checked(file, tmp_path)

    assert [(each.family_name, each.given_name) for each in found.items] == [("佐藤", "美和")]


@pytest.mark.django_db
def test_semicolons_and_quoted_fields_are_a_table_too(table, tmp_path):
    found = checked(table('"O\'Brien; the younger";Ann', head="Surname;First name"), tmp_path)

    assert found.items[0].family_name == "O'Brien; the younger"


@pytest.mark.django_db
def test_who_is_known_or_stands_twice_is_named(table, tmp_path):
    register(Details("Novak", "Pavel", born=date(1959, 1, 30)), by="Rosa", now=NOW)
    file = table(
        "Novak,Pavel,1959-01-30,,,",
        "Okafor,Grace,,,grace@mail.example,",
        "Okafor,G.,,,Grace@mail.example,",
    )
    found = checked(file, tmp_path)

    assert [each.line for each in found.known] == [2, 4]
    assert "line 3" in found.known[1].says
    assert len(found.items) == 1


@pytest.mark.django_db
def test_whoever_was_taken_in_is_found_by_name(table, tmp_path):
    found = checked(table("Quill,Yvonne,1960-02-01,020 7946 0999,,"), tmp_path)
    take_in(found.items, kind=PATIENTS, by="import", now=NOW, progress=nobody_waits)

    assert [each.given_name for each in found_by_name("quil", most=9)] == ["Yvonne"]


@pytest.mark.django_db
def test_what_is_stopped_on_the_way_leaves_nobody(table, tmp_path):
    found = checked(table(*(f"Name{n},A,,,," for n in range(1200))), tmp_path)

    def stop(done: int, _of: int) -> None:
        if done >= 1000:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        take_in(found.items, kind=PATIENTS, by="import", now=NOW, progress=stop)

    assert not Patient.objects.exists()
    assert not PersonalDetails.objects.exists()


PLANTED = (
    lambda row: ["", *row[1:]],
    lambda row: [*row[:2], "31.02.1960", *row[3:]],
    lambda row: [*row[:3], "12", *row[4:]],
    lambda row: [*row[:4], "no address", row[5]],
    lambda row: row[:4],
)


@pytest.mark.django_db
def test_of_ten_thousand_lines_each_of_200_errors_is_named(table, tmp_path):
    dice = random.Random(7205)  # noqa: S311 - the same errors each time
    planted = frozenset(dice.sample(range(10_000), 200))
    rows = []
    for n in range(10_000):
        row = [f"Family{n}", "Given", "1960-02-01", "020 7946 0555", f"p{n}@mail.example", ""]
        rows.append(dice.choice(PLANTED)(row) if n in planted else row)
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    told = []
    read = read_table(table(*out.getvalue().splitlines()))
    columns = columns_of(read.header, {}, kind=PATIENTS, folder=tmp_path)
    found = check(
        lines(read, columns, kind=PATIENTS, how=HOW),
        kind=PATIENTS,
        how=HOW,
        total=len(rows),
        progress=lambda done, of: told.append((done, of)),
    )

    assert {each.line for each in found.wrong} == {n + 2 for n in planted}
    assert len(found.items) == 9_800
    assert told[-1] == (10_000, 10_000)


@pytest.fixture
def zusanli_at(tmp_path):
    """Run the command at a clinic of its own."""
    around = {
        **os.environ,
        "ZUSANLI_DATA": str(tmp_path),
        "ZUSANLI_MODE": "demo",
        "ZUSANLI_SECRET_KEY": "k" * 50,
    }
    around.pop("DJANGO_SETTINGS_MODULE", None)
    around.pop("DATABASE_URL", None)

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=False, env=around)

    return run


def test_the_command_tries_first_names_what_is_wrong_and_takes_in_all_or_nobody(zusanli_at, table):
    assert zusanli_at("zusanli.site", "migrate", "-v", "0").returncode == 0
    made = zusanli_at(
        "zusanli.site",
        "shell",
        "-v",
        "0",
        "-c",
        "from zusanli.clinic.premises.models import Clinic;"
        "Clinic.objects.create(pk=1, name='T', country='GB', time_zone='UTC',"
        " phone='1', email='a@b.example')",
    )
    assert made.returncode == 0, made.stderr
    bad = zusanli_at("zusanli", "import", "patients", str(table("Novak,Pavel,never,,,")))
    assert bad.returncode == 2
    assert "line 2, born:" in bad.stderr
    assert "nothing was taken in" in bad.stderr
    good = str(table("Novak,Pavel,1959-01-30,,,"))
    tried = zusanli_at("zusanli", "import", "patients", good, "--try")
    assert "1 patients could be taken in" in tried.stdout
    assert "1 patients were taken in" in zusanli_at("zusanli", "import", "patients", good).stdout
    again = zusanli_at("zusanli", "import", "patients", good)

    assert again.returncode == 2
    assert "is in the books already" in again.stderr
