"""Booking, moving and cancelling one visit."""

from tests.clinic.booking.willow_street import ALICE, MONDAY_AT_TEN, NOW
from zusanli.clinic.booking.search import Slot
from zusanli.clinic.booking.visits import book_first


def test_a_visit_is_booked(asked, first_visit, bed, bob):
    visit = book_first(
        ALICE,
        intake=asked,
        service=first_visit,
        slot=Slot(MONDAY_AT_TEN, bob.pk),
        by="patient",
        now=NOW,
    )

    assert visit.occupied.count() == 15 + 15 + 12
