"""What goes with a visit, by its pages: as patients and staff use them."""

import json
import re
from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from tests.clinic.booking.willow_street import ALICE, all_no, assessment, clinic, practitioner
from zusanli.clinic.booking.models import Appointment, Place
from zusanli.clinic.booking.patient_links import new_visit_link
from zusanli.clinic.booking.search import free_slots
from zusanli.clinic.booking.slots import Span
from zusanli.clinic.booking.visits import book_first
from zusanli.clinic.check_ins.models import Alert, CheckIn
from zusanli.clinic.consents.models import Consent
from zusanli.clinic.links import new_link
from zusanli.clinic.own_data.models import Correction
from zusanli.clinic.records.intakes import answer, begin, find, standing
from zusanli.clinic.records.models import Intake
from zusanli.clinic.staff.models import GivenRole, Role, User
from zusanli.core.words import LANGUAGES

NOW = datetime.now(UTC)
"""Pages read the clock themselves, so nothing here depends on the day."""
OF_A_VISIT = ("consent", "advice", "own_data")
WELL = {"news": "no", "pain_0_10": "3", "interference_0_10": "2", "by": "patient"}
pytestmark = pytest.mark.django_db


@pytest.fixture
def visit() -> Appointment:
    """Booked by Alice for the first free time of the days to come."""
    clinic()
    practitioner("Bob")
    Place.objects.create(room="Garden room", bed="window")
    service, link = assessment(), all_no(NOW)
    free = free_slots(service, Span(NOW + timedelta(days=1), NOW + timedelta(days=9)), now=NOW)
    return book_first(ALICE, intake=link[1], service=service, slot=free[0], by="patient", now=NOW)


@pytest.fixture
def link(visit) -> str:
    return new_visit_link(visit, now=NOW)


@pytest.fixture
def past(visit, link) -> str:
    """The same visit, by its link, when it has been."""
    times = ("starts_at", "ends_at", "busy_from", "busy_until")
    Appointment.objects.filter(pk=visit.pk).update(
        **{each: getattr(visit, each) - timedelta(days=14) for each in times}
    )
    return link


def at(name: str, link: str) -> str:
    return reverse(name, kwargs={"link": link})


def text(response) -> str:
    return response.content.decode()


def signing(client, link: str, **fields: str):
    read = re.search(r'name="read" value="(\w+)"', text(client.get(at("consent", link))))[1]
    return client.post(at("consent", link), {"read": read, **fields}, follow=True)


def sign_in(client, *roles: Role) -> User:
    user = User.objects.create(username="+".join(roles), email=f"{'+'.join(roles)}@x.example")
    for role in roles:
        GivenRole.objects.create(user=user, role=role)
    client.force_login(user)
    return user


@pytest.mark.parametrize("name", [*OF_A_VISIT, "check_in", "advice_pdf", "own_data_file"])
def test_a_link_that_was_never_given_opens_nothing(client, visit, name):
    assert client.get(at(name, new_link())).status_code == 404


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", OF_A_VISIT)
def test_each_page_speaks_the_readers_language(client, link, name, language):
    client.cookies["language"] = language
    shown = client.get(at(name, link))

    assert shown.status_code == 200
    assert f'<html lang="{language}">' in text(shown)
    assert shown["Cache-Control"].find("no-store") >= 0


def test_a_sheet_is_signed_on_the_screen_and_taken_back(client, link):
    shown = text(signing(client, link, name="Alice Archer", signer="patient", agree="on"))
    assert "Signed by Alice Archer." in shown
    assert Consent.objects.get().signed_by == "Alice Archer"

    client.post(at("consent_take_back", link))
    assert "Signed by" not in text(client.get(at("consent", link)))
    assert Consent.objects.get().withdrawal


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"agree": "on"}, "Please type your name"),
        ({"name": "   ", "agree": "on"}, "Please type your name"),
        ({"name": "Alice Archer"}, "Please tick this if you agree"),
    ],
)
def test_what_is_missing_is_said_at_the_field_and_what_was_typed_stays(client, link, fields, said):
    shown = text(signing(client, link, interpreter="Kenji Mori", **fields))

    assert said in shown
    assert 'value="Kenji Mori"' in shown
    assert fields.get("name", "").strip() in shown
    assert not Consent.objects.exists()


def test_a_sheet_that_is_not_the_one_that_was_read_is_not_signed(client, link):
    client.get(at("consent", link))
    sent = {"read": "0" * 64, "name": "Alice", "agree": "on"}
    assert "has changed since you opened it" in text(client.post(at("consent", link), sent))
    assert not Consent.objects.exists()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_leaflet_comes_as_a_pdf(client, link, language):
    client.cookies["language"] = language
    got = client.get(at("advice_pdf", link))

    assert got["Content-Type"] == "application/pdf"
    assert got.content.startswith(b"%PDF")


def test_a_visit_that_is_to_come_asks_for_no_check_in(client, link):
    assert client.get(at("check_in", link)).url == at("visit", link)
    assert "Tell us how you are" not in text(client.get(at("visit", link)))


def test_who_is_well_tells_so_on_one_page(client, past):
    assert at("check_in", past) in text(client.get(at("visit", past)))
    thanked = client.post(at("check_in", past), WELL, follow=True)

    assert "Thank you" in text(thanked)
    assert CheckIn.objects.get().values == {"pain_0_10": 3.0, "interference_0_10": 2.0}
    assert not Alert.objects.exists()


