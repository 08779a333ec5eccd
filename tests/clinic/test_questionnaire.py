"""The questionnaire on a phone, by its pages."""

import logging
import sys
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from zusanli.clinic.books import rule_book
from zusanli.clinic.premises.models import Clinic
from zusanli.clinic.records.models import CallRequest, Intake
from zusanli.core.findings import sided
from zusanli.site.logs import HideLinks
from zusanli.synthetic import cast
from zusanli.synthetic.people import answers

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
        shown = answer(client, address, number=number, answer="unsure")
        if "outcome" in shown.request["PATH_INFO"]:
            break

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


@pytest.mark.parametrize(
    ("back", "to"),
    [
        ("/questions/on-paper/", "/questions/on-paper/"),
        ("//elsewhere.example", "/"),
        ("/\\elsewhere.example", "/"),
        ("/\t/elsewhere.example", "/"),
        ("https://elsewhere.example", "/"),
        ("javascript:alert(1)", "/"),
    ],
)
def test_choosing_a_language_leads_back_and_to_no_other_site(client, back, to):
    told = client.post(reverse("choose_language"), {"language": "ja", "next": back})

    assert told.headers["Location"] == to


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


def test_what_an_error_says_is_not_in_the_log_but_where_it_was_is():
    canary = "canary 4711"
    try:
        int(canary)
    except ValueError:
        record = logging.LogRecord("x", 40, __file__, 1, "failed", None, sys.exc_info())
    HideLinks().filter(record)
    text = logging.Formatter().format(record)

    assert canary not in text
    assert "ValueError" in text
    assert "test_questionnaire.py" in text


class TestTheDrawing:
    """Where it hurts, tapped on a picture or ticked in a list."""

    @pytest.fixture
    def address(self, client):
        """A questionnaire that has come to the question where it hurts."""
        link, _ = answers(replace(cast.KNEE, answers_what_can_wait=False), now=datetime.now(UTC))
        address = reverse("more_questions", kwargs={"link": link})
        for _ in range(40):
            if 'data-screen="pain_places"' in (text := page(client, address)):
                return address
            number = int(text.partition('name="number" value="')[2].partition('"')[0])
            answer(client, address, number=number, answer="none" if "item" in text else "no")
        raise AssertionError("it was not asked where it hurts")

    def said(self, client, address, **sent):
        number = Intake.objects.get().versions.latest("number").number
        answer(client, address, number=number, answer="ticked", **sent)
        steps = Intake.objects.get().versions.latest("number").interview["steps"]
        return {each["finding"]: each["value"] for each in steps[-1]["answers"]}

    def test_a_tap_says_where_it_hurts_and_on_which_side(self, client, address):
        said = self.said(
            client, address, item=["left.calf"], drawn="left.calf:pain_behind left.calf:nonsense"
        )

        assert said == {"pain_places": ["left.calf"], "pain_sides_of_leg": ["pain_behind"]}

    def test_a_tick_in_the_list_says_nothing_of_the_side(self, client, address):
        assert self.said(client, address, item=["left.calf"]) == {"pain_places": ["left.calf"]}

    def test_the_side_of_a_place_that_was_unticked_again_is_not_said(self, client, address):
        said = self.said(client, address, item=["left.knee"], drawn="left.calf:pain_behind")

        assert said == {"pain_places": ["left.knee"]}

    def test_each_place_that_is_asked_can_be_tapped_and_ticked(self, client, address):
        text = page(client, address)

        for place in sided(rule_book().findings["pain_places"].places):
            assert f'data-place="{place}"' in text
            assert f'name="item" value="{place}"' in text
