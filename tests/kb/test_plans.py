"""
Whole plans for patients by name: sensible, different, and each with its reason.

Everybody here is asked to the end and examined; what is not said of them is no.
"""

import pytest

from tests.kb.test_named_patients import FEELING_LESS, NO_HEAT, POWER_FULL, PULSES_FELT, SKIN_FINE
from tests.people import NOON, Patient, decided, examined, interview
from zusanli.core.case.reading import read_case
from zusanli.core.decide import decide
from zusanli.core.points.point import Position
from zusanli.core.points.standing import Status
from zusanli.core.precautions.precaution import Effect, Modality

ORDINARY_DAY = {
    "not_eaten": False,
    "alcohol_today": False,
    "first_acupuncture": False,
    "cannot_keep_still": False,
    "drives_home": False,
    "frail": False,
}
CHECKED_IN = examined("check_in", **ORDINARY_DAY)
FIRST_TIME = examined("check_in", **{**ORDINARY_DAY, "first_acupuncture": True})
SCIATICA = {
    "pain_places": ["right.buttock", "right.thigh", "right.calf"],
    "pain_behind": True,
}
KNEE = {"pain_places": ["left.knee"], "pain_in_front": True}

WARFARIN = Patient(
    ["poor_circulation"],
    {
        "age": 70,
        "blood_thinner": True,
        "blood_thinner_kind": "warfarin",
        "pain_places": ["left.calf", "left.shin"],
    },
    [SKIN_FINE, PULSES_FELT, CHECKED_IN, examined("inr_record", inr=2.4)],
)
PREGNANT = Patient(
    ["back_and_leg_pain"],
    {"age": 31, "pregnant": True, **SCIATICA},
    [POWER_FULL, CHECKED_IN],
)
PACEMAKER = Patient(["knee_pain"], {"age": 67, "heart_device": True, **KNEE}, [CHECKED_IN])
NUMB_FEET = Patient(
    ["numb_feet"],
    {"age": 68, "diabetes": True, "feet_feel_less": True},
    [SKIN_FINE, PULSES_FELT, FEELING_LESS, POWER_FULL, NO_HEAT, CHECKED_IN],
)
LYMPHOEDEMA = Patient(
    ["leg_pain"],
    {"age": 59, "lymphoedema_leg": True, "lymphoedema_places": ["left.thigh"], **KNEE},
    [CHECKED_IN],
)
CHILD = Patient(["leg_pain"], {"age": 9, "pain_places": ["left.shin"]}, [CHECKED_IN])
FRAIL = Patient(["knee_pain"], {"age": 88, "frail": True, **KNEE}, [FIRST_TIME, POWER_FULL])
EVERYBODY = {
    "warfarin": WARFARIN,
    "pregnant": PREGNANT,
    "pacemaker": PACEMAKER,
    "numb feet": NUMB_FEET,
    "lymphoedema": LYMPHOEDEMA,
    "child of 9": CHILD,
    "frail at 88": FRAIL,
}


@pytest.fixture(scope="module")
def plans(book):
    return {name: interview(patient, book).decision for name, patient in EVERYBODY.items()}


def in_set(decision) -> list:
    return [each for each in decision.choice.points if each.in_set]


def codes(choices) -> list[str]:
    return [each.point.code for each in choices]


def found(decision, code):
    every = (*decision.choice.points, *decision.choice.barred)
    return next(each for each in every if each.point.code == code)


def effects(decision) -> dict[str, Effect]:
    return {each.precaution.id: each.effect for each in decision.care.in_force}


def test_each_set_differs_from_the_others(plans):
    sets = [
        tuple((each.point.code, each.side, each.max_cun) for each in in_set(plan))
        for name, plan in plans.items()
        if name != "child of 9"
    ]

    assert all(sets)
    assert len(set(sets)) == len(sets)


@pytest.mark.parametrize("name", EVERYBODY)
def test_a_set_is_one_position_within_its_budget_and_every_point_has_its_reason(plans, name):
    choice = plans[name].choice
    chosen = [each for each in choice.points if each.in_set]

    needles = sum(2 if each.side == "both" else 1 for each in chosen)
    assert needles <= choice.needles_max
    for each in chosen:
        assert choice.position in each.point.placing.positions
        assert each.reasons
        assert each.max_cun is not None


