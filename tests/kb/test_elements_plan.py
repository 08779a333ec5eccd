"""The articles' sentences on advice, courses and what is beside it: what each demands of a plan."""

import pytest

from tests.elements import answered, data_of, ids, put
from tests.people import Patient, examined
from zusanli.documents.leaflet import leaflet

LEG_PAIN = Patient(["leg_pain"], {"age": 45})
NUMB = Patient(["numb_feet"], {"age": 68, "diabetes": True, "feet_feel_less": True})
CIRCULATION = Patient(["poor_circulation"], {"age": 70})


def said(book, patient: Patient) -> dict[str, str]:
    """The advice that this patient reads, by id."""
    rows = data_of(patient, book)["advice"]
    return {row["id"]: row["text"] for row in rows if row["text"]}


def left_out(book, patient: Patient) -> dict[str, str]:
    rows = data_of(patient, book)["advice"]
    return {row["id"]: row["suppressed_because"] for row in rows if row["suppressed_because"]}


def with_(patient: Patient, **true: object) -> Patient:
    return Patient(patient.complaints, {**patient.true, **true}, patient.examinations)


@pytest.mark.element("000-L003-5")
def test_every_plan_for_circulation_says_that_a_doctor_comes_first(book):
    for patient in (
        CIRCULATION,
        with_(CIRCULATION, diabetes=True),
        with_(CIRCULATION, smokes=True),
    ):
        assert "beside_not_instead" in said(book, patient)
        assert "circulation_never_home_care_only" in said(book, patient)


@pytest.mark.element("000-L034-1")
def test_new_numbness_after_a_visit_is_never_a_good_sign(book):
    told = said(book, CIRCULATION)
    review = {
        "visit": 2,
        "target": "pain_0_10",
        "start": {},
        "now": {"symptoms_new_since_visit": 1},
    }

    assert "not a sign" in told["after_new_numbness_is_no_good_sign"]
    assert data_of(CIRCULATION, book, review=review)["course"]["review"]["then"] == (
        "stop and triage again"
    )
    assert not any("good sign" in text for text in told.values())


class TestAtHome:
    @pytest.mark.element("001-L028-1")
    @pytest.mark.element("003-L027-2")
    def test_heat_is_left_out_where_feeling_is_less_and_says_why(self, book):
        assert "home_heat_or_cold_as_set" in said(book, LEG_PAIN)
        assert left_out(book, NUMB)["home_heat_or_cold_as_set"]
        assert left_out(book, NUMB)["warm_bath"]
        assert "heat_and_numb_feet" in said(book, NUMB)
        assert not any("warm bath" in text.lower() for text in said(book, NUMB).values())

    @pytest.mark.element("001-L029-1")
    def test_stretching_is_left_out_with_a_sign_of_a_clot(self, book):
        suspected = with_(LEG_PAIN, calf_or_thigh_newly_sore=True, hard_vein=False)

        assert "home_gentle_stretching" in said(book, LEG_PAIN)
        assert "Do not stretch" in said(book, suspected)["home_gentle_stretching"]
        assert left_out(book, suspected)["home_gentle_stretching"]

    @pytest.mark.element("001-L030-1")
    def test_drinking_gives_way_to_a_limit(self, book):
        usual = said(book, LEG_PAIN)["home_drink_enough"]
        limited = said(book, with_(LEG_PAIN, fluid_limit=True))["home_drink_enough"]

        assert limited != usual

    @pytest.mark.element("001-L046-1")
    @pytest.mark.element("004-L007-1")
    def test_prescribed_treatment_goes_on_and_other_ways_are_named(self, book):
        assert "no reason to stop" in said(book, LEG_PAIN)["continue_prescribed_treatment"]
        assert "other_ways_of_treatment" in said(book, NUMB)

    @pytest.mark.element("001-L103-2")
    @pytest.mark.element("001-L103-3")
    def test_after_a_visit_three_things_are_asked_for(self, book):
        told = said(book, LEG_PAIN)

        assert {"home_drink_enough", "after_take_it_easy", "after_note_changes"} <= set(told)
        assert "24 hours" in told["after_take_it_easy"]

    @pytest.mark.element("003-L027-1")
    def test_numb_feet_get_exercise_that_minds_them_and_shoes(self, book):
        assert {"exercise_with_numb_feet", "shoes_always", "look_at_your_feet"} <= set(
            said(book, NUMB)
        )

    @pytest.mark.element("003-L027-3")
    def test_who_drinks_each_day_is_not_told_to_stop_at_once(self, book):
        told = said(book, with_(NUMB, drinks_each_day=True, smokes=True))

        assert "stop_smoking" in told
        assert "do not stop suddenly" in told["alcohol_through_the_doctor"].lower()
        assert "doctor" in told["alcohol_through_the_doctor"]

    @pytest.mark.element("004-L003-3")
    def test_a_foot_that_fell_asleep_is_told_apart(self, book):
        asleep = Patient(
            ["tingling"],
            {"age": 30, "numb_only_from_position": True, "nerve_trouble_checked": False},
        )
        lasting = with_(asleep, numb_only_from_position=False)
        sudden = with_(asleep, leg_suddenly_weak_or_numb=True, leg_loss_kind="weak")

        assert "numb_feet_unchecked" not in ids(data_of(asleep, book)["triage"]["raised"])
        assert "numb_feet_unchecked" in ids(data_of(lasting, book)["triage"]["raised"])
        assert data_of(sudden, book)["triage"]["urgency"] == "emergency"

    @pytest.mark.element("003-L001-1")
    def test_pressing_points_is_by_finger_only_and_gated(self, book, compiled):
        pressed = [each for each in book.advice if each.acupressure]

        assert pressed
        for each in pressed:
            assert "needle" not in each.text.lower()
            assert each.suppressed_because
        assert not {each.id for each in pressed if "LI4" not in each.acupressure} & set(
            said(book, NUMB)
        )


