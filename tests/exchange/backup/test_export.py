"""The clinic's data for people and other programs."""

import csv
import json
from hashlib import sha256

import pytest

from tests.exchange.backup.small_clinic import AWKWARD, NOW, quiet
from zusanli.clinic.audit.models import Entry
from zusanli.exchange.backup.errors import BackupError
from zusanli.exchange.backup.exporting import export, may_export_to
from zusanli.exchange.backup.schema import (
    LEFT_OUT_COLUMNS,
    LEFT_OUT_TABLES,
    TYPES,
    about_table,
    exported,
)
from zusanli.exchange.backup.tables import KINDS, tables


@pytest.fixture
def out(filled, folder):
    export(folder / "out", progress=quiet, now=NOW)
    return folder / "out"


def objects(out, table):
    return [json.loads(line) for line in (out / f"{table}.jsonl").read_text("utf-8").splitlines()]


def sheet(out, table):
    with (out / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_each_row_is_there_for_people_and_for_programs(out):
    details = objects(out, "records_personaldetails")
    cells = sheet(out, "records_personaldetails")

    assert [each["family_name"] for each in details] == ["Archer", "大山"]
    assert [each["family_name"] for each in cells] == ["Archer", "大山"]
    assert [each["interview"] for each in objects(out, "records_intakeversion")][-1] == AWKWARD
    assert json.loads(sheet(out, "records_intakeversion")[-1]["interview"]) == AWKWARD


def test_a_spreadsheet_takes_nothing_that_somebody_typed_for_a_formula(out):
    assert sheet(out, "records_personaldetails")[1]["given_name"] == "'=花子'; --"
    assert objects(out, "records_personaldetails")[1]["given_name"] == "=花子'; --"


def test_the_schema_says_of_every_file_what_it_is_and_what_is_in_it(out):
    schema = json.loads((out / "schema.json").read_text("utf-8"))
    named = {file for each in schema["tables"] for file in each["files"].values()}

    assert named | {"schema.json"} == {each.name for each in out.iterdir()}
    for table in schema["tables"]:
        rows = objects(out, table["name"])
        assert len(rows) == len(sheet(out, table["name"])) == table["rows"]
        columns = [each["name"] for each in table["columns"]]
        assert table["key"] in columns
        assert all(list(row) == columns for row in rows)
        for kind, file in table["files"].items():
            assert sha256((out / file).read_bytes()).hexdigest() == table["sha256"][kind]
    pointed = [c["points_to"] for t in schema["tables"] for c in t["columns"] if "points_to" in c]
    assert {each.partition(".")[0] for each in pointed} <= {
        each["name"] for each in schema["tables"]
    }


def test_every_table_of_ours_says_what_it_is():
    assert all(about_table(each)["is"] for each in exported() if ours(each))
    assert TYPES.keys() == KINDS.keys()


def ours(table):
    return table.model.__module__.startswith("zusanli.")


def test_no_key_to_anything_leaves_the_house(out):
    columns = {column for each in exported() for column in each.columns}

    assert not columns & LEFT_OUT_COLUMNS.keys()
    assert not [each for each in columns if "hash" in each and each != "hash"]
    everything = b"".join(each.read_bytes() for each in out.iterdir())
    assert b"locked with the key" not in everything
    assert LEFT_OUT_TABLES.keys() <= {each.model._meta.label_lower for each in tables()}


def test_only_its_owner_may_look(out):
    assert out.stat().st_mode & 0o777 == 0o700
    assert {each.stat().st_mode & 0o777 for each in out.iterdir()} == {0o600}


def test_the_log_says_so(out):
    last = Entry.objects.order_by("-number")[0]

    assert (last.verb, last.kind) == ("exported", "exchange.export")


def test_a_folder_with_something_in_it_is_left_alone(folder):
    (folder / "out").mkdir()
    (folder / "out" / "mine").touch()

    with pytest.raises(BackupError, match="is not empty; give the name of a new one"):
        may_export_to(str(folder / "out"))


@pytest.mark.parametrize("name", ["", "  ", "nowhere/out"])
def test_a_name_of_no_folder_is_refused(name):
    with pytest.raises(BackupError, match="no folder"):
        may_export_to(name)


def test_an_empty_folder_is_filled(filled, folder):
    (folder / "out").mkdir()

    export(may_export_to(str(folder / "out")), progress=quiet, now=NOW)

    assert (folder / "out" / "schema.json").exists()


def test_an_export_that_is_stopped_leaves_nothing(filled, folder):
    def stop(_table, done, _of):
        if done == 20:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        export(folder / "out", progress=stop, now=NOW)

    assert [each.name for each in folder.iterdir()] == ["data"]
