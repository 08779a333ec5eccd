"""Patients' pages for the staff: who sees what, what is written down, and corrections that stay."""

import re

import pytest
from django.urls import reverse

from tests.clinic.booking.willow_street import (
    ALICE,
    MONDAY_AT_TEN,
    NOW,
    all_no,
    assessment,
    clinic,
    practitioner,
)
from zusanli.clinic.audit.log import seal
from zusanli.clinic.audit.models import Entry, Verb
from zusanli.clinic.booking.models import Place
from zusanli.clinic.booking.search import Slot
from zusanli.clinic.booking.visits import book_first
from zusanli.clinic.records.models import PersonalDetails
from zusanli.clinic.records.patients import Details, details_of, record, register
from zusanli.clinic.staff.models import GivenRole, Role, User
from zusanli.core.words import Words
from zusanli.web.desk.people import named

pytestmark = pytest.mark.django_db


def member(name: str, *roles: Role) -> User:
    user = User.objects.create(
        username=name, email=f"{name}@x.example", first_name=name.capitalize()
    )
    GivenRole.objects.bulk_create(GivenRole(user=user, role=role) for role in roles)
    return user


@pytest.fixture
def alice():
    clinic()
    bob = practitioner("Bob")
    Place.objects.create(room="Garden room", bed="window")
    _, intake = all_no(NOW)
    visit = book_first(
        ALICE,
        intake=intake,
        service=assessment(),
        slot=Slot(MONDAY_AT_TEN, bob.pk),
        by="patient",
        now=NOW,
    )
    return visit.patient


@pytest.fixture
def rosa(client, alice):
    rosa = member("rosa", Role.RECEPTION)
    client.force_login(rosa)
    return rosa


def page_of(patient) -> str:
    return reverse("patient", kwargs={"patient": patient.pk})


def form_of(patient) -> str:
    return reverse("amend_details", kwargs={"patient": patient.pk})


def sent(patient, **changed: str) -> dict[str, str]:
    holds = details_of(patient)
    return {
        "seen": str(holds.pk),
        "family_name": holds.family_name,
        "given_name": holds.given_name,
        "phone": holds.phone,
        "email": holds.email,
        "born": "",
        "tongue": holds.language,
    } | changed


def test_a_patient_is_found_by_the_beginning_of_a_name(client, alice, rosa):
    shown = client.post(reverse("patients"), {"name": "arch"})

    assert page_of(alice) in shown.content.decode()
    assert "020 7946 0001" in shown.content.decode()


def test_a_search_is_written_down_without_what_was_typed(client, alice, rosa):
    client.post(reverse("patients"), {"name": "Archer"})

    entry = Entry.objects.get(verb=Verb.SEARCHED)
    assert (entry.who, entry.details) == (f"staff:{rosa.pk}", '{"found":1}')


def test_a_search_for_nothing_is_told_at_the_field(client, alice, rosa):
    shown = client.post(reverse("patients"), {"name": "  "}).content.decode()

    assert "Please type the beginning of a name." in shown
    assert 'aria-describedby="name-problem"' in shown


def test_reception_sees_who_it_is_and_when_they_come_and_no_answer(client, alice, rosa):
    shown = client.get(page_of(alice)).content.decode()

    assert "Archer, Alice" in shown
    assert "020 7946 0001" in shown
    assert "Monday" in shown
    assert "Answers" not in shown
    assert "warning sign" not in shown


@pytest.mark.parametrize("role", [Role.PRACTITIONER, Role.SUPERVISOR])
def test_who_treats_sees_answers_and_decision_too(client, alice, role):
    client.force_login(member("mei", role))
    shown = client.get(page_of(alice)).content.decode()

    assert "No warning sign is raised" in shown
    assert "An assessment visit may be booked." in shown
    assert "Answers" in shown


@pytest.mark.parametrize("role", [Role.MANAGER, Role.RESEARCHER])
def test_who_has_nothing_to_do_with_patients_is_refused_and_nothing_is_written(client, alice, role):
    client.force_login(member("ada", role))

    assert client.get(page_of(alice)).status_code == 403
    assert not Entry.objects.filter(verb=Verb.OPENED).exists()


def test_every_opening_is_written_down(client, alice, rosa):
    client.get(page_of(alice))
    client.get(page_of(alice))

    entries = Entry.objects.filter(verb=Verb.OPENED, kind="records.patient")
    assert [(each.who, each.patient) for each in entries] == [
        (f"staff:{rosa.pk}", str(alice.pk))
    ] * 2


