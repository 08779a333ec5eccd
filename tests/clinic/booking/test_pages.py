"""A patient's visit, by its pages: booked, seen, moved, cancelled."""

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.core import signing
from django.urls import reverse

from tests.clinic.booking.pages import (
    NOW,
    TYPED,
    book_by_page,
    page,
    raised_link,
    slots,
    starts,
    text,
)
from tests.clinic.booking.willow_street import ALICE, all_no, practitioner
from zusanli.clinic.booking.models import Appointment, Service
from zusanli.clinic.booking.patient_links import new_change_link, new_visit_link
from zusanli.clinic.booking.search import Slot
from zusanli.clinic.booking.visits import book_first
from zusanli.clinic.links import new_link
from zusanli.clinic.records.models import Patient
from zusanli.clinic.records.patients import details_of
from zusanli.core.words import LANGUAGES

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit(miwas_visit) -> Appointment:
    return miwas_visit


def change(client, visit: str, to: str) -> str:
    """Give the address behind a button of a visit's page."""
    return re.search(rf'href="(/change/[^"]+/{to}/)"', page(client, visit))[1]


# The outcome, the free times, the form, the visit.


def test_from_the_outcome_it_is_one_press_to_the_free_times(client, link):
    outcome = page(client, reverse("outcome", kwargs={"link": link}))

    assert f'href="{slots(link)}"' in outcome
    assert starts(page(client, slots(link)))


def test_from_the_free_times_two_clicks_book_a_visit(client, link):
    shown = page(client, slots(link))
    first_click = client.get(starts(shown)[0])
    form = text(first_click)
    second_click = client.post(first_click.request["PATH_INFO"], TYPED)

    assert form.count('class="primary"') == 1
    assert second_click.status_code == 302
    assert second_click.headers["Location"].startswith("/visits/")
    booked = Appointment.objects.get()
    assert details_of(booked.patient).family_name == "Archer"
    assert "Your visit is booked" in page(client, second_click.headers["Location"])


def test_a_visits_page_says_what_where_and_with_whom_and_no_name_of_who_comes(client, link):
    _, shown = book_by_page(client, link)

    assert "Assessment visit" in shown
    assert "with Bob" in shown
    assert "Willow Street" in shown
    assert "Archer" not in shown
    assert TYPED["phone"] not in shown


def test_sending_the_form_twice_books_once_and_leads_to_the_visit(client, link):
    chosen = starts(page(client, slots(link)))[0]
    client.post(chosen, TYPED)
    again = client.post(chosen, TYPED, follow=True)

    assert "Your visit is booked" in text(again)
    assert Appointment.objects.count() == 1
    assert Patient.objects.count() == 1


def test_who_has_booked_is_led_to_the_visit_and_not_to_another(client, link):
    book_by_page(client, link)
    shown = page(client, slots(link))

    assert "a visit is booked already" in shown
    assert not starts(shown)
    led = client.post(reverse("my_visit", kwargs={"link": link}), follow=True)
    assert "Your visit is booked" in text(led)


@pytest.mark.parametrize(
    ("wrong", "field", "says"),
    [
        ({"family_name": "  "}, "family_name", "Please give the family name."),
        ({"phone": ""}, "phone", "so that we can reach you"),
        ({"phone": "12"}, "phone", "Please type the whole number."),
        ({"phone": "1" * 60}, "phone", "That is too long."),
        ({"email": "alice@"}, "email", "This does not look like an email address."),
        ({"born": "yesterday"}, "born", "Please give a day such as 1958-03-09"),
        ({"born": "1058-03-09"}, "born", "That birth day cannot be right."),
        ({"born": "2958-03-09"}, "born", "That birth day cannot be right."),
        ({"family_reading": "Archer"}, "family_reading", "in kana"),
    ],
)
def test_what_cannot_be_taken_is_said_at_its_field_and_what_was_typed_stays(
    client, link, wrong, field, says
):
    chosen = starts(page(client, slots(link)))[0]
    told = text(client.post(chosen, {**TYPED, "given_name": "<Alice>", **wrong}))
    at_field = re.search(rf'<input id="{field}"[^>]*>', told)[0]

    assert says in re.search(rf'<p class="problem" id="{field}-problem"[^>]*>([^<]*)<', told)[1]
    assert 'aria-invalid="true"' in at_field
    assert re.search(rf'aria-describedby="{field}-problem[ "]', at_field)
    assert "&lt;Alice&gt;" in told
    for name, value in wrong.items():
        assert value.strip()[:40] in re.search(rf'<input id="{name}"[^>]*>', told)[0]
    assert not Appointment.objects.exists()
    assert not Patient.objects.exists()


