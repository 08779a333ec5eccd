"""Appointments and notes from a spreadsheet: all of it or nothing, and nothing of it decides."""

import csv
import io
import random
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, connection, transaction

from tests.clinic.booking.willow_street import ALICE, NOW, assessment, clinic, practitioner
from zusanli.cli.main import main as zusanli
from zusanli.clinic.audit.log import seal
from zusanli.clinic.audit.models import Entry
from zusanli.clinic.booking.models import Appointment, Event, Hours, Occupied, Place
from zusanli.clinic.books import rule_book
from zusanli.clinic.brought.models import BroughtNote, BroughtVisit
from zusanli.clinic.notes.models import Note
from zusanli.clinic.own_data.gathering import gathered
from zusanli.clinic.records.models import IntakeVersion, Judgement, Patient
from zusanli.clinic.records.patients import Details, register, register_all
from zusanli.clinic.reports.needles import needles_of
from zusanli.clinic.reports.period import last_weeks
from zusanli.exchange.spreadsheet.appointments import APPOINTMENTS
from zusanli.exchange.spreadsheet.columns import columns_of
from zusanli.exchange.spreadsheet.importing import Checked, check, take_in
from zusanli.exchange.spreadsheet.kinds import How, Kind
from zusanli.exchange.spreadsheet.notes import NOTES
from zusanli.exchange.spreadsheet.reading import lines, read_table

HOW = How(rule_book().say, NOW, ZoneInfo("Europe/London"))
BOOK = ("surname", "first name", "DOB", "E-mail", "Date", "Time", "Length", "With", "Type")
WORDS = ("surname", "first name", "DOB", "E-mail", "Date", "Author", "Text")
MONDAY = "2026-11-30"
BORN = datetime(1960, 2, 1, tzinfo=UTC).date()
PEOPLE = 60


@pytest.fixture(autouse=True)
def people(db) -> None:
    clinic()
    people = [
        Details(f"Family{n}", "Ann", born=BORN, email=f"p{n}@mail.example") for n in range(PEOPLE)
    ]
    twins = [Details("Twin", "Sam", born=BORN), Details("Twin", "Sam", born=BORN)]
    register_all([*people, *twins], by="Rosa", now=NOW)


@pytest.fixture
def bob():
    bob = practitioner("Bob")
    Hours.objects.filter(practitioner=bob).update(opens=time(0, 30), closes=time(23, 30))
    assessment()
    Place.objects.create(room="Garden room", bed="window")
    return bob


def checked(
    kind: Kind,
    head: tuple[str, ...],
    rows: list[list[str]],
    folder: Path,
    how: How = HOW,
    told=None,
) -> Checked:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([head, *rows])
    file = folder / "table.csv"
    file.write_text(out.getvalue(), encoding="utf-8")
    table = read_table(file)
    columns = columns_of(table.header, {}, kind=kind, folder=folder)
    read = lines(table, columns, kind=kind, how=how)
    progress = (lambda *_: None) if told is None else (lambda *each: told.append(each))
    return check(read, kind=kind, how=how, total=len(table.rows), progress=progress)


def visit(n: int = 0, day: str = MONDAY, at: str = "10:00", **other: str) -> list[str]:
    said = {"length": "60", "with": "Bob", "type": "Assessment visit"} | other
    return [f"Family{n}", "Ann", "1960-02-01", "", day, at, *said.values()]


def test_columns_are_guessed_in_three_languages(tmp_path):
    for head in (
        BOOK,
        ("姓", "名", "生年月日", "メール", "予約日", "時刻", "所要時間", "担当", "メニュー"),
        ("姓名", "出生日期", "信箱", "預約日期", "時間", "分鐘", "治療師", "項目"),
    ):
        found = columns_of(head, {}, kind=APPOINTMENTS, folder=tmp_path).values()
        assert {"day", "time", "minutes", "practitioner", "service", "born"} <= set(found)


