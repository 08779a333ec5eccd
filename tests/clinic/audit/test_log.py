"""Every way to write leaves a trace, and no trace can be written over; on the engine at hand."""

import json
import os
import subprocess
import sys
from datetime import timedelta
from uuid import uuid4

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from tests.clinic.booking.willow_street import ALICE, NOW
from zusanli.clinic.audit.actor import acting
from zusanli.clinic.audit.chain import Anchor
from zusanli.clinic.audit.log import head_of_log, note, seal
from zusanli.clinic.audit.models import Change, Entry, Verb
from zusanli.clinic.audit.triggers import install, installed, remove, wanted
from zusanli.clinic.audit.verifying import verify
from zusanli.clinic.audit.watched import HISTORY, NOT_LOGGED
from zusanli.clinic.records.models import Intake, Patient, PersonalDetails
from zusanli.clinic.records.patients import register
from zusanli.clinic.staff.models import GivenRole, Role, User

pytestmark = pytest.mark.django_db


def sql(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values or None)


def written() -> list[tuple[str, str]]:
    return [(each.verb, each.kind) for each in Change.objects.all()]


def sealed() -> list[Entry]:
    seal(now=NOW)
    return list(Entry.objects.all())


def test_creating_leaves_a_trace_of_each_row():
    register(ALICE, by="Rosa Field", now=NOW)

    assert written() == [("added", "records.patient"), ("added", "records.personaldetails")]


def test_an_update_of_many_at_once_leaves_a_trace_of_each(alice, asked):
    seal(now=NOW)
    Intake.objects.all().update(patient=alice)

    change = Change.objects.get()
    assert (change.verb, change.kind) == ("changed", "records.intake")
    assert json.loads(change.changed) == ["patient_id"]
    assert sealed()[-1].patient == str(alice.pk)


def test_creating_many_at_once_leaves_a_trace_of_each():
    Patient.objects.bulk_create(Patient(added_at=NOW) for _ in range(3))

    assert written() == [("added", "records.patient")] * 3


def test_raw_statements_leave_a_trace():
    user = User.objects.create(username="mei", email="mei@willow.example")
    GivenRole.objects.create(user=user, role=Role.PRACTITIONER)
    seal(now=NOW)
    sql("UPDATE staff_givenrole SET role = 'manager'")
    sql("DELETE FROM staff_givenrole")

    assert written() == [("changed", "staff.givenrole"), ("removed", "staff.givenrole")]


def test_an_update_that_changes_nothing_is_no_change(alice):
    seal(now=NOW)
    Patient.objects.update(added_at=NOW)

    assert written() == []


def test_what_is_undone_leaves_no_trace():
    with transaction.atomic():
        register(ALICE, by="Rosa Field", now=NOW)
        transaction.set_rollback(True)

    assert written() == []


def test_the_log_holds_names_of_columns_and_nothing_that_was_typed(alice):
    note(Verb.OPENED, "records.patient", record=str(alice.pk), patient=alice.pk, now=NOW)
    seal(now=NOW)

    kept = json.dumps([list(each) for each in Entry.objects.values_list()], default=str)
    for typed in ("Archer", "Alice", "7946", "Rosa"):
        assert typed not in kept


def test_it_says_who_acted():
    with acting("staff:3"):
        Patient.objects.create(added_at=NOW)
        with acting("link:outcome"):
            Patient.objects.create(added_at=NOW)
        Patient.objects.create(added_at=NOW)
    Patient.objects.create(added_at=NOW)

    assert [each.who for each in sealed()] == ["staff:3", "link:outcome", "staff:3", "system"]


def test_it_says_who_acted_after_another_was_undone():
    with acting("staff:3"):
        with transaction.atomic():
            with acting("staff:4"):
                Patient.objects.create(added_at=NOW)
            transaction.set_rollback(True)
        Patient.objects.create(added_at=NOW)

    assert [each.who for each in sealed()] == ["staff:3"]


def test_a_client_that_says_nothing_is_written_down_as_outside():
    if connection.vendor == "sqlite":
        sql("DROP TRIGGER temp.audit_fill_in")
    else:
        sql("SELECT set_config('zusanli.actor', 'system', false)")
        sql("CREATE OR REPLACE FUNCTION pg_temp.quiet() RETURNS text LANGUAGE sql AS"
            " $$ SELECT set_config('zusanli.actor', '', false) $$")  # fmt: skip
        sql("SELECT pg_temp.quiet()")
    raw = connection.connection
    raw.execute(
        f"INSERT INTO records_patient (id, added_at) VALUES ('{uuid4().hex}', '2026-11-26 09:00')"  # noqa: S608
    )
    install(connection)

    assert [each.who for each in sealed()] == ["outside"]


HISTORIES = ("audit_entry", "records_personaldetails", "records_intakeversion")