def test_who_was_slower_is_told_and_offered_times_nearby_and_types_nothing_again(client, link, bob):
    chosen = starts(page(client, slots(link)))[0]
    book_first(
        replace(ALICE, family_name="Faster"),
        intake=all_no(NOW)[1],
        service=Service.objects.get(first_visit=True),
        slot=Slot(datetime.fromtimestamp(int(chosen.split("/")[-2]) * 300, UTC), bob.pk),
        by="patient",
        now=NOW,
    )
    told = text(client.post(chosen, TYPED))

    assert "Somebody was faster" in told
    for value in TYPED.values():
        assert f'value="{value}"' in told
    near = re.findall(r'name="instead" value="([^"]+)"', told)
    assert len(near) == 4

    booked = client.post(chosen, {**TYPED, "instead": near[0]}, follow=True)
    assert "Your visit is booked" in text(booked)
    assert Appointment.objects.count() == 2


def test_enter_in_a_field_does_not_take_a_time_that_nobody_chose(client, link, bob):
    chosen = starts(page(client, slots(link)))[0]
    book_by_page(client, all_no(NOW)[0])
    told = text(client.post(chosen, TYPED))
    first_button = re.search(r"<form class=.details.*?(<button[^>]*>)", told, re.DOTALL)[1]

    assert "disabled" in first_button


def test_an_emergency_opens_no_free_times_and_books_nothing(client, link):
    chosen = starts(page(client, slots(link)))[0]
    raised = raised_link(client)

    for told in (
        page(client, slots(raised)),
        page(client, chosen.replace(link, raised)),
        page(client, reverse("wait_first", kwargs={"link": raised})),
        text(client.post(chosen.replace(link, raised), TYPED, follow=True)),
    ):
        assert "Get help now" in told
        assert not starts(told)
        assert "Book this visit" not in told
    assert not Appointment.objects.exists()


def test_who_was_not_asked_is_led_back_to_the_questions(client, link):
    unasked = client.post(reverse("begin"), {"who": "patient"}).headers["Location"].split("/")[2]

    assert "cannot be booked yet" in page(client, slots(unasked))


def test_free_times_can_be_those_of_one_practitioner(client, link):
    ann = practitioner("Ann")
    both = starts(page(client, slots(link)))
    hers = starts(page(client, f"{slots(link)}?with={ann.pk}"))

    assert hers
    assert len(hers) < len(both)
    assert all(f"/{ann.pk}/" in each for each in hers)


@pytest.mark.parametrize(
    "asked", ["?from=nonsense", "?with=99&from=2026-99-99", "?from=9999-12-31"]
)
def test_an_address_that_asks_for_no_such_week_is_answered_all_the_same(client, link, asked):
    assert client.get(f"{slots(link)}{asked}").status_code == 200


@pytest.mark.parametrize("place", ["99/5956788", "{bob}/99999999999999999"])
def test_a_time_that_is_none_is_not_found(client, link, bob, place):
    address = f"{slots(link)}{place.format(bob=bob.pk)}/"

    assert client.get(address).status_code == 404
    assert client.post(address, TYPED).status_code in {200, 404}
    assert not Appointment.objects.exists()


def test_a_clinic_without_a_first_visit_says_to_call(client, bob):
    shown = page(client, slots(all_no(NOW)[0]))

    assert "Please call us" in shown
    assert "tel:020 7946 0000" in shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_language_that_is_chosen_is_kept_from_the_free_times_to_the_visit(
    client, link, language
):
    client.post(reverse("choose_language"), {"language": language, "next": slots(link)})
    where, shown = book_by_page(client, link)

    assert f'<html lang="{language}">' in page(client, where)
    assert f'<html lang="{language}">' in shown
    assert details_of(Patient.objects.get()).language == language