@pytest.mark.parametrize(
    ("row", "field", "says"),
    [
        (visit(at="25:00"), "time", "no time"),
        (visit(at=""), "time", "no time"),
        (visit(day="31.02.2026"), "day", "no day"),
        (visit(at="10:02"), "time", "whole 5 minutes"),
        (visit(length="45"), "minutes", "takes 60 minutes here"),
        (visit(length="long"), "minutes", "no number"),
        (visit(**{"with": "Zoe"}), "practitioner", "Zoe is none of this clinic's: Bob"),
        (visit(type=""), "service", "is empty of this clinic's: Assessment visit"),
        (visit(day="2027-03-28", at="01:30"), "time", "never shows this time"),
        (visit(day="2025-10-26", at="01:30"), "time", "shows this time twice"),
        (visit(at="00:05"), "line", "the practitioner is not there then"),
        (["Nobody", "Ann", "1960-02-01", *visit()[3:]], "family_name", "nobody in the books"),
        (["Twin", "Sam", "1960-02-01", *visit()[3:]], "family_name", "2 people in the books"),
        (["Family0", "Ann", "", *visit()[3:]], "born", "give the birthday"),
        (["Family0", "Ann", "1960-02-01", "p1@mail.example", *visit()[4:]], "line", "of another"),
        (["", "", "", "nobody@mail.example", *visit()[4:]], "email", "nobody in the books"),
        (visit()[:4], "line", "has 4 fields"),
    ],
)
def test_what_is_wrong_with_an_appointment_is_named(bob, tmp_path, row, field, says):
    found = checked(APPOINTMENTS, BOOK, [visit(1, at="12:00"), row], tmp_path)

    assert [(each.line, each.field) for each in found.wrong] == [(3, field)]
    assert says in found.wrong[0].says
    assert len(found.items) == 1 + (field == "line" and "not there" in says)


def test_what_is_to_come_is_booked_and_what_was_is_kept_as_words(bob, tmp_path):
    rows = [
        visit(0, at="10:00"),
        visit(1, at="2:30 PM"),
        visit(2, day="2019-05-06", at="9時15分", length="", **{"with": "Dr Old", "type": "Moxa"}),
        ["Ann Family4", "", "1960-02-01", "", "2018-05-06", "09:15", "40", "", ""],
        ["", "", "", "p3@mail.example", "2018-05-06", "09:15", "40", "", ""],
    ]
    found = checked(APPOINTMENTS, BOOK, rows, tmp_path)
    assert found.wrong == found.known == ()
    assert not Appointment.objects.exists()
    assert not Event.objects.exists()
    take_in(found.items, kind=APPOINTMENTS, by="import", now=NOW, progress=lambda *_: None)

    coming = Appointment.objects.order_by("starts_at")
    assert [f"{each.starts_at:%d %H:%M}" for each in coming] == ["30 10:00", "30 14:30"]
    assert all(each.check_due and each.booked_by == "import" for each in coming)
    assert [(each.minutes, each.practitioner) for each in BroughtVisit.objects.all()] == [
        (40, ""),
        (40, ""),
        (None, "Dr Old"),
    ]
    again = checked(APPOINTMENTS, BOOK, rows, tmp_path)
    assert [each.line for each in again.known] == [2, 3, 4, 5, 6]


def test_who_would_be_booked_twice_is_named_with_the_line_in_the_way(bob, tmp_path):
    found = checked(APPOINTMENTS, BOOK, [visit(0), visit(1, at="10:30"), visit(0)], tmp_path)

    assert [(each.line, each.says) for each in found.wrong] == [(3, "clashes with line 2")]
    assert [(each.line, each.says) for each in found.known] == [(4, "is the same as line 2")]
    assert not Occupied.objects.exists()


def test_the_command_takes_each_kind(tmp_path, capsys, settings):
    settings.DATA = tmp_path
    file = tmp_path / "notes.csv"
    file.write_text(
        "name,DOB,date,text\nFamily1 Ann,1960-02-01,2019-03-09,Knee\n", encoding="utf-8"
    )
    assert zusanli(["import", "notes", str(file), "--try"]) == 0
    assert "1 notes could be taken in" in capsys.readouterr().out
    assert zusanli(["import", "notes", str(file)]) == 0
    assert BroughtNote.objects.get().text == "Knee"
    assert zusanli(["import", "notes", str(file)]) == 2
    assert zusanli(["import", "notes", str(file), "--leave-out-known"]) == 0
    assert zusanli(["import", "appointments", str(file)]) == 2
    assert "line 2, time: is no time" in capsys.readouterr().err