class TestOnWarfarinWithPoorCirculation:
    def test_every_needle_is_shallow_and_fine(self, plans):
        for each in in_set(plans["warfarin"]):
            assert each.status is Status.LIMITED
            assert each.max_cun <= 0.5
            assert each.limit.gauge_mm == 0.20
            assert each.limit.press_min == 2

    def test_nothing_beside_the_great_arteries_and_no_cups(self, plans):
        plan = plans["warfarin"]

        assert "SP12" in codes(plan.choice.barred)
        assert all((Modality.CUPPING, Status.BARRED) in each.not_here for each in in_set(plan))

    def test_what_the_article_names_is_there_where_it_may_be(self, plans):
        assert {"LR3", "SP10"} <= set(codes(in_set(plans["warfarin"])))

    def test_without_an_inr_everything_is_held(self, book):
        known = [each for each in WARFARIN.examinations if each["id"] != "inr_record"]
        plan = interview(Patient(WARFARIN.complaints, WARFARIN.true, known), book).decision

        assert in_set(plan) == []
        assert all(each.status is Status.HELD for each in plan.choice.points)

    def test_above_4_nobody_needles(self, book):
        high = [*WARFARIN.examinations[:-1], examined("inr_record", inr=4.1)]
        plan = interview(Patient(WARFARIN.complaints, WARFARIN.true, high), book).decision

        assert not plan.triage.may_needle
        assert plan.choice is None

    def test_a_thumb_of_20_mm_makes_half_a_cun_10_mm(self, book):
        answers = interview(WARFARIN, book).answers
        thumb = {"value": 20, "by": "Bob Lee"}
        plan = decided(WARFARIN, {**answers, "thumb_width": thumb}, book)

        assert {each.max_mm for each in in_set(plan)} == {10}


class TestPregnantWithSciatica:
    def test_what_the_tradition_leaves_alone_is_held_and_both_views_are_there(self, plans):
        plan = plans["pregnant"]
        precaution = next(
            each.precaution
            for each in plan.care.in_force
            if each.precaution.id == "pregnancy_points"
        )

        for code in ("SP6", "BL60"):
            assert found(plan, code).status is Status.HELD
        assert [view for view, _ in precaution.both_views] == ["tradition", "evidence"]

    def test_trials_give_the_order_and_their_number_is_said(self, plans):
        choice = plans["pregnant"].choice

        assert choice.ranked
        assert (choice.naming, choice.silent) == (6, 10)
        uses = [each.use.trials for each in choice.points if each.status is not Status.HELD]
        assert uses == sorted(uses, reverse=True)

    def test_there_is_no_current_and_the_low_back_is_held(self, plans):
        plan = plans["pregnant"]

        assert found(plan, "BL25").status is Status.HELD
        assert all((Modality.ELECTRO, Status.HELD) in each.not_here for each in in_set(plan))


class TestAPacemakerAndAKnee:
    def test_current_is_barred_everywhere_and_needles_are_not(self, plans):
        plan = plans["pacemaker"]

        assert effects(plan)["heart_device_no_current"] is Effect.BAR
        assert all((Modality.ELECTRO, Status.BARRED) in each.not_here for each in in_set(plan))
        assert all(each.status is Status.OFFERED for each in in_set(plan))

    def test_four_trials_give_no_rank(self, plans):
        choice = plans["pacemaker"].choice

        assert choice.naming == 4
        assert not choice.ranked
        assert {"ST35", "ST36"} <= set(codes(choice.points)[:4])