@pytest.mark.element("003-L021-1")
@pytest.mark.element("004-L005-1")
def test_numb_feet_of_unknown_cause_go_to_a_doctor_and_no_cause_is_chosen(book):
    unknown = Patient(["numb_feet"], {"age": 50, "feet_feel_less": True})
    data = data_of(unknown, book)

    assert "numb_feet_unchecked" in ids(data["triage"]["raised"])
    assert "diabetic_neuropathy" not in ids(data["conditions"])


@pytest.mark.element("002-L014-2")
@pytest.mark.element("004-L005-2")
@pytest.mark.parametrize(
    "finding", ["alcohol_heavy_ever", "infection_of_nerves", "vitamin_lack", "nerve_pressed"]
)
def test_the_causes_of_numbness_can_be_recorded(book, finding):
    assert finding in book.findings
    assert {"diabetes", "leg_arteries_blocked"} <= put(NUMB, book)


@pytest.mark.element("002-L018-2")
def test_an_injury_with_great_force_is_seen_the_same_day(book):
    hit = Patient(["injury"], {"age": 30, "twist_or_blow": True, "high_energy_injury": True})

    assert "hit_with_great_force" in ids(data_of(hit, book)["triage"]["raised"])


@pytest.mark.parametrize(
    "finding",
    [
        pytest.param("cause_injury", marks=pytest.mark.element("002-L001-1")),
        pytest.param("cause_overuse", marks=pytest.mark.element("002-L001-1")),
        pytest.param("cause_posture", marks=pytest.mark.element("002-L001-1")),
        pytest.param("cause_illness", marks=pytest.mark.element("002-L001-1")),
        pytest.param("sport_hard", marks=pytest.mark.element("002-L007-1")),
        pytest.param("heavy_work", marks=pytest.mark.element("002-L007-2")),
        pytest.param("muscle_spasm", marks=pytest.mark.element("002-L007-3")),
        pytest.param("pain_sharp", marks=pytest.mark.element("002-L009-3")),
        pytest.param("pain_burning", marks=pytest.mark.element("002-L009-3")),
        pytest.param("pain_tingling", marks=pytest.mark.element("002-L009-3")),
        pytest.param("pain_widespread", marks=pytest.mark.element("002-L019-1")),
        pytest.param("tired_for_months", marks=pytest.mark.element("002-L020-2")),
        pytest.param("joints_stiff", marks=pytest.mark.element("002-L020-2")),
    ],
)
def test_the_story_of_a_patient_can_be_recorded(book, finding):
    by_hand = {finding: {"value": True, "by": "Bob Lee"}}

    assert data_of(LEG_PAIN, book, answers=by_hand)["triage"]["urgency"] == "routine"
    assert book.findings[finding].screen != finding