WRONG_VISITS = (
    lambda row: ["Nobody", *row[1:]],
    lambda row: [*row[:4], "31.02.2019", *row[5:]],
    lambda row: [*row[:5], "noon", *row[6:]],
    lambda row: [*row[:6], "-5", *row[7:]],
    lambda row: row[:5],
)
WRONG_NOTES = (
    lambda row: ["Nobody", *row[1:]],
    lambda row: [*row[:4], "2099-01-01", *row[5:]],
    lambda row: [*row[:4], "then", *row[5:]],
    lambda row: [*row[:6], "  "],
    lambda row: row[:5],
)


def planted(make, wrongs) -> tuple[list[list[str]], set[int]]:
    """Four hundred lines of which forty are wrong; give the numbers of these as well."""
    dice = random.Random(7205)  # noqa: S311 - the same errors each time
    where = set(dice.sample(range(400), 40))
    rows = [dice.choice(wrongs)(make(n)) if n in where else make(n) for n in range(400)]
    return rows, {n + 2 for n in where}


def old_visit(n: int) -> list[str]:
    day = datetime(2015, 1, 5, tzinfo=UTC) + timedelta(days=n)
    return visit(n % PEOPLE, day=f"{day:%Y-%m-%d}", at="09:30", **{"with": "Old", "type": "Moxa"})


def old_note(n: int) -> list[str]:
    return [f"Family{n % PEOPLE}", "Ann", "1960-02-01", "", "2019-03-09", "Dr Old", f"Knee {n}"]


@pytest.mark.parametrize(
    ("kind", "head", "make", "wrongs", "model"),
    [
        pytest.param(APPOINTMENTS, BOOK, old_visit, WRONG_VISITS, BroughtVisit, id="visits"),
        pytest.param(NOTES, WORDS, old_note, WRONG_NOTES, BroughtNote, id="notes"),
    ],
)
def test_of_400_lines_each_of_40_errors_is_named_and_a_stop_leaves_nothing(
    tmp_path, kind, head, make, wrongs, model
):
    rows, numbers = planted(make, wrongs)
    told = []
    found = checked(kind, head, rows, tmp_path, told=told)

    assert {each.line for each in found.wrong} == numbers
    assert len(found.items) == 360
    assert told[-1] == (400, 400)

    def stop(_done: int, _of: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        take_in(found.items, kind=kind, by="import", now=NOW, progress=stop)
    assert not model.objects.exists()
    take_in(found.items, kind=kind, by="import", now=NOW, progress=lambda *_: None)
    assert model.objects.count() == 360


def test_a_note_that_was_brought_is_words_and_clears_nothing(tmp_path):
    text = "No chest pain, no numbness. 12 needles in, 12 out. DVT ruled out.\nST36, LV3"
    alice = register(replace(ALICE, born=BORN, email="alice@mail.example"), by="Rosa", now=NOW)
    row = ["Archer", "Alice", "1960-02-01", "", "2019-03-09", "Dr Old", text]
    found = checked(NOTES, WORDS, [row, row], tmp_path)
    assert [each.line for each in found.known] == [4]  # the text has two lines
    take_in(found.items, kind=NOTES, by="import", now=NOW, progress=lambda *_: None)
    seal(now=NOW)

    note = BroughtNote.objects.get(patient=alice)
    assert (note.text, note.author) == (text, "Dr Old")
    assert not IntakeVersion.objects.exists()
    assert not Judgement.objects.exists()
    assert not Note.objects.exists()
    assert needles_of(last_weeks(520, now=NOW)).insertions == 0
    assert Entry.objects.get(kind="brought.broughtnote").patient == str(alice.pk)
    assert gathered(alice, now=NOW)["brought_notes"][0]["text"] == text
    with (
        pytest.raises(IntegrityError, match="added to and never"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE brought_broughtnote SET text = 'other'")
    assert Patient.objects.count() == PEOPLE + 3
