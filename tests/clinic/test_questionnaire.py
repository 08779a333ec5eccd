"""The questionnaire on a phone, by its pages."""

import pytest
from django.test import Client
from django.urls import reverse

from zusanli.clinic.premises.models import Clinic
from zusanli.clinic.records.models import CallRequest, Intake
from zusanli.site.logs import HideLinks

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clinic():
    return Clinic.objects.create(
        pk=1,
        name="Willow Street",
        country="GB",
        time_zone="Europe/London",
        phone="020 7946 0000",
        email="desk@clinic.example",
    )


def begun(client: Client, who: str = "patient") -> str:
    return client.post(reverse("begin"), {"who": who}).headers["Location"]


def page(client: Client, address: str) -> str:
    return client.get(address, follow=True).content.decode()


def answer(client: Client, address: str, *, number: int, answer: str = "none", **sent: object):
    return client.post(address, {"number": number, "answer": answer, **sent}, follow=True)


def test_help_comes_before_any_name(client):
    first = page(client, begun(client))

    assert "chest pain" in first
    assert "999" in first
    assert 'name="email"' not in first


def test_an_emergency_shows_what_to_do_and_nothing_else(client):
    address = begun(client)
    told = answer(client, address, number=0, answer="ticked", item=["chest_pain_new"])
    text = told.content.decode()

    assert "Get help now" in text
    assert "999" in text
    assert "You may book" not in text
    assert "Get help now" in page(client, address)


def test_not_sure_on_everything_may_book(client):
    address = begun(client)
    for number in range(300):
        shown = client.get(address, follow=True)
        if "outcome" in shown.request["PATH_INFO"]:
            break
        answer(client, address, number=number, answer="unsure")

    assert "You may book an assessment visit" in shown.content.decode()
    assert "Not sure was a good answer" in shown.content.decode()


def test_what_cannot_be_taken_is_said_at_the_field_and_ticks_are_kept(client):
    address = begun(client)
    told = answer(client, address, number=0, answer="none", item=["chest_pain_new"])

    assert "Which is right?" in told.content.decode()
    assert 'value="chest_pain_new" checked' in told.content.decode()
    assert Intake.objects.get().versions.count() == 1


def test_a_second_tap_changes_nothing_and_says_so(client):
    address = begun(client)
    answer(client, address, number=0)
    told = answer(client, address, number=0)

    assert "answered already" in told.content.decode()
    assert Intake.objects.get().versions.count() == 2


def test_back_shows_the_screen_before_and_keeps_what_was(client):
    address = begun(client)
    first = page(client, address)
    answer(client, address, number=0)
    answer(client, address, number=1, answer="back")

    assert first.split("<h1>")[1][:80] == page(client, address).split("<h1>")[1][:80]
    assert Intake.objects.get().versions.count() == 3


def test_a_guessed_link_is_not_found(client):
    assert client.get(reverse("question", kwargs={"link": "guessed"})).status_code == 404


def test_who_answers_stands_with_each_answer(client):
    address = begun(client, "relative")
    answer(client, address, number=0)
    kept = Intake.objects.get().versions.latest("number").interview

    assert kept["steps"][0]["answers"][0]["by"] == "relative"


def test_the_language_can_be_changed_in_the_middle_and_answers_stay(client):
    address = begun(client)
    answer(client, address, number=0)
    client.post(reverse("choose_language"), {"language": "ja", "next": address})

    assert '<html lang="ja">' in page(client, address)
    assert Intake.objects.get().versions.latest("number").interview["steps"]


def test_a_wish_to_be_called_is_kept_with_whether_it_is_an_emergency(client):
    address = begun(client)
    answer(client, address, number=0, answer="ticked", item=["chest_pain_new"])
    link = address.rstrip("/").split("/")[-1]
    call = reverse("call_me", kwargs={"link": link})

    assert "Please type the number" in client.post(call, {"phone": "12"}).content.decode()
    assert "We call 020 7946 0001" in client.post(call, {"phone": "020 7946 0001"}).content.decode()
    assert CallRequest.objects.get().emergency


def test_the_answers_can_be_read_again_with_who_gave_them(client):
    address = begun(client, "carer")
    answer(client, address, number=0)
    answer(client, address, number=1, answer="unsure")
    text = page(client, address + "answers/")

    assert "New chest pain: no" in text
    assert "carer, " in text
    assert "not known" in text


def test_the_first_questions_can_be_printed(client):
    text = page(client, reverse("questions_on_paper"))

    assert "□ New chest pain" in text
    assert text.count("□ not sure") >= 15


def test_no_link_stands_in_the_log(client, caplog):
    address = begun(client)
    client.get(address + "nothing-here/")
    link = address.rstrip("/").split("/")[-1]
    for record in caplog.records:
        HideLinks().filter(record)

    assert caplog.records
    assert link not in caplog.text
    assert not any(link in record.getMessage() for record in caplog.records)
