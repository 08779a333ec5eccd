"""Somebody is erased: nothing of them is left anywhere, and nothing of anybody else is touched."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from io import StringIO
from typing import TypeAlias

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from tests.clinic.booking import pages
from tests.clinic.booking.willow_street import ALICE, assessment, clinic, practitioner
from tests.clinic.erasure.whole_record import LONG_AGO, in_order, texts_of, whole_record
from zusanli.cli.main import main as zusanli
from zusanli.clinic.audit.log import seal
from zusanli.clinic.audit.models import Entry
from zusanli.clinic.audit.verifying import verify
from zusanli.clinic.booking.joining import join, part
from zusanli.clinic.booking.models import Appointment, Place
from zusanli.clinic.check_ins.models import Alert
from zusanli.clinic.enquiries.models import Enquiry
from zusanli.clinic.erasure import tombstones
from zusanli.clinic.erasure.erasing import (
    GoneError,
    HinderedError,
    NamesThemError,
    NoReasonError,
    NotAManagerError,
    erase,
    preview,
)
from zusanli.clinic.erasure.hindrances import Hindrance, hindrances
from zusanli.clinic.erasure.models import Erasure, ErasureRequest, Ground, Tombstone
from zusanli.clinic.erasure.periods import TooShortError, ended, keep_for, kept
from zusanli.clinic.erasure.requests import ask_to_be_erased
from zusanli.clinic.erasure.tidying import tidy
from zusanli.clinic.receipts.issuing import _last_number
from zusanli.clinic.records.models import CallRequest, Intake, Patient
from zusanli.clinic.records.patients import Details, register
from zusanli.clinic.staff.models import Role, User
from zusanli.errors import InputError

NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
A_DAY = timedelta(days=1)
QUILL = Details(
    family_name="Quill",
    given_name="Zephyrine",
    born=datetime(1931, 7, 19, tzinfo=UTC).date(),
    phone="020 7946 0817",
    email="zephyrine@quill.example",
)
WORD = "Zephyrine Quill fears needles"
OF_QUILL = ("Quill", "quill", "Zephyrine", "zephyrine", "7946 0817", "79460817", "1931-07-19")
THE_LOG = frozenset(("audit_entry", "erasure_tombstone"))
"""Where the number of who was erased stands on, and leads to nobody."""

WRITTEN_BY_ERASING = frozenset(
    ("audit_entry", "audit_change", "erasure_erasure", "erasure_tombstone", "sqlite_sequence")
)
Tables: TypeAlias = dict[str, list[dict[str, object]]]


@pytest.fixture
def here(db):
    clinic("Asia/Taipei", country="TW")
    return {
        "staff": practitioner("Bob"),
        "service": assessment(),
        "place": Place.objects.create(room="Garden room", bed="window"),
    }


@pytest.fixture
def ada(here) -> User:
    return pages.hired("Ada", Role.MANAGER)


@pytest.fixture
def quill(here) -> Patient:
    return whole_record(QUILL, WORD, **here)


def every_table() -> Tables:
    """Read every row of every table past Django, as the database gives it."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - a name from the database
            names = [each[0] for each in cursor.description]
            found[table] = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return found


def row_hashes(rows: list[dict[str, object]]) -> set[str]:
    return {sha256(texts_of([row]).encode()).hexdigest() for row in rows}


@pytest.fixture
def two_records(quill, here) -> Patient:
    """A second record of theirs, and one of somebody else that was joined and parted again."""
    again = register(replace(QUILL, family_name="Quill-Moss"), by=WORD, now=LONG_AGO)
    other = whole_record(ALICE, "Alice likes tea", **here)
    parted = join(other, into=quill, by="Sue", why="both are tall", now=NOW)
    part(parted, by="Sue", why="they are two", now=NOW)
    join(again, into=quill, by="Sue", why=WORD, now=NOW)
    ask_to_be_erased(again, by=WORD, now=NOW)
    Enquiry.objects.create(at=NOW, name=WORD, reach="0 20 7946 0817", text=WORD, language="en")
    nobodys = Intake.objects.create(link_hash="f" * 64, begun_at=LONG_AGO)
    CallRequest.objects.create(
        intake=nobodys, asked_at=NOW, phone=QUILL.phone, emergency=False, called_at=NOW
    )
    seal(now=NOW)
    return again


