"""The desk: who may stand there, the day that it shows, and the patients that it finds."""

import re
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from django.urls import get_resolver, reverse

from tests.clinic.booking.pages import (
    NOW,
    day_page,
    hired,
    main,
    raised_emergency,
    shown_at,
    text,
)
from tests.clinic.booking.willow_street import ALICE, all_no, practitioner
from zusanli.clinic.booking import offers
from zusanli.clinic.booking.models import Appointment, TimeOff
from zusanli.clinic.booking.visits import cancel
from zusanli.clinic.books import rule_book
from zusanli.clinic.records import intakes
from zusanli.clinic.records.calls import mark_called
from zusanli.clinic.records.models import CallRequest, Patient
from zusanli.clinic.records.patients import details_of, register
from zusanli.clinic.staff.models import Role
from zusanli.web.desk import urls

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit(rosa, miwas_visit) -> Appointment:
    return miwas_visit


# Who may stand there.


def every_address() -> list[str]:
    number, key = "1", str(UUID(int=4))
    return [
        "/desk/" + re.sub(r"<int:\w+>", number, re.sub(r"<uuid:\w+>", key, str(each.pattern)))
        for each in urls.urlpatterns
    ]


@pytest.mark.parametrize("address", every_address())
def test_who_is_not_signed_in_is_sent_to_sign_in_and_a_researcher_is_refused(client, bob, address):
    for send in (client.get, client.post):
        sent = send(address)
        assert sent.status_code == 302
        assert "/sign-in/" in sent.headers["Location"]
    client.force_login(hired("Nils", Role.RESEARCHER))
    for send in (client.get, client.post):
        assert send(address).status_code == 403


@pytest.mark.parametrize("role", [Role.RECEPTION, Role.PRACTITIONER, Role.SUPERVISOR, Role.MANAGER])
@pytest.mark.parametrize("address", ["/desk/", "/desk/patients/", "/desk/waiting/"])
def test_whoever_works_with_patients_sees_the_desk(client, bob, role, address):
    client.force_login(hired("Kim", role))

    assert client.get(address).status_code == 200


@pytest.mark.parametrize("address", [each for each in every_address() if re.search("-.*-", each)])
def test_a_key_that_is_none_is_not_found_or_does_nothing(client, rosa, address):
    assert client.get(address).status_code in {404, 405}
    assert client.post(address).status_code in {302, 404, 405}


def test_every_address_of_the_desk_is_in_use(bob):
    assert {each.name for each in urls.urlpatterns} <= set(get_resolver().reverse_dict)


# The day.


def test_the_day_shows_each_practitioner_with_visits_and_free_time(client, visit):
    ann = practitioner("Ann")
    shown = day_page(client, visit)

    assert "<h2>Bob</h2>" in shown
    assert f"<h2>{ann.called}</h2>" in shown
    assert "佐藤 美和" in shown
    assert "さとう みわ" in shown
    assert "Garden room, window" in shown
    assert "free" in main(shown)


def test_a_table_says_the_same_with_phone_and_what_was_cancelled(client, visit):
    cancel(visit, number=0, by="patient", now=NOW)
    shown = day_page(client, visit)
    table = re.search(r"<table>.*</table>", shown, re.DOTALL)[0]
    columns = re.search(r'<div class="columns">.*?<details', shown, re.DOTALL)[0]

    assert "佐藤 美和" in table
    assert "020 7946 0102" in table
    assert "cancelled" in table
    assert "佐藤" not in columns


def test_the_day_leads_to_the_days_before_and_after_by_links_and_by_keys(client, visit):
    day = visit.starts_at.date()
    shown = day_page(client, visit)

    for key, apart in (("p", -1), ("n", 1)):
        there = (day + timedelta(days=apart)).isoformat()
        assert re.search(rf'href="\?day={there}" data-key="{key}" aria-keyshortcuts="{key}"', shown)
    assert re.search(r'href="/desk/" data-key="t"', shown)
    assert re.search(r'<input id="q"[^>]*data-key="/"', shown)
    assert "<kbd>n</kbd>" in shown


@pytest.mark.parametrize("day", ["", "today", "2026-99-01", "0001-01-01", "9999-12-31"])
def test_a_day_that_is_none_shows_some_day_all_the_same(client, rosa, day):
    assert client.get(f"/desk/?day={day}").status_code == 200


def test_a_day_on_which_nobody_is_in_says_so(client, rosa):
    sunday = NOW.date() + timedelta(days=6 - NOW.weekday() + 7)

    assert "Nobody is in on this day" in text(client.get(f"/desk/?day={sunday}"))