def test_readings_are_asked_where_names_are_read_by_kana(client, link):
    chosen = starts(page(client, slots(link)))[0]
    assert "family_reading" not in page(client, chosen)

    client.post(reverse("choose_language"), {"language": "ja", "next": "/"})
    assert 'name="family_reading"' in page(client, chosen)


# Moved and cancelled, by a link that works once.


def test_a_visit_is_moved_by_its_page(client, link):
    where, _ = book_by_page(client, link)
    before = Appointment.objects.get().starts_at
    others = starts(page(client, change(client, where, "move")))
    asked = page(client, others[-1])
    moved = client.post(others[-1], follow=True)

    assert "Move your visit?" in asked
    assert Appointment.objects.get().starts_at > before
    assert "Your visit is booked" in text(moved)


def test_a_visit_is_cancelled_by_its_page_with_the_reason_kept_for_the_desk(client, link):
    where, _ = book_by_page(client, link)
    address = change(client, where, "cancel")
    assert "Cancel your visit?" in page(client, address)
    told = client.post(address, {"why": "  the trains  "}, follow=True)

    assert "Your visit is cancelled" in text(told)
    assert Appointment.objects.get().changes.latest("number").why == "the trains"


@pytest.mark.parametrize("to", ["move", "cancel"])
def test_a_link_that_was_used_says_so_and_changes_nothing(client, link, to):
    where, _ = book_by_page(client, link)
    address = change(client, where, to)
    cancelling = change(client, where, "cancel")
    client.post(cancelling)
    visit = Appointment.objects.get()

    for told in (page(client, address), text(client.post(cancelling))):
        assert "This link was used already" in told
        assert "The visit was cancelled on" in told
    assert visit.changes.count() == 2


def test_a_moved_visit_spends_the_links_made_before_and_its_page_makes_new_ones(client, link):
    where, _ = book_by_page(client, link)
    old = change(client, where, "cancel")
    client.post(starts(page(client, change(client, where, "move")))[-1])

    assert "It is booked for:" in text(client.post(old))
    assert Appointment.objects.get().is_booked
    client.post(change(client, where, "cancel"))
    assert not Appointment.objects.get().is_booked


def test_who_moves_to_a_time_that_is_gone_meanwhile_is_told_and_keeps_the_visit(client, link):
    where, _ = book_by_page(client, link)
    before = Appointment.objects.get().starts_at
    wanted = starts(page(client, change(client, where, "move")))[-1]
    other = all_no(NOW)[0]
    book_there = wanted.split("/")[-3:-1]
    client.post(f"{slots(other)}{'/'.join(book_there)}/", TYPED)
    told = text(client.post(wanted))

    assert "Somebody was faster" in told
    assert re.findall(r'name="instead"', told)
    assert Appointment.objects.earliest("booked_at").starts_at == before


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("slots", {}),
        ("slot", {"practitioner": 1, "tick": 5956788}),
        ("my_visit", {}),
        ("wait_first", {}),
        ("my_offer", {}),
        ("visit", {}),
        ("answer_for_visit", {}),
        ("wait", {}),
        ("move", {}),
        ("move_to", {"practitioner": 1, "tick": 5956788}),
        ("cancel", {}),
        ("offer", {}),
        ("answer_again", {}),
    ],
)
def test_a_strangers_guess_opens_nothing(client, visit, name, more):
    forged = signing.dumps([str(visit.pk), 0], salt="guess", key="guess")
    for guess in (new_link(), forged, str(visit.pk), "1"):
        address = reverse(name, kwargs={"link": guess, **more})

        assert client.get(address).status_code == 404
        assert client.post(address).status_code == 404
    assert Appointment.objects.get().is_booked


def test_a_link_to_one_visit_does_not_open_the_questionnaire_or_an_offer(client, visit):
    own = new_visit_link(visit, now=NOW)

    assert client.get(reverse("visit", kwargs={"link": own})).status_code == 200
    for name in ("slots", "offer", "move", "cancel"):
        assert client.get(reverse(name, kwargs={"link": own})).status_code == 404


def test_no_cache_keeps_a_patients_pages(client, visit):
    own = client.get(reverse("visit", kwargs={"link": new_visit_link(visit, now=NOW)}))
    change_page = client.get(reverse("cancel", kwargs={"link": new_change_link(visit)}))

    assert "no-store" in own.headers["Cache-Control"]
    assert "no-store" in change_page.headers["Cache-Control"]
