"""
Patients by name, asked as the questionnaire asks them, decided by the whole knowledge base.

Who must be referred is; who has something ordinary is not held back by a serious flag.
"""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.people import NOON, NOT_SURE, Patient, decided, examined, interview
from zusanli.core.case.reading import read_case
from zusanli.core.decide import decide
from zusanli.core.findings import Kind
from zusanli.core.triage.flags import Urgency

CASES = Path(__file__).parents[2] / "examples" / "cases"
MOST_SCREENS = 18

SKIN_FINE = examined(
    "skin_of_legs_and_feet",
    skin_sore=False,
    skin_blister=False,
    skin_burn=False,
    skin_black=False,
    skin_colour_changed=False,
    sore_open_over_2_weeks=False,
    skin_newly_hot_or_red=False,
    redness_spreading=False,
    purple_spots=False,
)
PULSES_FELT = examined(
    "foot_pulses", foot_pulse_absent=False, one_foot_colder=False, refill_slow=False
)
FEELING_LESS = examined("feeling_of_feet", monofilament_lost=True, light_touch_lost=True)
POWER_FULL = examined(
    "power_and_reflexes",
    heel_walk_weak=False,
    toe_walk_weak=False,
    big_toe_lift_weak=False,
    knee_jerk_lost=False,
    ankle_jerk_lost=False,
    jerks_brisk=False,
)
NO_HEAT = examined(
    "heat_of_joints_and_feet",
    joint_newly_hot_or_swollen=False,
    foot_newly_hot_or_swollen=False,
    foot_warmer_than_other=False,
)


def raised(triage) -> list[str]:
    return [each.flag.id for each in triage.raised]


def due(triage) -> set[str]:
    return {row for kind in triage.examinations_due for row in kind.covers}


def triage_of(patient: Patient, book):
    return interview(patient, book).decision.triage


def serious(triage) -> list[str]:
    every = [*triage.raised, *triage.open]
    return [each.flag.id for each in every if each.flag.serious]


class TestAnOrdinaryPatient:
    anna = Patient(["leg_pain"], {"age": 45})

    def test_is_cleared_for_booking_by_at_most_18_screens(self, book):
        asked = interview(self.anna, book, soon=False)

        assert asked.decision.triage.may_book_assessment
        # One of the eighteen is left for what brings her.
        assert asked.screens <= MOST_SCREENS - 1

    def test_may_be_needled_with_nothing_due(self, book):
        triage = triage_of(self.anna, book)

        assert triage.may_needle
        assert triage.possible_urgency is Urgency.ROUTINE
        assert triage.examinations_due == ()

    def test_may_not_be_needled_on_answers_of_three_days_ago(self, book):
        answers = interview(self.anna, book).answers
        later = decided(self.anna, _given_at(answers, NOON), book, on=NOON + timedelta(days=3))

        assert not later.triage.may_needle
        assert later.triage.next_questions

    def test_is_not_cleared_while_any_one_screen_was_not_put(self, book):
        answers = interview(self.anna, book, soon=False).answers
        for left_out in answers:
            rest = {name: value for name, value in answers.items() if name != left_out}
            triage = decided(self.anna, rest, book).triage

            assert not triage.may_needle, left_out
            assert triage.next_questions, left_out


def _given_at(answers, at):
    return {name: {"value": value, "at": at.isoformat()} for name, value in answers.items()}


class TestDiabetesAndNumbFeet:
    kenji = Patient(["numb_feet"], {"age": 68, "diabetes": True, "feet_feel_less": True})
    whole = (SKIN_FINE, PULSES_FELT, FEELING_LESS, POWER_FULL, NO_HEAT)

    def test_may_book_and_is_due_every_examination_of_the_foot(self, book):
        triage = triage_of(self.kenji, book)

        assert triage.may_book_assessment
        assert not triage.may_needle
        assert due(triage) == {"E01", "E02", "E03", "E04", "E10"}

    def test_may_be_needled_after_all_of_them(self, book):
        examined_whole = replace(self.kenji, examinations=list(self.whole))

        assert triage_of(examined_whole, book).may_needle

    @pytest.mark.parametrize("left_out", range(5), ids=["E01", "E02", "E03", "E04", "E10"])
    def test_may_not_be_needled_while_one_is_left_out(self, book, left_out):
        some = [each for index, each in enumerate(self.whole) if index != left_out]

        assert not triage_of(replace(self.kenji, examinations=some), book).may_needle

    def test_may_not_be_needled_on_the_skin_as_it_was_yesterday(self, book):
        yesterday = {**SKIN_FINE, "at": (NOON - timedelta(hours=13)).isoformat()}
        some = [yesterday, *self.whole[1:]]

        assert not triage_of(replace(self.kenji, examinations=some), book).may_needle


