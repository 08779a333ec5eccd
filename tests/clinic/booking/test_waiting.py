"""The wait list: what becomes free is offered to one person at a time, and kept meanwhile."""

from datetime import time, timedelta

import pytest

from tests.clinic.booking.willow_street import ALICE, MONDAY_AT_TEN, NOW, all_no, practitioner
from zusanli.clinic.booking.models import (
    Event,
    Occupied,
    Offer,
    OfferState,
    Place,
    WaitListEntry,
    WaitState,
)
from zusanli.clinic.booking.offers import Wishes, ask_again, offer_for, take, wait
from zusanli.clinic.booking.outcomes import MayNotBook, OfferOver, SlotTaken
from zusanli.clinic.booking.search import Slot
from zusanli.clinic.booking.visits import book_first, cancel
from zusanli.clinic.booking.waiting import ANSWER_WITHIN, decline, leave, pass_on_lapsed
from zusanli.clinic.records.patients import register

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def visit(asked, first_visit, bed, bob):
    return booked(asked, first_visit, bob)


def booked(intake, first_visit, bob, at=MONDAY_AT_TEN, now=NOW):
    return book_first(
        ALICE, intake=intake, service=first_visit, slot=Slot(at, bob.pk), by="patient", now=now
    )


def waiting(first_visit, *, at=NOW, **wishes):
    patient = register(ALICE, by="patient", now=at)
    return wait(
        Wishes(**wishes), patient=patient, service=first_visit, intake=all_no(at)[1], now=at
    )


def test_who_waited_first_is_offered_what_was_cancelled(visit, first_visit):
    first, second = waiting(first_visit), waiting(first_visit, at=NOW + timedelta(minutes=1))
    cancel(visit, number=0, by="patient", now=LATER)

    offer = Offer.objects.get()
    assert offer.entry == first
    assert offer.starts_at == MONDAY_AT_TEN
    assert offer.valid_until == LATER + ANSWER_WITHIN
    assert Event.objects.latest("pk").offer == offer
    second.refresh_from_db()
    assert second.state == WaitState.WAITING


@pytest.mark.parametrize(
    "wishes",
    [
        pytest.param({"weekdays": (1, 2)}, id="another day"),
        pytest.param({"from_time": time(14)}, id="later in the day"),
        pytest.param({"until_time": time(9, 30)}, id="earlier in the day"),
    ],
)
def test_what_does_not_suit_is_offered_to_the_next(visit, first_visit, wishes):
    waiting(first_visit, **wishes)
    second = waiting(first_visit, at=NOW + timedelta(minutes=1))
    cancel(visit, number=0, by="patient", now=LATER)

    assert Offer.objects.get().entry == second


def test_who_waits_for_one_practitioner_is_not_offered_another(visit, first_visit):
    waiting(first_visit, practitioner=practitioner("Dora"))
    cancel(visit, number=0, by="patient", now=LATER)

    assert not Offer.objects.exists()


def test_what_is_kept_for_one_is_taken_by_nobody_else_until_it_lapses(visit, first_visit, bob):
    waiting(first_visit)
    cancel(visit, number=0, by="patient", now=LATER)

    with pytest.raises(SlotTaken):
        booked(all_no(LATER)[1], first_visit, bob, now=LATER)
    over = LATER + ANSWER_WITHIN
    assert booked(all_no(over)[1], first_visit, bob, now=over).is_booked
    offer = Offer.objects.get()
    assert (offer.state, offer.entry.state) == (OfferState.LAPSED, WaitState.WAITING)


def test_an_offer_that_is_taken_becomes_a_visit(visit, first_visit):
    entry = waiting(first_visit)
    cancel(visit, number=0, by="patient", now=LATER)
    taken = take(Offer.objects.get(), by="patient", now=LATER)

    assert taken.patient == entry.patient
    assert taken.starts_at == MONDAY_AT_TEN
    assert Occupied.objects.count() == taken.occupied.count() == 42
    with pytest.raises(OfferOver) as told:
        take(Offer.objects.get(), by="patient", now=LATER)
    assert told.value.state == OfferState.TAKEN