def test_nothing_of_a_person_is_left_and_nothing_of_anybody_else_is_touched(
    transactional_db, ada, quill, two_records
):
    before, anchor = every_table(), verify().walk
    assert not [each for each in in_order() if not before[each._meta.db_table]]

    stone = erase(quill.pk, Ground.ENDED, why="the years are over", by=ada, now=NOW)
    seal(now=NOW + A_DAY)
    tidy()

    after = every_table()
    is_gone(after, (quill, two_records))
    others_are_as_before(before, after, stone)
    assert Patient.objects.count() == 1
    # The log goes on from where it was, and says what was done.
    verdict = verify()
    assert verdict.is_whole
    assert verdict.walk.last > anchor.last
    assert Entry.objects.filter(verb="removed", patient=str(quill.pk)).exists()
    assert {each.patient for each in Tombstone.objects.all()} == {quill.pk, two_records.pk}
    assert (stone.by, stone.ground, stone.why) == ("Ada", "ended", "the years are over")
    assert stone.counted["needles"] == 1
    assert stone.counted["side_effects"] == {"bruising": 1}
    assert stone.receipts[0]["total_minor"] == 4500
    assert _last_number() >= stone.last_receipt
    with pytest.raises(GoneError):
        erase(quill.pk, Ground.ENDED, why="again", by=ada, now=NOW)


def is_gone(tables: Tables, records: tuple[Patient, ...]) -> None:
    """No table holds a word or number of them, and but for the log none the number of a record."""
    for name, rows in tables.items():
        told = texts_of(rows)
        assert not [each for each in OF_QUILL if each in told], name
        if name not in THE_LOG:
            assert not [each for each in records if str(each.pk) in told], name
    if connection.vendor == "sqlite":
        data = connection.connection.serialize()
        assert not [each for each in OF_QUILL if each.encode() in data]


def others_are_as_before(before: Tables, after: Tables, stone: Erasure) -> None:
    """Each row that is there was there, and as many are gone as the tombstone says."""
    removed = {label.replace(".", "_"): count for label, count in stone.rows.items()}
    for name in before.keys() - WRITTEN_BY_ERASING:
        was, now = row_hashes(before[name]), row_hashes(after[name])
        assert now <= was, name
        assert len(was) - len(now) == removed.get(name, 0), name