class TestHeldBackByNothingSerious:
    @pytest.mark.parametrize(
        "patient",
        [
            pytest.param(
                Patient(["back_and_leg_pain", "tingling"], {"age": 45}),
                id="ordinary sciatica with tingling",
            ),
            pytest.param(
                Patient(
                    ["numb_feet"],
                    {
                        "age": 58,
                        "cancer_ever": True,
                        "feet_feel_less": True,
                    },
                ),
                id="stable numbness after chemotherapy",
            ),
            pytest.param(
                Patient(["knee_pain"], {"age": 70, "joint_replaced_or_metal": True}),
                id="steady pain after a knee replacement",
            ),
            pytest.param(
                Patient(["back_and_leg_pain"], {"age": 66, "smoker_over_50": True}),
                id="a smoker over 60 with old backache",
            ),
            pytest.param(
                Patient(["leg_pain"], {"age": 70, "blood_thinner": True}),
                id="on a blood thinner, nothing hurt",
            ),
            pytest.param(
                Patient(["poor_circulation"], {"age": 72, "leg_arteries_blocked": True}),
                id="known narrow arteries, steady",
            ),
            pytest.param(
                Patient(
                    ["hip_pain"], {"age": 31, "pregnant": True, "pregnant_20_weeks_or_more": True}
                ),
                id="pregnant and well",
            ),
            pytest.param(
                Patient(
                    ["numb_feet", "weakness"],
                    {
                        "age": 74,
                        "walking_less_steady": True,
                        "nerve_trouble_since": "longer_and_steady",
                        "nerve_trouble_checked": True,
                    },
                ),
                id="unsteady for years, checked by a doctor",
            ),
        ],
    )
    def test_once_the_gates_are_answered(self, book, patient):
        triage = triage_of(patient, book)

        assert serious(triage) == []
        assert triage.may_book_assessment


@pytest.mark.parametrize(
    ("patient", "flag", "urgency"),
    [
        pytest.param(
            Patient(["back_and_leg_pain"], {"age": 41, "bladder_changed": True}),
            "cauda_equina",
            Urgency.EMERGENCY,
            id="cauda equina with one leg only",
        ),
        pytest.param(
            Patient(
                ["poor_circulation"],
                {"age": 77, "foot_suddenly_cold": True, "foot_suddenly_discoloured": True},
            ),
            "leg_suddenly_without_blood",
            Urgency.EMERGENCY,
            id="cold pale foot without pain",
        ),
        pytest.param(
            Patient(["foot_pain"], {"age": 50, "skin_black": True}),
            "black_toe",
            Urgency.EMERGENCY,
            id="black toe in somebody without diabetes",
        ),
        pytest.param(
            Patient(
                ["swelling"],
                {
                    "age": 61,
                    "diabetes": True,
                    "feet_feel_less": True,
                    "foot_newly_hot_or_swollen": True,
                },
            ),
            "hot_numb_foot",
            Urgency.URGENT,
            id="hot foot that does not hurt",
        ),
        pytest.param(
            Patient(
                ["swelling"],
                {
                    "age": 29,
                    "pregnant": True,
                    "calf_or_thigh_newly_sore": True,
                    "one_leg_newly_swollen": True,
                    "leg_changed_in_pregnancy": True,
                    "pregnant_20_weeks_or_more": False,
                },
            ),
            "leg_clot_signs_in_pregnancy",
            Urgency.URGENT,
            id="calf swelling in pregnancy",
        ),
        pytest.param(
            Patient(
                ["leg_pain"],
                {"age": 55, "needles_in_last_7_days": True, "foot_weak_since_needles": True},
            ),
            "nerve_or_needle_trouble",
            Urgency.URGENT,
            id="foot drop after needling",
        ),
        pytest.param(
            Patient(
                ["poor_circulation"], {"age": 71, "skin_sore": True, "sore_open_over_2_weeks": True}
            ),
            "sore_that_does_not_heal",
            Urgency.URGENT,
            id="a wound that does not heal",
        ),
    ],
)
def test_who_must_be_seen_elsewhere_is_referred(book, patient, flag, urgency):
    triage = triage_of(patient, book)

    assert flag in raised(triage)
    assert triage.urgency is urgency
    assert not triage.may_needle
    assert triage.may_book_assessment is (urgency is not Urgency.EMERGENCY)


