"""A planned course, booked in one go."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.clinic.booking.willow_street import ALICE, MONDAY_AT_TEN, NOW
from zusanli.clinic.booking.courses import book_course, plan_course, proposed
from zusanli.clinic.booking.models import Appointment, Event, Occupied, TimeOff
from zusanli.clinic.booking.outcomes import CourseDoesNotFit
from zusanli.clinic.booking.search import Slot
from zusanli.clinic.records.patients import register

TWICE_A_WEEK = ((2, 2), (1, 2))
LONDON = ZoneInfo("Europe/London")


@pytest.fixture
def course(first_visit, bed, bob):
    return plan_course(
        patient=register(ALICE, by="Bob", now=NOW),
        service=first_visit,
        practitioner=bob,
        phases=TWICE_A_WEEK,
        by="Bob",
        now=NOW,
    )


@pytest.fixture
def slots(course, bob):
    return [Slot(start, bob.pk) for start in proposed(TWICE_A_WEEK, MONDAY_AT_TEN, LONDON)]


def test_visits_are_spread_over_each_week_at_the_same_time():
    days = [(start - MONDAY_AT_TEN).days for start in proposed(TWICE_A_WEEK, MONDAY_AT_TEN, LONDON)]

    assert days == [0, 4, 7, 11, 14, 21]


def test_a_visit_at_ten_stays_at_ten_when_the_clocks_change():
    first = datetime(2026, 3, 26, 10, tzinfo=UTC)
    starts = list(proposed([(1, 2)], first, LONDON))

    assert [each.astimezone(LONDON).hour for each in starts] == [10, 10]
    assert [each.hour for each in starts] == [10, 9]


def test_all_visits_are_booked_in_one_go_and_told_once(course, slots, asked):
    visits = book_course(course, slots, intake=asked, by="Bob", now=NOW)

    assert len(visits) == 6
    assert course.appointments.count() == 6
    assert [each.kind for each in Event.objects.all()] == ["course_booked"]


def test_when_some_do_not_fit_none_is_booked_and_each_is_named_with_what_is_near(
    course, slots, asked, bob
):
    for number in (1, 3):
        day = slots[number].start
        TimeOff.objects.create(
            practitioner=bob, starts_at=day - timedelta(hours=4), ends_at=day + timedelta(hours=4)
        )

    with pytest.raises(CourseDoesNotFit) as told:
        book_course(course, slots, intake=asked, by="Bob", now=NOW)

    assert [each.number for each in told.value.misfits] == [2, 4]
    assert all(each.nearest for each in told.value.misfits)
    assert not Appointment.objects.exists()
    assert not Occupied.objects.exists()
    assert not Event.objects.exists()


def test_what_is_near_a_misfit_fits_with_the_rest_of_the_course(course, slots, asked, bob):
    doubled = [*slots, Slot(slots[0].start + timedelta(minutes=30), bob.pk)]

    with pytest.raises(CourseDoesNotFit) as told:
        book_course(course, doubled, intake=asked, by="Bob", now=NOW)

    (misfit,) = told.value.misfits
    assert misfit.wanted == doubled[-1]
    assert book_course(course, [*slots, misfit.nearest[0]], intake=asked, by="Bob", now=NOW)