def test_the_answers_can_be_read_as_they_stood(client, alice):
    client.force_login(member("mei", Role.PRACTITIONER))
    intake = alice.intakes.get()
    address = reverse(
        "answers_then", kwargs={"patient": alice.pk, "intake": intake.pk, "number": 0}
    )

    assert "Nothing was answered yet." in client.get(address).content.decode()
    assert '"number":"0","page":"answers_then"' in Entry.objects.get(verb=Verb.OPENED).details
    other = register(ALICE, by="Rosa", now=NOW)
    wrong = reverse("answers_then", kwargs={"patient": other.pk, "intake": intake.pk, "number": 0})
    assert client.get(wrong).status_code == 404


def test_answers_are_read_in_the_language_of_whoever_reads_them(client, alice):
    client.force_login(member("mei", Role.PRACTITIONER))
    client.cookies["language"] = "ja"
    shown = client.get(page_of(alice)).content.decode()

    assert "新たな胸の痛み" in shown
    assert "New chest pain" not in shown


def test_chinese_names_stand_together_and_others_apart():
    def name(family: str, given: str, language: str) -> str:
        details = PersonalDetails(family_name=family, given_name=given, language=language)
        return named(details, Words("en", {})).name

    assert name("陳", "美玲", "zh-Hant") == "陳美玲"
    assert name("Chan", "Mei-ling", "zh-Hant") == "Chan Mei-ling"
    assert name("佐藤", "花子", "ja") == "佐藤 花子"
    assert name("Archer", "Alice", "en") == "Archer, Alice"


def test_a_correction_is_added_and_the_earlier_version_still_shown(client, alice, rosa):
    client.post(form_of(alice), sent(alice, phone="020 7946 0099"))
    shown = client.get(page_of(alice)).content.decode()

    assert details_of(alice).phone == "020 7946 0099"
    assert details_of(alice).recorded_by == "Rosa"
    assert PersonalDetails.objects.filter(patient=alice).count() == 2
    assert "020 7946 0001" in shown
    assert "by Rosa" in shown


def test_who_changed_it_is_in_the_log(client, alice, rosa):
    client.post(form_of(alice), sent(alice, phone="020 7946 0099"))

    entry = Entry.objects.filter(verb=Verb.ADDED, kind="records.personaldetails").last()
    assert (entry.who, entry.patient) == (f"staff:{rosa.pk}", str(alice.pk))


def test_what_cannot_be_taken_is_told_at_the_field_and_what_was_typed_stays(client, alice, rosa):
    shown = client.post(
        form_of(alice), sent(alice, family_name="", phone="12", given_name="Alicia")
    ).content.decode()

    assert "Please give the family name." in shown
    assert "Please type the whole number." in shown
    assert 'value="Alicia"' in shown
    assert 'value="12"' in shown
    assert PersonalDetails.objects.filter(patient=alice).count() == 1


def test_of_two_tabs_the_second_is_told_and_loses_nothing(client, alice, rosa):
    second = sent(alice, given_name="Alicia")
    client.post(form_of(alice), sent(alice, phone="020 7946 0099"))
    shown = client.post(form_of(alice), second).content.decode()

    assert "Nothing was saved: Rosa changed these details in the meantime" in shown
    assert "020 7946 0099" in shown
    assert 'value="Alicia"' in shown
    assert details_of(alice).given_name == "Alice"
    seen = re.search(r'name="seen" value="(\d+)"', shown)[1]
    client.post(form_of(alice), second | {"seen": seen, "phone": "020 7946 0099"})
    assert details_of(alice).given_name == "Alicia"


def test_saving_without_a_change_records_nothing(client, alice, rosa):
    client.post(form_of(alice), sent(alice))

    assert PersonalDetails.objects.filter(patient=alice).count() == 1


def test_the_patients_own_language_stays_whoever_types(client, rosa):
    hana = register(
        Details(
            family_name="山田",
            given_name="花",
            family_reading="やまだ",
            given_reading="はな",
            language="ja",
        ),
        by="Rosa",
        now=NOW,
    )
    kana = {"family_reading": "やまだ", "given_reading": "はな"}
    client.post(form_of(hana), sent(hana, **kana, phone="03 1234"))

    assert details_of(hana).phone == "03 1234"
    assert details_of(hana).language == "ja"
    assert details_of(hana).family_reading == "やまだ"