def test_not_sure_about_everything_books_an_assessment_and_needles_nobody(book):
    unsure = {finding.id: NOT_SURE for finding in book.findings.values()}
    triage = triage_of(Patient(["leg_pain"], unsure), book)

    assert triage.may_book_assessment
    assert not triage.may_needle
    assert triage.possible_urgency is Urgency.EMERGENCY


@pytest.mark.parametrize("complaints", [None, [], ["numb_feet"]])
def test_nobody_is_needled_or_booked_who_was_asked_nothing(book, complaints):
    case = {} if complaints is None else {"complaints": complaints}
    triage = decide(case=read_case(case, book=book, now=NOON), book=book, engine="test").triage

    assert not triage.may_needle
    assert not triage.may_book_assessment


def test_two_complaints_at_once_need_what_either_needs(book):
    def examinations(*complaints):
        return due(triage_of(Patient(list(complaints), {"age": 45}), book))

    both = examinations("poor_circulation", "numb_feet")

    assert examinations("poor_circulation") | examinations("numb_feet") == both
    assert {"E02", "E04"} <= both


def test_a_daughter_who_answers_is_recorded_and_clears_as_her_father_would(book):
    father = Patient(["leg_pain"], {"age": 81})
    by_daughter = {
        name: {"value": value, "by": "relative"}
        for name, value in interview(father, book).answers.items()
    }
    decision = decided(father, by_daughter, book)

    assert decision.triage.may_needle
    assert {answer.by for answer in decision.case.answers} == {"relative"}


def test_every_yes_alone_keeps_or_raises_what_a_patient_may_turn_out_to_have(book):
    """Of the first screens: each tick, on an otherwise ordinary patient."""
    ordinary = triage_of(Patient(["leg_pain"], {"age": 45}), book)
    firsts = [
        item
        for finding in book.findings.values()
        if finding.kind is Kind.ANY_OF and finding.stage == "first"
        for item in finding.items
    ]
    answers = interview(Patient(["leg_pain"], {"age": 45}), book).answers
    for item in firsts:
        worse = decided(Patient(["leg_pain"]), {**answers, item: True}, book).triage

        assert worse.possible_urgency >= ordinary.possible_urgency, item


@pytest.mark.parametrize(
    ("case", "urgency", "may_needle"),
    [
        pytest.param(
            "article_000_poor_circulation_and_a_sore",
            Urgency.URGENT,
            False,
            marks=pytest.mark.element("000-L039-1"),
        ),
        pytest.param(
            "article_001_sciatica_with_tingling",
            Urgency.ROUTINE,
            True,
            marks=pytest.mark.element("001-L045-1"),
        ),
        pytest.param(
            "article_002_runner_after_a_long_flight",
            Urgency.URGENT,
            False,
            marks=pytest.mark.element("002-L016-3"),
        ),
        pytest.param(
            "article_003_neuropathy_after_chemotherapy",
            Urgency.ROUTINE,
            False,
            marks=pytest.mark.element("003-L009-1"),
        ),
        pytest.param(
            "article_004_numb_feet_with_diabetes",
            Urgency.ROUTINE,
            False,
            marks=pytest.mark.element("004-L003-2"),
        ),
    ],
)
def test_the_patient_of_each_article(book, case, urgency, may_needle):
    data = json.loads((CASES / f"{case}.json").read_bytes())
    triage = decide(case=read_case(data, book=book, now=NOON), book=book, engine="test").triage

    assert triage.urgency is urgency
    assert triage.may_needle is may_needle
    assert triage.may_book_assessment