def test_an_earlier_visit_takes_the_place_of_the_later_and_that_is_offered_on(
    visit, first_visit, bob
):
    late = booked(all_no(NOW)[1], first_visit, bob, at=MONDAY_AT_TEN + timedelta(days=2))
    wait(
        Wishes(),
        patient=late.patient,
        service=first_visit,
        intake=late.intake,
        instead_of=late,
        now=NOW,
    )
    cancel(visit, number=0, by="patient", now=LATER)
    second = waiting(first_visit)
    moved = take(Offer.objects.get(), by="patient", now=LATER)

    assert moved.pk == late.pk
    assert moved.starts_at == MONDAY_AT_TEN
    onward = Offer.objects.get(state=OfferState.OPEN)
    assert onward.entry == second
    assert onward.starts_at == late.starts_at


def test_only_an_earlier_visit_is_offered_in_place_of_one(visit, first_visit, bob):
    soon = booked(all_no(NOW)[1], first_visit, bob, at=MONDAY_AT_TEN - timedelta(days=3))
    wait(Wishes(), patient=soon.patient, service=first_visit, intake=None, instead_of=soon, now=NOW)
    cancel(visit, number=0, by="patient", now=LATER)

    assert not Offer.objects.exists()


def test_an_offer_after_its_time_is_over_and_goes_to_the_next(visit, first_visit):
    waiting(first_visit)
    second = waiting(first_visit, at=NOW + timedelta(minutes=1))
    cancel(visit, number=0, by="patient", now=LATER)
    offer = Offer.objects.get()
    over = LATER + ANSWER_WITHIN

    with pytest.raises(OfferOver) as told:
        take(offer, by="patient", now=over)
    assert told.value.state == OfferState.LAPSED
    assert pass_on_lapsed(now=over) == 1
    assert Offer.objects.get(state=OfferState.OPEN).entry == second
    assert pass_on_lapsed(now=over) == 0


def test_no_thank_you_goes_to_the_next_and_keeps_the_turn_for_another(visit, first_visit):
    first = waiting(first_visit)
    second = waiting(first_visit, at=NOW + timedelta(minutes=1))
    cancel(visit, number=0, by="patient", now=LATER)
    decline(Offer.objects.get(), now=LATER)

    first.refresh_from_db()
    assert first.state == WaitState.WAITING
    assert Offer.objects.get(state=OfferState.OPEN).entry == second
    leave(second.pk, now=LATER)
    assert not Offer.objects.filter(state=OfferState.OPEN).exists()
    assert not Occupied.objects.exists()


def test_answers_that_have_aged_are_asked_again_and_the_offer_stays(visit, first_visit):
    waiting(first_visit)
    later = NOW + timedelta(days=3)
    cancel(visit, number=0, by="patient", now=later)
    offer = Offer.objects.get()

    with pytest.raises(MayNotBook):
        take(offer, by="patient", now=later)
    offer.refresh_from_db()
    assert offer.state == OfferState.OPEN
    intake = all_no(later)[1]
    ask_again(offer, intake)
    assert offer_for(intake, now=later) == offer
    assert take(offer, by="patient", now=later).is_booked


def test_nothing_is_offered_that_begins_too_soon_to_be_seen(visit, first_visit):
    waiting(first_visit, at=MONDAY_AT_TEN - timedelta(days=1))
    cancel(visit, number=0, by="patient", now=MONDAY_AT_TEN - timedelta(hours=1))

    assert not Offer.objects.exists()


def test_asking_twice_keeps_the_turn_and_the_last_wishes(visit, first_visit):
    patient = register(ALICE, by="patient", now=NOW)
    same = {"patient": patient, "service": first_visit, "intake": None}
    first = wait(Wishes(weekdays=(1,)), **same, now=NOW)
    again = wait(Wishes(weekdays=(0,)), **same, now=LATER)

    assert first == again
    again.refresh_from_db()
    assert (again.weekdays, again.added_at) == ([0], NOW)


def test_a_place_that_suits_is_needed_for_an_offer(visit, first_visit):
    waiting(first_visit)
    Place.objects.update(active=False)
    cancel(visit, number=0, by="patient", now=LATER)

    assert not Offer.objects.exists()


def test_who_changes_their_wishes_while_something_is_kept_for_them_stays_on_the_list_once(
    first_visit, bed, bob
):
    patient = register(ALICE, by="patient", now=NOW)
    told = {"patient": patient, "service": first_visit, "intake": None, "now": NOW}
    entry = wait(Wishes(), **told)
    WaitListEntry.objects.update(state="offered")

    assert wait(Wishes(weekdays=(2,)), **told) == entry
    assert WaitListEntry.objects.get().weekdays == [2]
    assert WaitListEntry.objects.get().state == "offered"
