"""A whole course, booked at the desk in one go."""

import re
from datetime import date, time, timedelta

import pytest
from django.urls import reverse

from tests.clinic.booking.pages import (
    NOW,
    text,
)
from tests.clinic.booking.willow_street import ALICE
from zusanli.clinic.booking.courses import plan_course
from zusanli.clinic.booking.models import Appointment, Course
from zusanli.clinic.booking.search import Slot
from zusanli.clinic.booking.slots import moment
from zusanli.clinic.booking.visits import book
from zusanli.clinic.premises.models import the_clinic
from zusanli.clinic.records.patients import register

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit(rosa, miwas_visit) -> Appointment:
    return miwas_visit


def a_monday() -> date:
    return NOW.date() + timedelta(days=14 - NOW.weekday())


def wanted(following, bob, **other: object) -> dict[str, object]:
    return {
        "service": following.pk,
        "with": bob.pk,
        "first": a_monday().isoformat(),
        "time": "10:00",
        "visits": ["2", "1", ""],
        "weeks": ["2", "2", ""],
        **other,
    }


@pytest.fixture
def course(visit) -> str:
    return reverse("desk_course", kwargs={"patient": visit.patient_id})


def chosen(shown: str) -> list[str]:
    return re.findall(r'<option value="([^"]+)" selected>', shown)


def test_a_whole_course_is_shown_and_booked_in_one_go(client, course, following, bob):
    assert "Book a whole course" in text(client.get(course))
    asked = wanted(following, bob)
    shown = text(client.post(course, asked))
    assert len(chosen(shown)) == 6
    assert not Course.objects.exists()
    told = client.post(course, {**asked, "visit": chosen(shown), "do": "book"}, follow=True)

    assert Course.objects.get().appointments.count() == 6
    assert text(told).count("Following visit · Bob") == 6


def test_a_visit_of_a_course_whose_time_is_taken_is_offered_another(client, course, following, bob):
    ten = moment(a_monday(), time(10), the_clinic().zone)
    other = register(ALICE, by="Rosa", now=NOW)
    book(
        patient=other,
        intake=None,
        service=following,
        slot=Slot(ten, bob.pk),
        by="Rosa",
        at_desk=True,
        now=NOW,
    )
    asked = wanted(following, bob)
    shown = text(client.post(course, asked))

    assert shown.count("not free") == 1
    client.post(course, {**asked, "visit": chosen(shown), "do": "book"})
    assert Course.objects.get().appointments.count() == 6


def test_a_course_of_which_one_time_went_meanwhile_books_nothing_and_says_so(
    client, course, following, bob
):
    asked = wanted(following, bob)
    picked = chosen(text(client.post(course, asked)))
    ten = moment(a_monday(), time(10), the_clinic().zone)
    other = register(ALICE, by="Rosa", now=NOW)
    book(
        patient=other,
        intake=None,
        service=following,
        slot=Slot(ten, bob.pk),
        by="Rosa",
        at_desk=True,
        now=NOW,
    )
    told = text(client.post(course, {**asked, "visit": picked, "do": "book"}))

    assert "so nothing was booked" in told
    assert told.count(">not free<") == 1
    assert not Course.objects.exists()
    client.post(course, {**asked, "visit": chosen(told), "do": "book"})
    assert Course.objects.get().appointments.count() == 6


def test_a_course_that_a_practitioner_planned_is_the_one_that_is_booked(
    client, course, visit, following, bob
):
    plan = plan_course(
        patient=visit.patient,
        service=following,
        practitioner=bob,
        phases=((2, 2), (1, 2)),
        by="Bob",
        now=NOW,
    )
    form = text(client.get(course))
    assert re.search(rf'<option value="{following.pk}" selected>', form)
    assert re.search(r'id="visits2"[^>]*value="1"', form)
    asked = wanted(following, bob)
    picked = chosen(text(client.post(course, asked)))
    client.post(course, {**asked, "visit": picked, "do": "book"})

    assert Course.objects.get() == plan
    assert plan.appointments.count() == 6


@pytest.mark.parametrize(
    ("other", "field"),
    [
        ({"service": ""}, "service"),
        ({"service": "999"}, "service"),
        ({"with": "x"}, "with"),
        ({"first": ""}, "first"),
        ({"first": "2001-01-01"}, "first"),
        ({"first": "2999-01-01"}, "first"),
        ({"time": "soon"}, "time"),
        ({"time": "10:03"}, "time"),
        ({"visits": ["", "", ""], "weeks": ["", "", ""]}, "phases"),
        ({"visits": ["0"], "weeks": ["1"]}, "phases"),
        ({"visits": ["2"], "weeks": [""]}, "phases"),
        ({"visits": ["5", "5"], "weeks": ["12", "12"]}, "phases"),
    ],
)
def test_a_plan_that_cannot_be_read_is_said_at_its_field_and_stays(
    client, course, following, bob, other, field
):
    told = text(client.post(course, wanted(following, bob, **other)))

    assert re.search(rf'id="{field}-problem" role="alert">[^<]+<', told)
    assert f'aria-describedby="{field}-problem"' in told
    if field != "time":
        assert 'value="10:00"' in told
    assert not Course.objects.exists()


def test_a_course_without_a_visit_is_not_booked(client, course, following, bob):
    told = client.post(course, {**wanted(following, bob), "visit": ["", ""], "do": "book"})

    assert "No visit was chosen" in text(told)
    assert not Course.objects.exists()
