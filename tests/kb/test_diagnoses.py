"""Conditions and patterns are suggested where a source gives the sign, and never asserted."""

import pytest

from tests.people import NOON, Patient, interview
from zusanli.core.case.reading import read_case
from zusanli.core.decide import decide
from zusanli.errors import InputError


def suggested(patient, book):
    decision = interview(patient, book).decision
    return (
        {each.diagnosis.id for each in decision.conditions},
        {each.diagnosis.id for each in decision.patterns},
    )


def decided(book, **case):
    data = {"on": NOON.isoformat(), **case}
    return decide(case=read_case(data, book=book, now=NOON), book=book, engine="test")


def test_blocked_arteries_suggest_the_condition_and_cold_legs_the_traditions_pattern(book):
    known = Patient(["poor_circulation"], {"age": 72, "leg_arteries_blocked": True})
    conditions, patterns = suggested(known, book)

    assert "arterial_disease" in conditions
    assert "blood_stasis" in patterns


def test_a_complaint_alone_suggests_no_condition_but_for_the_path_of_sciatic_pain(book):
    telling = {"back_and_leg_pain": "sciatica"}
    for complaint in book.complaints:
        found = decided(book, complaints=[complaint]).conditions
        expected = [telling[complaint]] if complaint in telling else []

        assert [each.diagnosis.id for each in found] == expected, complaint


def test_what_is_unknown_is_not_suggested(book):
    assert decided(book, answers={"leg_arteries_blocked": None}).conditions == ()


def test_codes_that_need_a_licence_are_not_carried(book):
    every = [*book.conditions.values(), *book.patterns.values()]

    shown = {code.system for each in every for code in each.codes}

    assert shown == {"icd10cm", "icd11", "icd11_tm1"}


def test_no_safety_rule_looks_at_what_was_chosen(book):
    case = {"complaints": ["numb_feet"], "answers": {"age": 60}}
    chosen = {"conditions": ["arterial_disease"], "patterns": ["blood_stasis"]}

    assert decided(book, **case).triage == decided(book, **case, chosen=chosen).triage


@pytest.mark.parametrize("kind", ["conditions", "patterns"])
def test_what_is_chosen_must_be_known(book, kind):
    with pytest.raises(InputError, match=rf"chosen\.{kind}\[0\]: 'blood_stases' is not known"):
        decided(book, chosen={kind: ["blood_stases"]})


@pytest.mark.element("001-L005-1")
def test_the_patterns_that_an_article_names_can_be_chosen(book):
    named = {"qi_stagnation", "blood_deficiency", "cold", "damp"}

    assert named <= set(book.patterns)


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("sciatica", marks=pytest.mark.element("001-L009-1")),
        pytest.param("runner's knee", marks=pytest.mark.element("001-L010-1")),
        pytest.param("peripheral neuropathy", marks=pytest.mark.element("001-L013-1")),
        pytest.param("plantar fasciitis", marks=pytest.mark.element("001-L093-1")),
        pytest.param("fibromyalgia", marks=pytest.mark.element("002-L020-1")),
    ],
)
def test_a_condition_of_the_articles_is_found_by_what_people_call_it(book, name):
    called = {
        word.casefold()
        for condition in book.conditions.values()
        for word in (condition.name, *condition.also, condition.id.replace("_", " "))
    }

    assert any(name in each for each in called)