def test_a_visit_on_a_day_off_is_to_be_moved(client, visit):
    TimeOff.objects.create(starts_at=visit.starts_at, ends_at=visit.ends_at)

    assert "to be moved: nobody is in" in day_page(client, visit)
    assert "please move the visit" in shown_at(client, "desk_visit", visit=visit.pk)


def test_what_is_kept_for_who_waits_is_shown_as_kept(client, visit, first_visit):
    waits = register(replace(ALICE, family_name="Waiting"), by="Rosa", now=NOW)
    offers.wait(offers.Wishes(), patient=waits, service=first_visit, intake=None, now=NOW)
    cancel(visit, number=0, by="patient", now=NOW)

    assert "kept for who waits:" in day_page(client, visit)
    listed = shown_at(client, "desk_waiting")
    assert "Waiting" in listed
    assert "Offered:" in listed


@pytest.mark.parametrize("name", ["desk_visit", "desk_patient", "desk"])
def test_the_desk_sees_no_answer_of_a_patient(client, visit, name):
    said = visit.intake.versions.latest("number").interview
    named = {"desk_visit": {"visit": visit.pk}, "desk_patient": {"patient": visit.patient_id}}
    shown = shown_at(client, name, **named.get(name, {})) + day_page(client, visit)

    asked = {each["finding"] for step in said["steps"] for each in step["answers"]}
    assert asked
    for each in (rule_book().findings[name] for name in asked):
        assert each.text not in shown
        assert f">{each.label}<" not in shown
    assert "/questions/" not in main(shown)


def test_calls_come_first_with_the_emergency_before_the_others(client, rosa):
    raised = raised_emergency(client)
    calm = all_no(NOW)[1]
    for intake, phone in ((calm, "020 7946 0301"), (raised, "020 7946 0302")):
        stood = intakes.standing(intake, now=NOW)
        intakes.ask_to_be_called(intake, stood, phone=phone, now=NOW)
    shown = main(shown_at(client, "desk"))

    assert shown.index("020 7946 0302") < shown.index("020 7946 0301") < shown.index("<h1>")
    call = CallRequest.objects.get(phone="020 7946 0302")
    client.post(reverse("desk_called", kwargs={"call": call.pk}))
    call.refresh_from_db()
    assert call.called_by == "Rosa"
    assert "020 7946 0302" not in shown_at(client, "desk")
    assert not mark_called(call.pk, by="Bob", now=NOW)


# Patients.


@pytest.mark.parametrize("typed", ["佐藤", "さと", "みわ", "7946 0102", "佐藤 美"])
def test_a_patient_is_found_by_name_reading_or_number_and_no_address_says_it(client, visit, typed):
    found = client.post(reverse("desk_find"), {"q": typed})

    assert reverse("desk_patient", kwargs={"patient": visit.patient_id}) in text(found)
    assert found.request.get("QUERY_STRING", "") == ""


def test_who_is_not_found_is_told_and_what_was_typed_stays(client, rosa):
    told = text(client.post(reverse("desk_find"), {"q": "Zzyzx"}))

    assert "Nobody is found for Zzyzx" in told
    assert 'value="Zzyzx"' in told


def test_a_new_patient_is_registered_with_the_language_that_they_read(client, rosa):
    typed = {"family_name": "佐藤", "family_reading": "さとう", "phone": "02079460102"}
    made = client.post(reverse("desk_new_patient"), {**typed, "language": "ja"}, follow=True)
    details = details_of(Patient.objects.get())

    assert "さとう" in text(made)
    assert details.language == "ja"
    assert details.recorded_by == "Rosa"


@pytest.mark.parametrize(
    ("wrong", "field"), [({"family_name": ""}, "family_name"), ({"phone": ""}, "phone")]
)
def test_a_mistake_in_the_form_is_said_at_its_field_and_loses_nothing(client, rosa, wrong, field):
    typed = {"family_name": "Archer", "phone": "0207946", "given_name": "Al", "language": "ja"}
    told = text(client.post(reverse("desk_new_patient"), {**typed, **wrong}))

    assert f'id="{field}-problem"' in told
    assert 'value="Al"' in told
    assert re.search(r'value="ja"[^>]* selected', told)
    assert not Patient.objects.exists()


def test_a_correction_keeps_what_stood_before(client, visit):
    address = reverse("desk_correct", kwargs={"patient": visit.patient_id})
    assert 'value="佐藤"' in text(client.get(address))
    client.post(address, {"family_name": "鈴木", "phone": "020 7946 0999"})

    assert details_of(visit.patient).family_name == "鈴木"
    assert details_of(visit.patient).language == "ja"
    assert visit.patient.details.count() == 2
