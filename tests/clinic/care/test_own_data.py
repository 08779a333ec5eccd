"""A patient's own data: whole, shown to the patient alone, and corrected by people."""

import json
from datetime import timedelta

import pytest

from tests.clinic.booking.willow_street import MONDAY_AT_TEN, NOW
from tests.clinic.outbox.told import booked
from zusanli.clinic.check_ins.asking import Told
from zusanli.clinic.check_ins.models import News
from zusanli.clinic.check_ins.telling import check_in
from zusanli.clinic.own_data import corrections
from zusanli.clinic.own_data.gathering import gathered
from zusanli.clinic.own_data.proving import TRIES, TooManyTriesError, prove
from zusanli.clinic.records.models import Patient
from zusanli.clinic.records.patients import Details, record

pytestmark = pytest.mark.django_db


def test_everything_that_hangs_on_a_patient_is_in_the_file(visit, after):
    check_in(visit, Told({}, frozenset(), News.NO), by="patient", language="en", now=after)
    corrections.ask_to_correct(visit.patient, "I was born in May.", now=NOW)
    found = gathered(visit.patient, now=NOW)

    hanging = {each.get_accessor_name() for each in Patient._meta.related_objects}
    assert hanging <= set(found)
    assert found["details"][0]["family_name"] == "Archer"
    assert found["check_ins"][0]["news"] == "no"
    assert found["corrections"][0]["text"] == "I was born in May."
    assert [each["number"] for each in found["intakes"][0]["versions"]] == [0, 1, 2]
    assert json.loads(json.dumps(found)) == found


def test_no_link_is_in_the_file(visit):
    assert "link_hash" not in json.dumps(gathered(visit.patient, now=NOW))


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("020 7946 0001", True),
        ("+44 20 7946 0001", True),
        ("0044 (0)20-7946-0001", True),
        ("０２０ ７９４６ ０００１", True),
        ("alice.archer@mail.example", True),
        (" ALICE.ARCHER@mail.example ", True),
        ("460001", False),
        ("020 7946 0002", False),
        ("", False),
        ("@", False),
    ],
)
def test_the_number_or_the_address_that_was_given_opens(visit, typed, right):
    assert prove(visit, typed, now=NOW) is right


def test_who_gave_neither_is_not_opened_by_nothing(visit):
    record(visit.patient, Details(family_name="Archer"), by="desk", now=NOW)

    assert not prove(visit, "", now=NOW)
    assert not prove(visit, "0", now=NOW)


def test_after_five_wrong_tries_even_the_right_one_waits_an_hour(visit):
    for number in range(TRIES):
        assert not prove(visit, f"020 7946 100{number}", now=NOW)
    with pytest.raises(TooManyTriesError):
        prove(visit, "020 7946 0001", now=NOW)

    assert prove(visit, "020 7946 0001", now=NOW + timedelta(hours=1, seconds=1))


def test_tries_are_of_a_patient_whichever_of_their_visits_the_link_is_of(visit, bob):
    other = booked(bob, at=MONDAY_AT_TEN + timedelta(days=1))
    type(other).objects.filter(pk=other.pk).update(patient=visit.patient)
    other.refresh_from_db()
    for number in range(TRIES):
        prove((visit, other)[number % 2], f"020 7946 100{number}", now=NOW)

    for each in (visit, other):
        with pytest.raises(TooManyTriesError):
            prove(each, "020 7946 0001", now=NOW)


def test_a_correction_waits_for_a_person_and_is_settled_once(visit):
    asked = corrections.ask_to_correct(visit.patient, "My name is Alicia.", now=NOW)
    assert list(corrections.unsettled()) == [asked]

    corrections.settle(asked, by="Rosa", what="Changed.", now=NOW)
    assert not corrections.unsettled()
    with pytest.raises(corrections.AlreadySettledError):
        corrections.settle(asked, by="Bob", what="Changed too.", now=NOW)
