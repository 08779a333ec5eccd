"""The made-up patients: what is true of them is known to the rule book, and each is as meant."""

import pytest

from tests.clinic.booking.willow_street import clinic
from tests.people import NOON
from zusanli.clinic.books import rule_book
from zusanli.clinic.records.intakes import standing
from zusanli.synthetic import cast
from zusanli.synthetic.people import Person, answers

PEOPLE = {name: each for name, each in vars(cast).items() if isinstance(each, Person)}


@pytest.mark.parametrize("person", PEOPLE.values(), ids=PEOPLE)
def test_only_what_the_rule_book_knows_is_true_of_anybody(person):
    assert set(person.true) <= set(rule_book().findings)
    assert person.complaints <= set(rule_book().complaints)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("person", "urgency", "may_book"),
    [
        (cast.NUMB_FEET, "soon", True),
        (cast.SCIATICA, "routine", True),
        (cast.RUNNER, "urgent", True),
        (cast.BLACK_TOE, "emergency", False),
        (cast.CALLED_AWAY, "routine", False),
        (cast.UNSURE, "routine", True),
    ],
    ids=lambda each: getattr(each, "family_name", None),
)
def test_each_is_in_the_state_that_they_stand_for(person, urgency, may_book):
    clinic()
    _, intake = answers(person, now=NOON)
    triage = standing(intake, now=NOON).decision.triage

    assert triage.urgency.id == urgency
    assert triage.may_book_assessment is may_book


def test_telephone_numbers_reach_nobody():
    numbers = [each.phone for each in PEOPLE.values() if each.phone]

    assert all(each.startswith("020 7946 0") for each in numbers)
    assert len(set(numbers)) == len(numbers)
