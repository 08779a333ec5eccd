"""The pages of patients: what happened, what can be printed, records joined, and the day sheet."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.urls import reverse

from tests.clinic.booking.pages import MIWA, NOW, free, hired, main, page, text
from tests.clinic.booking.willow_street import ALICE, all_no, known_to_feel
from tests.clinic.notes.at_the_clinic import come_now, licensed
from zusanli.clinic.audit.models import Entry, Verb
from zusanli.clinic.booking.joining import join
from zusanli.clinic.booking.models import Appointment
from zusanli.clinic.booking.visits import book_first, cancel
from zusanli.clinic.check_ins.alerts import settle
from zusanli.clinic.check_ins.asking import Told
from zusanli.clinic.check_ins.models import Alert, News
from zusanli.clinic.check_ins.telling import check_in
from zusanli.clinic.consents.models import Signer
from zusanli.clinic.consents.signing import Signature, sheet_of, sign, withdraw
from zusanli.clinic.own_data.corrections import ask_to_correct
from zusanli.clinic.records.intakes import standing
from zusanli.clinic.records.models import Merge, Patient, Separation
from zusanli.clinic.records.same_person import ids_of
from zusanli.clinic.staff.models import Role
from zusanli.synthetic import cast

pytestmark = pytest.mark.django_db
SHEET = "day_sheet"


@pytest.fixture
def visit(first_visit, beds) -> Appointment:
    """Of somebody who answered every question."""
    intake = all_no(NOW)[1]
    known_to_feel(intake, NOW)
    return book_first(
        MIWA, intake=intake, service=first_visit, slot=free(first_visit)[0], by="patient", now=NOW
    )


@pytest.fixture
def miwa(visit) -> Patient:
    return visit.patient


def at(client, name: str, **named: object) -> str:
    return main(page(client, reverse(name, kwargs=named)))


def as_one(client, name: str, *roles: Role) -> None:
    client.force_login(hired(name, *roles))


def of_day(visit: Appointment, name: str = SHEET) -> str:
    return f"{reverse(name)}?day={visit.starts_at.date()}"


# What happened.


@pytest.fixture
def lived(visit, miwa):
    """Somebody with one of everything that is told of."""
    read = sheet_of(visit, language="en", now=NOW)
    signed = sign(
        visit, Signature("Miwa S.", Signer.PATIENT), read=read.sha256, language="en", now=NOW
    )
    withdraw(signed, by="Miwa S.", now=NOW)
    told = Told({"pain_0_10": 4.0}, frozenset(), News.YES, "my foot tingles")
    check_in(visit, told, by="patient", language="en", now=visit.ends_at)
    settle(Alert.objects.get(), by="Bob", what="called her", now=visit.ends_at)
    ask_to_correct(miwa, "my street", now=NOW)
    return miwa


CLINICAL = ("Questionnaire begun", "my foot tingles", "something is new or worse", "called her")
KNOWN = ("Visit booked", "Consent signed", "Consent taken back", "Asked for a correction",
         "Name and numbers recorded")  # fmt: skip


def test_who_treats_reads_everything_that_happened_the_newest_first(client, sue, lived):
    shown = at(client, "patient", patient=lived.pk).split('id="timeline"')[1]

    assert [each for each in (*CLINICAL, *KNOWN) if each not in shown] == []
    assert shown.index("Told after a visit") < shown.index("Visit booked")


def test_reception_reads_who_and_when_and_nothing_of_anybodys_health(client, bob, lived):
    as_one(client, "Rosa", Role.RECEPTION)
    shown = at(client, "patient", patient=lived.pk)

    assert [each for each in KNOWN if each not in shown] == []
    assert [each for each in (*CLINICAL, "my street", "To print") if each in shown] == []


def test_a_cancelled_visit_says_who_cancelled_it(client, sue, visit):
    cancel(visit, number=0, by="Rosa", now=NOW)

    assert "by Rosa" in at(client, "patient", patient=visit.patient_id)


# What can be printed.


def test_a_consent_is_printed_word_for_word_as_it_was_signed(client, sue, lived):
    signed = lived.consents.get()
    where = {"patient": lived.pk, "consent": signed.pk}
    shown = at(client, "signed_sheet", **where)

    assert reverse("signed_sheet", kwargs=where) in at(client, "patient", patient=lived.pk)
    assert signed.text.split("\n")[0] in shown
    assert signed.sha256 in shown
    assert "Taken back" in shown


def test_a_consent_is_found_at_its_own_patient_alone(client, sue, lived, taken_in):
    where = {"patient": taken_in("Else").pk, "consent": lived.consents.get().pk}

    assert client.get(reverse("signed_sheet", kwargs=where)).status_code == 404


def test_the_leaflet_is_in_the_patients_language_and_as_a_pdf(client, sue, miwa):
    shown = at(client, "patient_leaflet", patient=miwa.pk)
    pdf = client.get(reverse("patient_leaflet_pdf", kwargs={"patient": miwa.pk}))

    assert 'lang="ja"' in shown
    assert pdf.content.startswith(b"%PDF")


def test_who_answered_nothing_has_no_leaflet(client, sue, taken_in):
    nobody = taken_in("Archer").pk

    assert "No questionnaire was answered" in at(client, "patient_leaflet", patient=nobody)
    told = client.get(reverse("patient_leaflet_pdf", kwargs={"patient": nobody}))
    assert told.status_code == 404


@pytest.mark.parametrize("name", ["patient_leaflet", "patient_leaflet_pdf"])
def test_reception_prints_nothing_of_anybodys_health(client, miwa, name):
    as_one(client, "Rosa", Role.RECEPTION)

    assert client.get(reverse(name, kwargs={"patient": miwa.pk})).status_code == 403


# In the books twice.


@pytest.fixture
def again(taken_in) -> Patient:
    """The same person, taken into the books once more by somebody who did not find her."""
    return taken_in("Sato", "Miwa", phone="+44 20 7946 0102", born=date(1981, 7, 21))


def test_who_may_be_in_the_books_twice_is_listed_by_what_they_have_in_common(
    client, sue, taken_in, again
):
    first = taken_in("佐藤", "美和", "さとう", "みわ", born=date(1981, 7, 21))
    third = taken_in("Brown", phone="020 7946 0555", email="b@x.example")
    fourth = taken_in("Browne", phone="+44 (20) 79460555", email="B@x.example")
    taken_in("Brown", "Ann", phone="020 7946 0777", born=date(1990, 1, 1))
    taken_in("Brown", "Tom", phone="020 7946 0777", born=date(1960, 1, 1))
    shown = at(client, "twice")
    pairs = re.findall(r"/patients/([0-9a-f-]{36})/join/([0-9a-f-]{36})/", shown)

    assert [set(each) for each in pairs] == [
        {str(again.pk), str(first.pk)},
        {str(third.pk), str(fourth.pk)},
    ]
    assert "the same name and birthday" in shown
    assert "the same phone number, the same email address" in shown


def test_records_are_compared_and_joined_and_the_address_of_either_leads_to_one(
    client, sue, miwa, again
):
    where = reverse("join", kwargs={"patient": again.pk, "other": miwa.pk})
    assert "020 7946 0102" in page(client, where)
    answer = client.post(where, {"keep": str(miwa.pk), "why": "same number"})

    assert answer.headers["Location"] == reverse("patient", kwargs={"patient": miwa.pk})
    merge = Merge.objects.get()
    assert (merge.patient, merge.into, merge.by, merge.why) == (again, miwa, "Sue", "same number")
    shown = at(client, "patient", patient=again.pk)
    assert "佐藤 美和" in shown
    assert "same number" in shown
    assert "佐藤 美和" in at(client, "desk_patient", patient=again.pk)


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"why": ""}, "Please write why."),
        ({"why": "x", "keep": "nobody"}, "Please choose which record is kept."),
    ],
)
def test_what_is_missing_is_told_and_what_was_typed_stays(client, sue, miwa, again, sent, told):
    where = reverse("join", kwargs={"patient": miwa.pk, "other": again.pk})
    shown = text(client.post(where, {"keep": str(again.pk), **sent}))

    assert told in shown
    assert f'value="{sent["why"]}"' in shown
    assert not Merge.objects.exists()


def test_both_records_that_were_compared_are_written_into_the_log(client, sue, miwa, again):
    page(client, reverse("join", kwargs={"patient": miwa.pk, "other": again.pk}))
    opened = Entry.objects.filter(verb=Verb.OPENED).values_list("patient", flat=True)

    assert set(opened) >= {str(miwa.pk), str(again.pk)}


def test_the_other_record_is_looked_for_by_name_and_no_address_says_it(client, sue, miwa, again):
    where = reverse("join_find", kwargs={"patient": miwa.pk})
    shown = text(client.post(where, {"name": "miwa"}))

    assert reverse("join", kwargs={"patient": miwa.pk, "other": again.pk}) in shown
    assert f"/join/{miwa.pk}/" not in shown
    assert "miwa" not in " ".join(re.findall(r'(?:href|action)="([^"]*)"', shown)).lower()


def test_a_merge_is_taken_back_with_a_reason(client, sue, miwa, again):
    merge = join(again, into=miwa, by="Sue", why="same number", now=NOW)
    where = reverse("part", kwargs={"patient": miwa.pk, "merge": merge.pk})
    assert where in at(client, "patient", patient=miwa.pk)

    assert "Please write why." in text(client.post(where, {"why": " "}))
    assert not Separation.objects.exists()
    assert client.post(where, {"why": "sisters"}).status_code == 302
    assert Separation.objects.get().why == "sisters"
    assert ids_of(miwa.pk) == (miwa.pk,)
    assert client.post(where, {"why": "again"}).status_code == 404


@pytest.mark.parametrize("role", [Role.RECEPTION, Role.PRACTITIONER, Role.MANAGER])
def test_only_a_supervisor_joins_and_parts(client, miwa, again, role):
    merge = join(again, into=miwa, by="Sue", why="x", now=NOW)
    as_one(client, "Kim", role)
    for name, named in (
        ("twice", {}),
        ("join_find", {"patient": miwa.pk}),
        ("join", {"patient": miwa.pk, "other": again.pk}),
        ("part", {"patient": miwa.pk, "merge": merge.pk}),
    ):
        for send in (client.get, client.post):
            assert send(reverse(name, kwargs=named)).status_code == 403


def test_the_log_of_a_person_holds_what_was_done_under_both_records(client, miwa, again):
    join(again, into=miwa, by="Sue", why="x", now=NOW)
    as_one(client, "Ada", Role.MANAGER, Role.SUPERVISOR)
    page(client, reverse("patient", kwargs={"patient": again.pk}))
    shown = text(client.get(reverse("log"), {"patient": str(miwa.pk)}))

    assert "two records joined" in shown
    assert "opened" in shown


# The day sheet.


def test_the_day_sheet_says_who_comes_when_where_and_how_to_reach_them(client, visit):
    as_one(client, "Rosa", Role.RECEPTION)
    shown = main(page(client, of_day(visit)))

    for each in ("佐藤 美和", "さとう みわ", "020 7946 0102", "Bob", "Assessment visit", "window",
                 "first visit", "Needles in", "Needles out"):  # fmt: skip
        assert each in shown
    assert "safety questions" not in shown
    assert "Notes" not in shown


def test_who_treats_has_room_for_notes(client, sue, visit):
    assert "Notes" in main(page(client, of_day(visit)))


def test_questions_that_are_still_to_be_asked_are_marked(client, sue, visit):
    Appointment.objects.filter(pk=visit.pk).update(check_due=True)

    assert "safety questions still to be asked" in main(page(client, of_day(visit)))


def test_a_visit_that_was_cancelled_is_not_on_the_sheet(client, sue, visit):
    cancel(visit, number=0, by="Rosa", now=NOW)

    assert "Nothing is booked on this day." in main(page(client, of_day(visit)))


def test_the_sheet_speaks_the_language_of_its_reader(client, sue, visit):
    client.cookies["language"] = "ja"

    assert '<html lang="ja">' in page(client, of_day(visit))


@pytest.mark.parametrize("role", [Role.RECEPTION, Role.PRACTITIONER])
def test_the_sheet_is_there_as_a_pdf(client, visit, role):
    as_one(client, "Kim", role)
    printed = client.get(of_day(visit, "day_sheet_pdf"))

    assert printed.headers["Content-Type"] == "application/pdf"
    assert printed.content.startswith(b"%PDF")


def test_where_a_name_cannot_be_drawn_the_page_is_there_to_print(client, sue, first_visit, beds):
    odd = replace(ALICE, family_name="ᚠᚢᚦ")
    visit = book_first(
        odd,
        intake=all_no(NOW)[1],
        service=first_visit,
        slot=free(first_visit)[0],
        by="patient",
        now=NOW,
    )
    shown = text(client.get(of_day(visit, "day_sheet_pdf")))

    assert "The PDF cannot be made" in shown
    assert "ᚠᚢᚦ" in shown


def test_what_the_sheet_shows_is_written_into_the_log(client, sue, visit):
    page(client, of_day(visit))
    client.get(of_day(visit, "day_sheet_pdf"))

    pages = Entry.objects.filter(verb=Verb.OPENED, kind="list").values_list("record", flat=True)
    assert list(pages) == ["day_sheet", "day_sheet_pdf"]


@pytest.mark.parametrize("day", ["", "0001-01-01", "9999-12-31", "x", "2026-02-30"])
def test_a_day_that_is_none_breaks_nothing(client, sue, day):
    for name in (SHEET, "day_sheet_pdf"):
        assert client.get(f"{reverse(name)}?day={day}").status_code == 200


def test_answers_of_a_joined_record_are_read_at_the_person(client, sue, miwa, again):
    join(miwa, into=again, by="Sue", why="x", now=NOW)
    intake = miwa.intakes.get()
    where = {"patient": again.pk, "intake": intake.pk, "number": 0}

    assert standing(intake, now=NOW + timedelta(hours=1)).number > 0
    assert client.get(reverse("answers_then", kwargs=where)).status_code == 200


def test_what_was_done_before_and_with_the_needles_is_told_and_each_way_opens(client, sue, bob):
    licensed(bob)
    here = come_now(cast.KNEE, bob).made_ready()
    here.begin()
    shown = at(client, "patient", patient=here.patient.pk)
    told = shown.split('id="timeline"')[1].split("</ol>\n")[0]

    for each in ("Examined", "History gone through", "Plan signed", "Visit charted"):
        assert each in told
    assert "Summary of a visit" in shown
    for way in set(re.findall(r'href="(/[^"]+)"', shown)):
        assert client.get(way, follow=True).status_code in {200, 403}