@pytest.mark.element("004-L003-2")
@pytest.mark.element("003-L007-3")
class TestFeetThatCannotFeel:
    @pytest.mark.parametrize("modality", [Modality.HEAT, Modality.MOXA, Modality.CUPPING])
    def test_heat_moxa_and_cups_are_barred_below_the_knee(self, plans, modality):
        for each in in_set(plans["numb feet"]):
            if each.point.regions[0] not in ("thigh", "knee"):
                assert (modality, Status.BARRED) in each.not_here

    def test_needles_in_the_foot_are_possible_once_the_feet_were_examined(self, plans):
        assert "LR3" in codes(in_set(plans["numb feet"]))
        assert found(plans["numb feet"], "KI3").status is Status.LIMITED
        assert found(plans["numb feet"], "KI3").max_cun == 0.3

    @pytest.mark.parametrize("missing", ["skin_of_legs_and_feet", "foot_pulses", "feeling_of_feet"])
    def test_and_are_held_before(self, book, missing):
        seen = [each for each in NUMB_FEET.examinations if each["id"] != missing]
        plan = interview(Patient(NUMB_FEET.complaints, NUMB_FEET.true, seen), book).decision

        assert found(plan, "LR3").status is Status.HELD
        assert "feet_wait_for_examination" in effects(plan)


class TestALymphoedemaOfOneLeg:
    def test_nothing_goes_into_that_leg(self, plans):
        plan = plans["lymphoedema"]

        assert {each.side for each in plan.choice.barred} == {"left"}
        assert {each.side for each in in_set(plan)} == {"right"}

    def test_the_other_leg_stands_in_and_says_why(self, plans):
        why = "the other side, since this one may not be"

        assert all(each.reasons[0] == why for each in in_set(plans["lymphoedema"]))


class TestAChildOf9:
    def test_waits_for_the_examination_of_a_child(self, plans):
        plan = plans["child of 9"]

        assert not plan.triage.may_needle
        assert in_set(plan) == []

    def test_has_four_needles_at_most_and_none_stays_in(self, plans):
        plan = plans["child of 9"]

        assert plan.choice.needles_max == 4
        assert all(each.limit.retained is False for each in plan.choice.points)


class TestAFrailWomanOf88:
    def test_lies_on_her_back_with_few_fine_needles(self, plans):
        choice = plans["frail at 88"].choice

        assert choice.position is Position.SUPINE
        assert choice.needles_max == 6
        for each in in_set(plans["frail at 88"]):
            assert each.limit.stimulation == "light"
            assert each.limit.retention_max_min == 20


CALF = {"pain_places": ["left.calf"], "pain_behind": True}


def plan_of(book, true, *records, complaints=("leg_pain",)):
    return interview(Patient(list(complaints), {"age": 58, **true}, list(records)), book).decision


class TestWhatASecondReaderFound:
    """Patients who came out wrong when somebody read whole plans, each with what is right."""

    def test_the_leg_of_a_recent_clot_is_held_though_no_thinner_is_taken(self, book):
        clot = {"clot_recent": True, "clot_places": ["left.calf"], **CALF}
        plan = plan_of(book, clot, CHECKED_IN)

        assert not [each for each in in_set(plan) if each.side in ("left", "both")]
        assert effects(plan)["recent_clot_limb"] is Effect.HOLD

    @pytest.mark.parametrize(
        "true",
        [
            pytest.param({"epilepsy": True, "fit_in_last_12_months": False}, id="epilepsy"),
            pytest.param({"faints_or_fears_needles": True}, id="has fainted"),
            pytest.param({"age": 88, "frail": True}, id="frail"),
        ],
    )
    def test_who_must_be_watched_does_not_lie_face_down(self, book, true):
        plan = plan_of(book, {**true, **CALF}, CHECKED_IN)

        assert plan.choice.position in (Position.SUPINE, Position.SIDE)

    def test_feet_that_cannot_feel_get_shallow_needles_and_none_through_the_sole(self, plans):
        plan = plans["numb feet"]
        feet = [each for each in plan.choice.points if "sole" in each.point.regions]

        assert all(each.max_cun <= 0.3 for each in feet if each.max_cun is not None)
        assert found(plan, "KI1").status is Status.HELD

    def test_a_swollen_joint_in_one_who_bleeds_is_seen_the_same_day(self, book):
        bleeds = {"bleeding_disorder": True, "joint_newly_hot_or_swollen": True, **KNEE}
        plan = plan_of(book, bleeds, complaints=("knee_pain",))

        assert "swollen_joint_in_one_who_bleeds" in [each.flag.id for each in plan.triage.raised]

    def test_beside_oxygen_nothing_burns_and_no_lamp_is_lit(self, book):
        plan = plan_of(book, {"oxygen_or_smoke_trouble": True, **CALF}, CHECKED_IN)

        for method in (Modality.MOXA, Modality.HEAT, Modality.CUPPING):
            assert all((method, Status.BARRED) in each.not_here for each in in_set(plan))

    def test_a_child_gets_no_needles_that_stay_in(self, plans):
        for each in plans["child of 9"].choice.points:
            assert (Modality.PRESS_NEEDLE, Status.BARRED) in each.not_here

    def test_ten_millimetres_stand_though_no_thumb_was_measured(self, plans):
        assert {each.max_mm for each in in_set(plans["warfarin"])} == {10}

    def test_a_sound_joint_is_not_needled_for_its_twin(self, plans):
        assert not [
            each
            for each in plans["lymphoedema"].choice.points
            if each.side == "right" and each.point.placing.joint
        ]

    def test_the_knee_gets_the_points_that_every_trial_used(self, plans):
        assert {"ST36", "SP9", "GB34"} <= set(codes(in_set(plans["pacemaker"])))

    def test_on_the_side_a_set_keeps_to_the_side_of_the_leg_that_faces_up(self, plans):
        plan = plans["pregnant"]
        inner = {each.point.channel in ("SP", "LR", "KI") for each in in_set(plan)}

        assert plan.choice.position is Position.SIDE
        assert inner == {False}

    def test_no_nail_corner_is_proposed(self, plans):
        for plan in plans.values():
            for each in in_set(plan):
                assert "jing-well" not in each.point.categories