class TestBesideIt:
    def beside(self, book, patient: Patient) -> dict[str, dict]:
        return {row["id"]: row for row in data_of(patient, book)["beside"]}

    @pytest.mark.element("001-L065-1")
    def test_herbs_ask_for_the_medicines_and_caution_beside_a_blood_thinner(self, book):
        herbs = self.beside(book, with_(LEG_PAIN, blood_thinner=True))["herbs"]

        assert herbs["cautioned"]
        assert herbs["ask"]
        assert any("Warfarin" in each for each in herbs["interactions"])

    @pytest.mark.element("001-L066-1")
    def test_no_massage_of_a_calf_that_may_hold_a_clot(self, book):
        assert self.beside(book, with_(LEG_PAIN, calf_or_thigh_newly_sore=True))["massage"][
            "cautioned"
        ]

    @pytest.mark.element("001-L067-1")
    def test_meditation_has_no_caution_for_the_leg(self, book):
        assert not self.beside(book, with_(NUMB, blood_thinner=True))["meditation"]["cautioned"]


class TestTheCourse:
    @pytest.mark.element("001-L089-1")
    def test_two_frequencies_are_both_kept_and_the_plan_says_which_it_takes(self, book):
        told = {each.id: each for each in book.course.contradictions}["frequency_at_first"]

        assert {"001-L056-1", "001-L089-1"} <= set(told.elements)
        assert book.course.phases[0].default_visits_per_week == 2

    @pytest.mark.element("001-L089-2")
    def test_going_on_needs_a_recorded_benefit(self, book):
        assert book.course.phases[-1].only_after == "a recorded benefit"

    @pytest.mark.element("001-L101-1")
    def test_two_windows_are_kept_and_reviews_stay_at_3_and_6(self, book):
        told = {each.id: each for each in book.course.contradictions}["when_results_show"]

        assert {"001-L087-3", "001-L101-1"} <= set(told.elements)
        assert book.course.review_at_visits == (3, 6)

    @pytest.mark.element("002-L001-2")
    def test_walking_standing_and_sitting_are_each_followed_from_0_to_10(self, book):
        measure = book.measures["walking_standing_sitting"]

        assert measure.items == ("Walking", "Standing", "Sitting")
        assert (measure.low, measure.high) == (0, 10)

    @pytest.mark.element("002-L062-1")
    def test_sleep_and_mood_are_followed(self, book):
        assert {"sleep_0_10", "mood_0_10"} <= set(book.measures)

    @pytest.mark.element("001-L095-1")
    def test_soreness_is_a_side_effect_of_its_own(self, compiled):
        assert "001-L095-1" in compiled.entries.of("adverse_event")["soreness"].words("elements")


@pytest.mark.element("002-L034-2")
def test_stress_is_asked_and_the_article_gives_it_as_a_reason_for_lr3(book):
    stressed = Patient(["leg_pain"], {"age": 45}, [examined("check_in")])
    rows = data_of(stressed, book)["points"]
    (lr3,) = (row for row in rows if row["code"] == "LR3")

    assert "stress_0_10" in book.measures
    assert any("relax" in reason for reason in lr3["reasons"])


@pytest.mark.element("002-L037-1")
def test_the_points_follow_the_type_and_place_of_the_pain_and_say_so(book):
    in_front = with_(LEG_PAIN, pain_places=["left.knee"], pain_in_front=True)
    behind = with_(LEG_PAIN, pain_places=["left.calf"], pain_behind=True)
    first, second = (data_of(each, book)["points"] for each in (in_front, behind))

    assert [row["code"] for row in first][:5] != [row["code"] for row in second][:5]
    assert any("ST channel" in reason for reason in first[0]["reasons"])
    assert any("BL channel" in reason for row in second[:3] for reason in row["reasons"])


@pytest.mark.element("002-L039-4")
def test_a_length_is_the_patients_own_and_never_in_cm(book, compiled):
    for entry in compiled.entries.of("placing").values():
        assert " cm" not in entry.text("place"), entry.id
    assert "four of the patient's own fingers" in book.points["ST36"].placing.place


@pytest.mark.element("000-L019-2")
def test_what_several_conditions_share_is_computed(book):
    chosen = {"conditions": ["sciatica", "knee_osteoarthritis"], "patterns": []}
    shared = data_of(LEG_PAIN, book, chosen=chosen)["choosing"]["shared_core"]
    used = [
        {
            code
            for each in book.protocols
            if each.counts and name in each.conditions
            for code in each.points
        }
        for name in chosen["conditions"]
    ]

    assert set(shared) == used[0] & used[1]
    assert shared


@pytest.mark.element("001-L028-1")
def test_the_leaflet_of_numb_feet_says_why_there_is_no_heat(book):
    pages = repr(leaflet(answered(NUMB, book)))

    assert left_out(book, NUMB)["home_heat_or_cold_as_set"] in pages
    assert "Left out for you, and why" in pages