def test_an_emergency_that_stands_is_said_at_the_check_in_and_after_it(client, past, visit):
    asked = find(begin(by="patient", country="GB", language="en", now=NOW))
    Intake.objects.filter(pk=asked.pk).update(patient=visit.patient)
    answer(asked, standing(asked, now=NOW), frozenset({"chest_pain_new"}), now=NOW)

    assert "Get help now" in text(client.get(at("check_in", past)))
    assert "Get help now" in text(client.post(at("check_in", past), WELL, follow=True))


def test_what_somebody_wrote_who_ticked_nothing_new_is_read_at_the_clinic(client, past):
    client.post(at("check_in", past), {**WELL, "note": "my toe turned <b>black</b>"})
    mei = User.objects.create(username="mei", email="mei@x.example")
    GivenRole.objects.create(user=mei, role=Role.PRACTITIONER)
    client.force_login(mei)

    assert "my toe turned &lt;b&gt;black" in text(client.get(reverse("alerts")))


def test_who_is_not_sure_goes_on_to_the_danger_questions(client, past):
    asked = client.post(at("check_in", past), {**WELL, "news": "not_sure"}, follow=True)

    assert "/questions/" in asked.request["PATH_INFO"]
    assert "new chest pain" in text(asked).casefold()
    assert Alert.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"news": ""}, "Please press one of the three"),
        ({"news": "perhaps"}, "Please press one of the three"),
        ({"pain_0_10": "11"}, "Please choose a number from 0 to 10"),
        ({"pain_0_10": "-1"}, "Please choose a number from 0 to 10"),
        ({"pain_0_10": "2.5"}, "Please choose a number from 0 to 10"),
        ({"pain_0_10": "nan"}, "Please choose a number from 0 to 10"),
        ({"pain_0_10": "much"}, "Please choose a number from 0 to 10"),
    ],
)
def test_a_wrong_answer_is_told_where_it_stands_and_nothing_is_lost(client, past, change, said):
    sent = {**WELL, "note": "sore on the stairs", "event": "bruising", **change}
    shown = text(client.post(at("check_in", past), sent))

    assert said in shown
    assert "sore on the stairs" in shown
    assert 'value="bruising" checked' in shown
    assert not CheckIn.objects.exists()


def test_own_data_open_to_who_knows_the_number_and_close_again(client, link, visit):
    assert "Archer" not in text(client.get(at("own_data", link)))
    assert client.get(at("own_data_file", link)).url == at("own_data", link)

    wrong = client.post(at("own_data", link), {"proof": "020 7946 9999"})
    assert "not the number or the address" in text(wrong)
    opened = client.post(at("own_data", link), {"proof": "020 7946 0001"}, follow=True)
    assert "Archer" in text(opened)
    kept = json.loads(client.get(at("own_data_file", link)).content)
    assert kept["patient"] == str(visit.patient_id)

    client.post(at("own_data_close", link))
    assert "Archer" not in text(client.get(at("own_data", link)))


def test_a_proof_of_one_patient_opens_no_other(client, link, visit, bob_s_other):
    client.post(at("own_data", link), {"proof": "020 7946 0001"})

    assert "Archer" in text(client.get(at("own_data", link)))
    assert "Other" not in text(client.get(at("own_data", bob_s_other)))


@pytest.fixture
def bob_s_other(visit) -> str:
    """The link to a visit of somebody else."""
    service, intake = visit.service, all_no(NOW)[1]
    free = free_slots(service, Span(NOW + timedelta(days=1), NOW + timedelta(days=9)), now=NOW)
    other = book_first(
        type(ALICE)(family_name="Other", phone="020 7946 0009"),
        intake=intake,
        service=service,
        slot=free[0],
        by="patient",
        now=NOW,
    )
    return new_visit_link(other, now=NOW)


def test_a_correction_is_asked_for_seen_at_the_desk_and_answered(client, link):
    client.post(at("own_data", link), {"proof": "020 7946 0001"})
    empty = client.post(at("own_data_correct", link), {"text": " "})
    assert "Please say what is wrong" in text(empty)
    client.post(at("own_data_correct", link), {"text": "I was born in May."})
    asked = Correction.objects.get()

    sign_in(client, Role.RECEPTION)
    assert "I was born in May." in text(client.get(reverse("corrections")))
    settle = reverse("correction_settle", kwargs={"pk": asked.pk})
    assert "Please write what was done" in text(client.post(settle, {"what": ""}))
    client.post(settle, {"what": "Changed to May."})
    assert "I was born in May." not in text(client.get(reverse("corrections")))
    assert "Somebody else has settled" in text(client.post(settle, {"what": "Again."}))


def test_an_alert_shows_what_is_known_and_says_what_is_not(client, past):
    client.post(at("check_in", past), {**WELL, "news": "yes", "pain_0_10": "", "note": "calf <b>"})
    user = sign_in(client, Role.PRACTITIONER)
    shown = text(client.get(reverse("alerts")))

    assert "Archer, Alice" in shown
    assert "how urgent it is, nobody knows" in shown
    assert "not given" in shown
    assert "calf &lt;b&gt;" in shown
    settle = reverse("alert_settle", kwargs={"pk": Alert.objects.get().pk})
    client.post(settle, {"what": "Called her: swelling, sent to the hospital."})
    assert Alert.objects.get().settled_by == user.called
    assert "Nobody told of anything" in text(client.get(reverse("alerts")))


@pytest.mark.parametrize("role", [Role.RECEPTION, Role.MANAGER, Role.RESEARCHER])
def test_what_patients_told_is_for_those_who_treat(client, past, role):
    sign_in(client, role)
    assert client.get(reverse("alerts")).status_code == 403