def test_the_guards_open_for_nobody_without_a_tombstone_and_tombstones_stay(here, ada, quill):
    other = whole_record(ALICE, "Alice likes tea", **here)
    erase(quill.pk, Ground.ENDED, why="the years are over", by=ada, now=NOW)

    for table in ("records_personaldetails", "erasure_tombstone", "erasure_erasure"):
        with (
            pytest.raises(IntegrityError, match="added to and never"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608 - named here
    # A tombstone laid past the program opens them, and the log says so for as long as it stands.
    Tombstone.objects.create(patient=other.pk, erasure=Erasure.objects.get())
    assert verify().half_erased == 1
    assert not verify().is_whole


def test_what_stands_in_the_way_is_named_and_nothing_is_changed(here, ada, quill):
    rosa = pages.hired("Rosa", Role.SUPERVISOR)
    Alert.objects.update(settled_at=None)
    Appointment.objects.update(ends_at=NOW + A_DAY, busy_until=NOW + A_DAY)
    before = every_table()

    def tried(ground=Ground.ENDED, why="the years are over", by=ada, whom=quill.pk):
        return erase(whom, ground, why=why, by=by, now=NOW)

    with pytest.raises(HinderedError) as hindered:
        tried()
    assert set(hindered.value.by) == {
        Hindrance.COMING_VISIT,
        Hindrance.OPEN_ALERT,
        Hindrance.TOO_EARLY,
    }
    with pytest.raises(HinderedError, match="not_asked"):
        tried(Ground.ASKED)
    with pytest.raises(NotAManagerError):
        tried(by=rosa)
    with pytest.raises(NoReasonError):
        tried(why="  ")
    for names_them in ("Mrs QUILL asked", "of 0 20-7946-0817", "zephyrine@quill.example"):
        with pytest.raises(NamesThemError):
            tried(why=names_them)
    with pytest.raises(HinderedError):  # no name stands in it
        tried(why="a quilled note that nobody wants")
    assert every_table() == before
    assert preview(quill.pk, Ground.ENDED, now=NOW).rows["records.patient"] == 1


def test_who_never_had_any_care_is_erased_when_they_ask_and_not_before(here, ada):
    patient = register(ALICE, by="Rosa", now=NOW)
    assert hindrances(patient.pk, Ground.ASKED, now=NOW) == (Hindrance.NOT_ASKED,)
    assert hindrances(patient.pk, Ground.ENDED, now=NOW) == (Hindrance.TOO_EARLY,)
    first = ask_to_be_erased(patient, by="patient", now=NOW)

    assert ask_to_be_erased(patient, by="patient", now=NOW) == first
    erase(patient.pk, Ground.ASKED, why="asked for it", by=ada, now=NOW)
    assert not ErasureRequest.objects.exists()
    assert not Patient.objects.exists()


def test_years_are_the_law_s_or_longer_and_nobody_s_where_nothing_binds(here, quill):
    today = NOW.date()
    assert [each.patient for each in ended(today=today, most=9)] == [quill.pk]
    with pytest.raises(TooShortError):
        keep_for(6, by="Ada", why="less paper", now=NOW)
    keep_for(30, by="Ada", why="our insurer asks for it", now=NOW)
    assert ended(today=today, most=9) == []
    assert kept(quill.pk, today=today).until == datetime(2031, 3, 5, tzinfo=UTC).date()

    apps.get_model("premises", "Clinic").objects.update(country="JP")
    assert kept(quill.pk, today=today).until is not None  # a manager has set the years
    apps.get_model("premises", "Clinic").objects.update(country="FR")
    assert kept(quill.pk, today=today).until is not None


def test_where_only_a_number_was_proposed_nobody_s_time_is_over(here, quill):
    apps.get_model("premises", "Clinic").objects.update(country="JP")

    assert ended(today=NOW.date(), most=9) == []
    assert Hindrance.YEARS_NOT_SET in hindrances(quill.pk, Ground.ENDED, now=NOW)
    keep_for(5, by="Ada", why="as judo therapists do", now=NOW)
    assert [each.patient for each in ended(today=NOW.date(), most=9)] == [quill.pk]


def test_the_command_writes_the_list_and_reads_it(here, ada, quill, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("zusanli.clinic.erasure.tidying.tidy", lambda: None)
    erase(quill.pk, Ground.ENDED, why="the years are over", by=ada, now=NOW)
    file = tmp_path / "erased.jsonl"
    assert zusanli(["erased", "--write", str(file)]) == 0
    assert zusanli(["erased", "--write", str(file)]) == 2  # it is there
    written = file.read_text(encoding="utf-8")
    # As after a restore: the person is back under their number, and no tombstone stands.
    Patient.objects.create(pk=quill.pk, added_at=LONG_AGO)
    assert verify().half_erased == 1
    capsys.readouterr()

    assert zusanli(["erased", "--apply", str(file), "--try"]) == 0
    assert Patient.objects.exists()
    assert zusanli(["erased", "--apply", str(file)]) == 0
    assert "1 people are erased again" in capsys.readouterr().out
    assert not Patient.objects.exists()
    assert zusanli(["erased"]) == 0
    assert capsys.readouterr().out == written
    file.write_text("no list", encoding="utf-8")
    assert zusanli(["erased", "--apply", str(file)]) == 2
    assert zusanli(["erased", "--apply", str(tmp_path / "nowhere")]) == 2


def test_an_older_backup_that_brought_somebody_back_is_set_right_by_the_list(here, ada, quill):
    erase(quill.pk, Ground.ENDED, why="the years are over", by=ada, now=NOW)
    written = list(tombstones.lines())
    assert not [each for each in OF_QUILL if each in "".join(written)]
    # As after a restore: the person is back, under the same number, and no tombstone is there.
    back = whole_record(QUILL, WORD, **here)
    stones = [
        replace(each, patients=(back.pk,), id=Erasure.objects.get().pk)
        for each in tombstones.read(written, name="FILE")
    ]
    Patient.objects.filter(pk=back.pk).update(added_at=NOW - A_DAY)

    tried = tombstones.apply(stones, try_only=True)
    assert Patient.objects.exists()
    done = tombstones.apply(stones)

    assert (done.people, done.rows) == (tried.people, tried.rows)
    assert done.people == 1
    assert not Patient.objects.exists()
    assert tombstones.apply(stones).rows == 0
    later = register(ALICE, by="Rosa", now=NOW + A_DAY)
    with pytest.raises(InputError, match="taken in later"):
        tombstones.apply([replace(stones[0], patients=(later.pk,))])
    for bad in ("{}", "no json", json.dumps({"format": "other"})):
        with pytest.raises(InputError, match="line 1 is no line"):
            tombstones.read(StringIO(bad), name="FILE")