class TestTheSoreSpot:
    def test_comes_into_question_where_it_was_marked_and_is_held_for_want_of_a_depth(self, plans):
        spots = [each for each in plans["pacemaker"].choice.points if each.point.code == "ashi"]

        assert [(each.side, each.point.region) for each in spots] == [("left", "knee")]
        assert all(each.status is Status.HELD for each in spots)

    def test_is_chosen_with_a_reason_and_a_name(self, book):
        answers = interview(PACEMAKER, book).answers
        case = {
            "complaints": PACEMAKER.complaints,
            "on": NOON.isoformat(),
            "answers": answers,
            "examinations": PACEMAKER.examinations,
            "overrides": [
                {
                    "point": "A shi",
                    "place": "left.knee",
                    "by": "Bob Lee",
                    "at": NOON.isoformat(),
                    "reason": "sore band",
                }
            ],
        }
        plan = decide(case=read_case(case, book=book, now=NOON), book=book, engine="test")

        assert found(plan, "ashi").status is Status.OFFERED

    def test_is_barred_with_the_region_that_it_lies_in(self, plans):
        barred = plans["lymphoedema"].choice.barred

        assert [each.side for each in barred if each.point.code == "ashi"] == ["left"]


class TestTheDrawing:
    def test_asks_where_it_is_numb_of_who_comes_for_that(self, plans, book):
        numb = interview(NUMB_FEET, book)
        knee = interview(FRAIL, book)

        assert {"numb_places", "tingling_places"} <= set(numb.answers)
        assert {"numb_places", "tingling_places"}.isdisjoint(knee.answers)

    @pytest.mark.parametrize("where", ["numb_places", "tingling_places"])
    def test_points_are_looked_for_where_it_is_numb_or_tingles(self, where, book):
        marked = Patient(NUMB_FEET.complaints, {**NUMB_FEET.true, where: ["left.sole"]})
        choice = interview(
            Patient(marked.complaints, marked.true, NUMB_FEET.examinations), book
        ).decision.choice
        local = {
            each.point.code
            for each in choice.points
            if any("local: sole" in r for r in each.reasons)
        }

        assert "KI1" in local
        assert {each.side for each in choice.points if each.point.code == "KI1"} == {"left"}

    def test_no_sore_spot_is_needled_where_it_is_only_numb(self, book):
        marked = Patient(
            NUMB_FEET.complaints, {**NUMB_FEET.true, "numb_places": ["left.sole"]},
            NUMB_FEET.examinations,
        )  # fmt: skip
        decision = interview(marked, book).decision

        assert not any(each.point.code == "ashi" for each in decision.choice.points)