def test_no_address_holds_a_name(client, alice, rosa):
    shown = client.post(reverse("patients"), {"name": "Archer"}).content.decode()

    assert not [each for each in re.findall(r'(?:href|action)="([^"]*)"', shown) if "rcher" in each]


@pytest.fixture
def ada(client, alice):
    ada = member("ada", Role.MANAGER)
    client.force_login(ada)
    seal(now=NOW)
    return ada


def test_the_log_shows_the_newest_first_and_older_ones_on_demand(client, ada):
    for _ in range(60):
        record(details_of_first().patient, ALICE, by="Rosa", now=NOW)
    seal(now=NOW)
    last = Entry.objects.count()
    shown = client.get(reverse("log")).content.decode()
    numbers = [int(each) for each in re.findall(r">(\d+)</td>", shown)]
    older = client.get(reverse("log"), {"before": numbers[-1]}).content.decode()

    assert numbers == list(range(last, last - 50, -1))
    assert f">{numbers[-1] - 1}</td>" in older


def details_of_first() -> PersonalDetails:
    return PersonalDetails.objects.earliest("pk")


def test_the_log_of_one_patient_holds_what_was_answered_before_their_name_was_known(
    client, alice, ada
):
    other = register(ALICE, by="Rosa", now=NOW)
    seal(now=NOW)
    shown = client.get(reverse("log"), {"patient": str(alice.pk)}).content.decode()

    assert "answers of a questionnaire" in shown
    assert str(other.pk) not in shown


def test_a_number_that_is_nobodys_is_told_at_the_field(client, ada):
    shown = client.get(reverse("log"), {"patient": "alice"}).content.decode()

    assert "That is no patient" in shown
    assert 'aria-describedby="patient-problem"' in shown


def test_the_chain_is_verified_on_demand(client, ada):
    shown = client.post(reverse("verify_log")).content.decode()
    last = Entry.objects.latest("number")

    assert f"The chain is whole up to number {last.number}" in shown
    anchor = f"{last.number}:{last.hash}"
    assert anchor in shown
    again = client.post(reverse("verify_log"), {"anchor": f"{last.number + 5}:{last.hash}"})
    assert "The chain is broken at number" in again.content.decode()
    wrong = client.post(reverse("verify_log"), {"anchor": "yesterday"}).content.decode()
    assert "That is no anchor" in wrong
    assert 'value="yesterday"' in wrong


def test_the_log_is_taken_away_as_lines_and_that_is_written_down(client, ada):
    answer = client.post(reverse("export_log"))
    rows = b"".join(answer.streaming_content).decode().splitlines()

    assert len(rows) == Entry.objects.count()
    assert '"verb":"exported"' in rows[-1]
    assert f'"who":"staff:{ada.pk}"' in rows[-1]


def test_no_page_of_the_log_names_a_patient(client, alice, ada):
    shown = client.get(reverse("log")).content.decode()

    assert "Archer" not in shown
    assert "7946 0001" not in shown


def test_the_log_says_who_read_what_and_when_and_is_taken_away_as_found(client, alice, ada):
    sue = member("sue", Role.SUPERVISOR)
    client.force_login(sue)
    client.get(reverse("patient", kwargs={"patient": alice.pk}))
    client.force_login(ada)
    today = Entry.objects.latest("number").at.date().isoformat()
    read = {"what": "read", "colleague": str(sue.pk), "kind": "records.patient", "since": today}

    def numbers(**sought: str) -> list[int]:
        shown = client.get(reverse("log"), sought).content.decode()
        return [int(each) for each in re.findall(r">(\d+)</td>", shown)]

    assert len(numbers(**read)) == 1
    assert numbers(**read | {"colleague": str(ada.pk)}) == []
    assert numbers(**read | {"what": "written"}) == []
    assert numbers(**read | {"until": "2020-01-01"}) == []
    assert numbers(**read | {"until": today}) == numbers(**read)
    assert len(numbers(what="written", patient=str(alice.pk))) > 1
    assert "Please give a day" in client.get(reverse("log"), {"since": "then"}).content.decode()

    answer = client.post(reverse("export_log_found"), read | {"patient": str(alice.pk)})
    head, row = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert head.startswith("Number,When,Who")
    assert f",Sue,opened,a patient,patient,{alice.pk},{alice.pk}" in row
    last = Entry.objects.latest("number")
    assert (last.verb, last.patient, last.who) == ("exported", str(alice.pk), f"staff:{ada.pk}")
