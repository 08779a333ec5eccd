"""Everything comes back as it was, or nothing does."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256

import pytest
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.clinic.booking.willow_street import ALICE
from tests.exchange.backup.small_clinic import (
    AWKWARD,
    KEY,
    NOW,
    PHRASE,
    QUICK,
    names,
    quiet,
)
from zusanli.clinic.audit import triggers
from zusanli.clinic.audit.connections import leave_as_it_is
from zusanli.clinic.audit.log import head_of_log, seal
from zusanli.clinic.audit.models import Change, Entry
from zusanli.clinic.audit.verifying import verify
from zusanli.clinic.booking.models import Place
from zusanli.clinic.premises.models import OpeningLink
from zusanli.clinic.premises.opening import may_open, new_opening_link
from zusanli.clinic.records.models import IntakeVersion, Patient
from zusanli.clinic.records.patients import register
from zusanli.clinic.staff.models import User
from zusanli.exchange.backup.backing_up import back_up, one_moment
from zusanli.exchange.backup.checking import check
from zusanli.exchange.backup.errors import BackupError, DamagedError, WrongPassPhraseError
from zusanli.exchange.backup.locked import locked, unlocked
from zusanli.exchange.backup.restoring import restore
from zusanli.exchange.backup.tables import KINDS, LEFT_OUT, insert, kind_of, rows, tables

LATER = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
OF_THE_LOG = {"audit_entry", "audit_change"}


def bring_back(path, phrase=PHRASE, progress=quiet):
    return restore(path, phrase, progress=progress, now=LATER)


def hashes(ended):
    return {each.table: (each.rows, each.sha256) for each in ended}


def rewritten(path, change):
    """A backup whose lines somebody who has the pass phrase wrote otherwise."""
    other = path.with_name("other")
    with other.open("wb") as file, locked(file, PHRASE, cost=QUICK) as stream:
        for line in change(lines_of(path)):
            stream.write(line)
    return other


def lines_of(path):
    with unlocked(path, PHRASE) as stream:
        return list(stream)


# ------------------------------------------------------------------- it comes back


def test_everything_comes_back_after_all_was_lost(lost, backup):
    assert names() == set()

    done = bring_back(backup)

    assert names() == {"Archer", "大山"}
    assert hashes(done.checked.tables) == hashes(lost.tables)
    assert IntakeVersion.objects.order_by("-at")[0].interview == AWKWARD
    assert User.objects.get(username="bob").user_permissions.count() == 1


def test_the_log_comes_back_whole_and_says_that_it_was_brought_back(lost, backup):
    done = bring_back(backup)

    assert (done.log.walk.last, done.log.walk.head) == (lost.anchor.number, lost.anchor.hash)
    assert verify(anchor=lost.anchor).is_whole
    last = Entry.objects.get(number=head_of_log().number)
    assert (last.verb, last.kind, last.number) == (
        "added",
        "exchange.restore",
        lost.anchor.number + 1,
    )


def test_the_log_says_that_a_backup_was_made_and_the_backup_has_that_line(made):
    last = Entry.objects.get(number=made.anchor.number)

    assert (last.verb, last.kind) == ("exported", "exchange.backup")


def test_the_clinic_goes_on_working_with_numbers_that_were_never_used(lost, backup):
    bring_back(backup)

    place = Place.objects.create(room="1")
    register(replace(ALICE, given_name="Ada"), by="Rosa Field", now=LATER)
    seal(now=LATER)

    numbers = {each.table: each.last_number for each in lost.tables}
    assert place.pk == numbers["booking_place"] + 1
    assert verify(anchor=lost.anchor).is_whole


def test_history_is_guarded_again(lost, backup):
    bring_back(backup)

    with pytest.raises(Exception, match="added to and never changed"), transaction.atomic():
        IntakeVersion.objects.update(number=7)


def test_who_did_something_outside_is_not_made_out_to_be_the_program(transactional_db):
    table = next(each for each in tables() if each.model is Change)
    row = [1, "", "added", "premises.clinic", "1", "", "[]", "2026-11-26T09:00:00.000Z"]
    with transaction.atomic():
        triggers.remove(connection)
        leave_as_it_is(connection)
        insert(connection, table, [row])
        triggers.install(connection)

    assert list(rows(table)) == [row]


def test_the_key_of_second_factors_comes_back_for_its_owner_only(lost, backup, settings):
    bring_back(backup)

    assert settings.SECOND_FACTOR_KEY.read_bytes() == KEY
    assert settings.SECOND_FACTOR_KEY.stat().st_mode & 0o777 == 0o600


def test_who_was_signed_in_is_not_taken_along(lost, backup):
    bring_back(backup)

    assert not Session.objects.exists()
    assert all(LEFT_OUT.values())


def test_every_kind_of_column_that_the_clinic_has_can_be_kept():
    kinds = {kind_of(field) for table in tables() for field in table.fields}

    assert kinds <= KINDS.keys()


def test_the_small_clinic_has_a_value_of_every_kind(filled):
    there = {
        kind_of(field)
        for table in tables()
        for row in rows(table)
        for field, value in zip(table.fields, row, strict=True)
        if value is not None
    }
    wanted = {kind_of(field) for table in tables() for field in table.fields}

    assert wanted == there


def test_it_is_readable_by_its_owner_only_and_says_nothing(made, backup):
    assert backup.stat().st_mode & 0o777 == 0o600
    assert b"Archer" not in backup.read_bytes()


@pytest.mark.skipif("DATABASE_URL" in os.environ, reason="it begins on SQLite")
def test_from_sqlite_to_postgresql_and_back_every_row_is_the_same(lost, backup, folder):
    """Through the commands, as an owner does it who moves to a server."""
    (folder / "phrase").write_text(PHRASE + "\n", encoding="utf-8")
    command = f"{sys.executable} -m zusanli"
    key = f"--pass-phrase-file {folder}/phrase"
    there = " && ".join(
        (
            f"{command} restore {backup} {key}",
            f"{command} backup {folder}/back {key}",
            f"{command} restore --check {folder}/back {key}",
            f"{command} export {folder}/out",
        )
    )
    environment = {
        **{name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"},
        "ZUSANLI_DATA": str(folder / "server"),
    }
    ran = subprocess.run(
        [sys.executable, "-m", "tools.with_postgresql", "sh", "-c", there],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert f"The log is whole up to {lost.anchor}" in ran.stdout
    assert f"{folder}/back is whole: " in ran.stdout
    assert "NOT LOCKED" in ran.stdout
    assert (folder / "out" / "schema.json").exists()
    assert (folder / "server" / "second-factor-key").read_bytes() == KEY

    done = bring_back(folder / "back")

    assert done.checked.about.engine == "postgresql"
    went, came = hashes(lost.tables), hashes(done.checked.tables)
    assert {name for name in went if went[name] != came[name]} <= OF_THE_LOG
    numbers = {each.table: each.last_number for each in lost.tables}
    assert {each.table: each.last_number for each in done.checked.tables} == numbers
    assert verify(anchor=lost.anchor).is_whole
    assert IntakeVersion.objects.order_by("-at")[0].interview == AWKWARD


# --------------------------------------------------------------------- or it does not


def nothing_changed(settings):
    assert names() == set()
    assert not Entry.objects.exists()
    assert triggers.missing(connection) == ()
    assert not settings.SECOND_FACTOR_KEY.exists()
    return True


def test_a_wrong_pass_phrase_changes_nothing(lost, backup, settings):
    with pytest.raises(WrongPassPhraseError):
        bring_back(backup, "four other words here")

    assert nothing_changed(settings)


def test_a_damaged_file_changes_nothing(lost, backup, settings):
    data = bytearray(backup.read_bytes())
    data[-1] ^= 1
    backup.write_bytes(data)

    with pytest.raises(DamagedError, match="part"):
        bring_back(backup)

    assert nothing_changed(settings)


def test_a_link_that_opens_the_empty_clinic_is_no_hindrance_and_opens_nothing_then(lost, backup):
    link = new_opening_link(now=LATER)
    bring_back(backup)

    assert not OpeningLink.objects.exists()
    assert not may_open(link, now=LATER)


def test_a_database_with_something_in_it_is_left_alone(made, backup):
    with pytest.raises(
        BackupError, match=r"not empty: .* has \d+ rows?\. A backup replaces nothing"
    ):
        bring_back(backup)

    assert names() == {"Archer", "大山"}
    assert triggers.missing(connection) == ()


def test_another_key_that_is_there_is_not_lost(lost, backup, settings):
    settings.SECOND_FACTOR_KEY.write_bytes(b"another")

    with pytest.raises(BackupError, match="another key is there already"):
        bring_back(backup)

    assert settings.SECOND_FACTOR_KEY.read_bytes() == b"another"
    assert names() == set()


@pytest.mark.parametrize("row", [1, 60, 200])
def test_stopped_in_the_middle_it_leaves_an_empty_database(lost, backup, settings, row):
    seen = []

    def stop(_table, _done, _of):
        seen.append(1)
        if len(seen) == row:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        bring_back(backup, progress=stop)

    assert nothing_changed(settings)
    assert bring_back(backup).log.is_whole


def test_a_backup_that_is_stopped_leaves_no_file(filled, folder):
    def stop(_table, done, _of):
        if done == 20:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        back_up(folder / "backup", PHRASE, progress=stop, now=NOW, cost=QUICK)

    assert [each.name for each in folder.iterdir()] == ["data"]
    assert connection.in_atomic_block is False


def test_nobody_who_writes_meanwhile_has_to_wait(transactional_db):
    def begun(block):
        with CaptureQueriesContext(connection) as asked, block():
            Patient.objects.count()
        return [each["sql"] for each in asked][:2]

    if connection.vendor == "sqlite":
        assert begun(one_moment)[0] == "BEGIN DEFERRED"
        assert begun(transaction.atomic)[0] == "BEGIN IMMEDIATE"
    else:
        assert "REPEATABLE READ READ ONLY" in "".join(begun(one_moment))


def test_rows_that_contradict_each_other_are_refused(lost, backup, settings):
    other = rewritten(
        backup, lambda lines: with_rows(lines, "records_patient", lambda rows: rows[1:])
    )

    with pytest.raises(BackupError, match=r"do not fit the tables \(IntegrityError\)"):
        bring_back(other)

    assert nothing_changed(settings)


def test_a_log_that_was_rewritten_is_refused(lost, backup, settings):
    other = rewritten(
        backup,
        lambda lines: with_rows(
            lines, "audit_entry", lambda rows: [each.replace(b"system", b"nobody") for each in rows]
        ),
    )

    with pytest.raises(
        BackupError, match="the log in it is not whole: at number 1, it was changed"
    ):
        bring_back(other)

    assert nothing_changed(settings)


def test_rows_without_their_hash_are_refused(made, backup):
    other = rewritten(backup, lambda lines: [each.replace(b"Archer", b"Baker") for each in lines])

    with pytest.raises(DamagedError, match="not those that were counted and hashed"):
        check(other, PHRASE, progress=quiet)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        pytest.param(lambda lines: lines[:-1], "a line is no JSON", id="no end"),
        pytest.param(lambda lines: [*lines, b"{}\n"], "does not end", id="more after its end"),
        pytest.param(lambda lines: [b"{}\n", *lines], "head is not complete", id="no head"),
        pytest.param(
            lambda lines: [lines[0].replace(b"contents/1", b"contents/2"), *lines[1:]],
            "this version reads",
            id="newer",
        ),
    ],
)
def test_what_opens_but_is_not_in_order_is_refused(made, backup, change, says):
    with pytest.raises(BackupError, match=says):
        check(rewritten(backup, change), PHRASE, progress=quiet)


@pytest.mark.parametrize(
    ("was", "becomes", "says"),
    [
        pytest.param(b'"audit.0001_initial"', b'"audit.0001_initial","audit.9999_new"',
                     r"newer tables \(audit.9999_new is not known here\)", id="newer"),
        pytest.param(b'"audit.0001_initial",', b"",
                     r"older \(audit.0001_initial is missing in it\)", id="older"),
    ],
)  # fmt: skip
def test_a_backup_of_other_tables_is_refused_with_what_to_do(
    lost, backup, settings, was, becomes, says
):
    other = rewritten(backup, lambda lines: [lines[0].replace(was, becomes), *lines[1:]])

    with pytest.raises(BackupError, match=says):
        bring_back(other)

    assert nothing_changed(settings)


def with_rows(lines, table, change):
    """Lines in which the rows of a table are others, with counts and hashes that fit."""
    begin = next(
        n
        for n, line in enumerate(lines)
        if line.startswith(b'{"columns"') and json.loads(line)["table"] == table
    )
    end = next(n for n in range(begin, len(lines)) if lines[n].startswith(b'{"end"'))
    changed = change(lines[begin + 1 : end])
    said = json.loads(lines[end])
    said |= {"rows": len(changed), "sha256": sha256(b"".join(changed)).hexdigest()}
    head = json.loads(lines[0])
    for each in head["tables"]:
        if each["name"] == table:
            each["rows"] = len(changed)
    dumped = [json.dumps(each).encode() + b"\n" for each in (head, said)]
    return [dumped[0], *lines[1 : begin + 1], *changed, dumped[1], *lines[end + 1 :]]
