"""What a patient's pages do when nothing suits, or nobody asked: waiting, offers, questions."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse

from tests.clinic.booking.pages import (
    NOW,
    TYPED,
    book_by_page,
    free,
    page,
    slots,
    text,
)
from tests.clinic.booking.willow_street import ALICE, all_no, nothing_ticked
from zusanli.clinic.booking import offers
from zusanli.clinic.booking.models import Appointment, Offer, OfferState, Service, WaitListEntry
from zusanli.clinic.booking.patient_links import new_offer_link, new_visit_link
from zusanli.clinic.booking.visits import book, cancel
from zusanli.clinic.records import intakes
from zusanli.clinic.records.models import Intake
from zusanli.clinic.records.patients import register

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit(miwas_visit) -> Appointment:
    return miwas_visit


# Booked at the desk, without the questions.


def test_who_booked_by_telephone_is_asked_before_the_visit(client, link):
    told = book(
        patient=register(ALICE, by="Rosa Field", now=NOW),
        intake=None,
        service=Service.objects.get(first_visit=True),
        slot=free(Service.objects.get(first_visit=True))[0],
        by="Rosa Field",
        at_desk=True,
        now=NOW,
    )
    own = reverse("visit", kwargs={"link": new_visit_link(told, now=NOW)})
    assert "still to be asked" in page(client, own)
    asked = client.post(reverse("answer_for_visit", kwargs={"link": own.split("/")[2]}))
    begun = intakes.find(asked.headers["Location"].split("/")[2])

    assert begun.patient == told.patient
    assert "still to be asked" in page(client, own)
    begun.versions.create(
        number=1, at=NOW, interview=all_no(NOW)[1].versions.get(number=1).interview
    )
    assert "still to be asked" not in page(client, own)


def test_a_visit_that_was_checked_asks_for_no_second_questionnaire(client, visit):
    own = new_visit_link(visit, now=NOW)
    before = Intake.objects.count()
    sent = client.post(reverse("answer_for_visit", kwargs={"link": own}))

    assert sent.headers["Location"] == reverse("visit", kwargs={"link": own})
    assert Intake.objects.count() == before


# Waiting, and what is offered.


def test_who_finds_nothing_waits_and_may_still_book(client, link):
    address = reverse("wait_first", kwargs={"link": link})
    assert address in page(client, slots(link))
    told = client.post(address, {**TYPED, "day": ["0", "2", "9"], "from": "09:00", "until": "x"})

    assert "You are on the list" in text(told)
    entry = WaitListEntry.objects.get()
    assert entry.weekdays == [0, 2]
    assert entry.from_time.hour == 9
    assert entry.until_time is None
    book_by_page(client, link)
    assert WaitListEntry.objects.get().appointment == Appointment.objects.get()


def test_a_mistake_on_the_way_to_the_list_loses_no_wish(client, link):
    address = reverse("wait_first", kwargs={"link": link})
    told = text(client.post(address, {"given_name": "Alice", "day": ["2"], "from": "14:00"}))

    assert "Please give the family name." in told
    assert re.search(r'value="2" checked', told)
    assert not re.search(r'value="3" checked', told)
    assert re.search(r"<option selected>14:00", told)
    assert 'value="Alice"' in told
    assert not WaitListEntry.objects.exists()


def test_who_has_a_visit_waits_for_an_earlier_one_and_changes_what_suits(client, visit):
    own = new_visit_link(visit, now=NOW)
    address = reverse("wait", kwargs={"link": own})
    assert address in page(client, reverse("visit", kwargs={"link": own}))
    told = text(client.post(address, {"day": ["4"]}, follow=True))

    assert "You are on the list for an earlier time" in told
    assert re.search(r'value="4" checked', page(client, address))
    client.post(address, {"day": ["1"]})
    assert WaitListEntry.objects.get().weekdays == [1]


@pytest.fixture
def offered(visit, bob) -> Offer:
    """Kept for somebody who waited, because somebody else cancelled."""
    waits(all_no(NOW)[1])
    cancel(visit, number=0, by="patient", now=NOW)
    return Offer.objects.get()


def waits(intake: Intake | None) -> WaitListEntry:
    return offers.wait(
        offers.Wishes(),
        patient=register(replace(ALICE, family_name="Waiting"), by="patient", now=NOW),
        service=Service.objects.get(first_visit=True),
        intake=intake,
        now=NOW,
    )


def offer_page(offer: Offer) -> str:
    return reverse("offer", kwargs={"link": new_offer_link(offer, now=NOW)})


def test_an_offer_is_taken_and_becomes_a_visit(client, offered):
    address = offer_page(offered)
    shown = page(client, address)
    taken = client.post(address, {"answer": "yes"}, follow=True)

    assert "It is kept for you until" in shown
    assert "Your visit is booked" in text(taken)
    assert Appointment.objects.filter(patient=offered.patient, state="booked").count() == 1
    assert "You have taken this time" in page(client, address)


def test_an_offer_is_declined_and_says_so_ever_after(client, offered):
    address = offer_page(offered)
    told = text(client.post(address, {"answer": "no"}, follow=True))

    assert "You said no to this time" in told
    assert "You said no to this time" in text(client.post(address, {"answer": "yes"}, follow=True))


def test_an_offer_that_is_over_says_so_and_books_nothing(client, offered):
    Offer.objects.update(valid_until=NOW - timedelta(hours=1))
    address = offer_page(offered)

    assert "no longer kept" in page(client, address)
    assert "no longer kept" in text(client.post(address, {"answer": "yes"}, follow=True))
    assert not Appointment.objects.filter(state="booked").exists()


def test_who_was_never_asked_is_asked_before_an_offer_is_taken_and_comes_back_to_it(client, visit):
    waits(None)
    cancel(visit, number=0, by="patient", now=NOW)
    offer = Offer.objects.get()
    address = offer_page(offer)
    told = text(client.post(address, {"answer": "yes"}))
    assert "the safety questions again" in told
    assert Offer.objects.get().state == OfferState.OPEN

    again = re.search(r'action="([^"]+/answer-again/)"', told)[1]
    begun = client.post(again).headers["Location"].split("/")[2]
    intakes.find(begun).versions.create(number=1, at=NOW, interview=nothing_ticked(NOW))
    assert "A time is kept for you" in page(client, slots(begun))
    back = client.post(reverse("my_offer", kwargs={"link": begun})).headers["Location"]
    assert "Your visit is booked" in text(client.post(back, {"answer": "yes"}, follow=True))


def test_who_has_an_emergency_by_now_gets_help_and_not_the_offer(client, offered):
    raised = client.post(reverse("begin"), {"who": "patient"}).headers["Location"]
    client.post(raised, {"number": 0, "answer": "ticked", "item": ["chest_pain_new"]})
    offers.ask_again(offered, intakes.find(raised.split("/")[2]))
    told = text(client.post(offer_page(offered), {"answer": "yes"}))

    assert "Get help now" in told
    assert "999" in told
    assert "Yes, I take it" not in told
    assert not Appointment.objects.filter(state="booked").exists()