@pytest.mark.parametrize("table", HISTORIES)
@pytest.mark.parametrize(
    "statement",
    [
        pytest.param("UPDATE {} SET {} = {}", id="update"),
        pytest.param("DELETE FROM {}", id="delete"),
        pytest.param("TRUNCATE {} CASCADE", id="truncate"),
    ],
)
def test_history_is_neither_changed_nor_removed(alice, asked, table, statement):
    if "TRUNCATE" in statement and connection.vendor == "sqlite":
        pytest.skip("SQLite has no TRUNCATE")
    seal(now=NOW)
    connection.check_constraints()
    column = "who" if table == "audit_entry" else "id"

    with pytest.raises(IntegrityError, match="added to and never changed"), transaction.atomic():
        sql(statement.format(table, column, column))
    assert verify().is_whole


@pytest.mark.parametrize("table", HISTORIES)
def test_history_is_not_replaced(alice, asked, table):
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite has REPLACE")
    seal(now=NOW)

    with pytest.raises(IntegrityError, match="added to and never changed"), transaction.atomic():
        sql(f"REPLACE INTO {table} SELECT * FROM {table}")  # noqa: S608


def test_a_change_stays_until_it_stands_in_the_chain(alice):
    with pytest.raises(IntegrityError, match="stays until it stands"), transaction.atomic():
        sql("DELETE FROM audit_change")
    with pytest.raises(IntegrityError, match="not altered"), transaction.atomic():
        sql("UPDATE audit_change SET kind = 'staff.user'")

    assert seal(now=NOW) == 2
    assert not Change.objects.exists()


def test_numbers_run_without_a_gap(alice):
    note(Verb.OPENED, "records.patient", patient=alice.pk, now=NOW)
    with transaction.atomic():
        Patient.objects.create(added_at=NOW)
        transaction.set_rollback(True)
    note(Verb.OPENED, "records.patient", patient=alice.pk, now=NOW + timedelta(minutes=1))

    assert [each.number for each in Entry.objects.all()] == [1, 2, 3, 4]
    assert verify().is_whole


def test_a_change_that_nobody_sealed_is_counted(alice):
    assert verify().unsealed == 2


@pytest.mark.parametrize("column", ["who", "verb", "kind", "record", "patient", "details"])
def test_a_row_changed_with_the_triggers_down_is_found_with_its_number(alice, asked, column):
    seal(now=NOW)
    remove(connection)
    other = "removed" if column == "verb" else "other"
    sql(f"UPDATE audit_entry SET {column} = %s WHERE number = 2", other)  # noqa: S608

    verdict = verify()
    assert verdict.walk.broken == 2
    assert verdict.walk.last == 1
    assert verdict.unguarded
    install(connection)
    assert not verify().is_whole


def test_a_last_row_that_was_removed_is_found_by_an_anchor(alice, asked):
    seal(now=NOW)
    anchor = head_of_log()
    remove(connection)
    sql("DELETE FROM audit_entry WHERE number = %s", anchor.number)
    install(connection)

    assert verify().is_whole
    assert verify(anchor=anchor).walk.broken == anchor.number


def test_triggers_that_are_down_are_named():
    remove(connection)
    assert "records_patient" in "".join(verify().unguarded)
    install(connection)
    assert verify().unguarded == ()


def test_every_table_of_the_clinic_is_logged_or_says_why_not():
    tables = {each.table for each in wanted(connection)}
    for model in apps.get_models():
        if model.__module__.startswith("zusanli.") and model._meta.label_lower not in NOT_LOGGED:
            assert model._meta.db_table in tables, model
    for label in HISTORY:
        assert apps.get_model(label)._meta.db_table in tables


def test_migrating_again_leaves_the_triggers_up():
    up = sorted(installed(connection))
    call_command("migrate", verbosity=0)

    assert sorted(installed(connection)) == up


def test_the_command_prints_an_anchor_and_takes_it_the_next_time(alice, capsys):
    seal(now=NOW)
    call_command("verify_log")
    printed = capsys.readouterr().out
    anchor = printed.split("Anchor: ")[1].split()[0]
    call_command("verify_log", "--anchor", anchor)

    assert "whole up to number 2" in printed


def test_the_command_names_what_is_broken_and_fails(alice, capsys):
    seal(now=NOW)
    with pytest.raises(SystemExit) as ended:
        call_command("verify_log", "--anchor", str(Anchor(9, "0" * 64)))

    assert ended.value.code == 1
    assert "broken at number 3: it is missing" in capsys.readouterr().out


def test_the_command_says_what_an_anchor_is():
    with pytest.raises(CommandError, match="a number, a colon and a hash"):
        call_command("verify_log", "--anchor", "yesterday")


HERE = (sys.executable, "-m", "tests.clinic.audit.appending")
THERE = (sys.executable, "-m", "tools.with_postgresql", *HERE)


@pytest.mark.parametrize(
    "command", [pytest.param(HERE, id="SQLite"), pytest.param(THERE, id="PostgreSQL")]
)
def test_many_who_append_at_once_keep_one_chain(command):
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    ran = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)

    # Eight writers, fifteen times: a patient and a read each.
    assert ran.stdout == "whole=True last=240 unsealed=0\n", ran.stdout + ran.stderr


@pytest.mark.django_db(transaction=True)
def test_appending_inside_another_transaction_is_refused():
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        note(Verb.OPENED, "records.patient", now=NOW)


@pytest.mark.django_db(transaction=True)
def test_the_tables_are_guarded_after_others_emptied_them():
    PersonalDetails.objects.count()
    assert verify().unguarded == ()
