"""
What the articles name, row by row: conditions, patterns and channels.

As in test_elements.py, each test fails once the row's entry is taken out of kb/.
"""

import re

import pytest

from tests.elements import answered, called, data_of, put, suggested
from tests.people import Patient
from zusanli.documents.decision_text import decision_text
from zusanli.documents.wording import trials_text

element = pytest.mark.element


class TestAConditionOfTheArticles:
    @pytest.mark.parametrize(
        ("word", "found"),
        [
            pytest.param("sciatic pain", {"sciatica"}, marks=element("001-L009-1")),
            pytest.param("patellofemoral pain", {"runners_knee"}, marks=element("001-L010-1")),
            pytest.param("pulled muscle", {"muscle_strain"}, marks=element("001-L011-1")),
            pytest.param(
                "arthritis",
                {"knee_osteoarthritis", "hip_osteoarthritis", "ankle_osteoarthritis"},
                marks=element("001-L012-1"),
            ),
            pytest.param("polyneuropathy", {"peripheral_neuropathy"}, marks=element("001-L013-1")),
            pytest.param("fibromyalgia", {"fibromyalgia"}, marks=element("002-L020-1")),
            pytest.param("fatigue", {"chronic_fatigue"}, marks=element("002-L020-1")),
        ],
    )
    def test_is_found_by_a_synonym_and_says_which_trials_there_are(self, book, word, found):
        assert found <= called(book, word)
        for each in found:
            assert re.search(
                r"trials entered: (none|\d)", trials_text(book.conditions[each].trials)
            )
            assert book.conditions[each].codes

    @element("001-L093-1")
    @pytest.mark.parametrize(
        "word",
        ["sciatica", "knee oa", "muscle strain", "neuropathy", "plantar fasci", "sports injury"],
    )
    def test_is_in_the_index(self, book, word):
        assert called(book, word)

    @pytest.mark.parametrize(
        ("complaint", "true", "condition"),
        [
            pytest.param(
                "leg_pain",
                {"age": 30, "very_hard_exercise": True, "pain_places": ["left.calf"]},
                "muscle_strain",
                marks=element("002-L006-1"),
            ),
            pytest.param(
                "leg_pain",
                {"age": 30, "very_hard_exercise": True, "pain_places": ["right.thigh"]},
                "muscle_strain",
                marks=element("002-L006-1"),
            ),
            pytest.param(
                "leg_pain",
                {"age": 45, "pain_places": ["left.buttock", "left.calf"]},
                "sciatica",
                marks=element("002-L008-1"),
            ),
            pytest.param("knee_pain", {"age": 70}, "knee_osteoarthritis", id="a knee"),
            pytest.param(
                "leg_pain",
                {"age": 70, "pain_places": ["left.hip"]},
                "hip_osteoarthritis",
                marks=element("002-L010-1"),
            ),
            pytest.param(
                "numb_feet",
                {"age": 60, "feet_feel_less": True},
                "peripheral_neuropathy",
                marks=element("002-L013-1"),
            ),
            pytest.param(
                "numb_feet",
                {"age": 60, "feet_feel_less": True, "diabetes": True},
                "diabetic_neuropathy",
                marks=element("002-L013-1"),
            ),
            pytest.param(
                "injury",
                {"age": 30, "twist_or_blow": True, "ankle_pain_after_injury": True},
                "ankle_sprain",
                marks=element("002-L017-1"),
            ),
        ],
    )
    def test_is_reached_from_what_the_patient_says(self, book, complaint, true, condition):
        assert condition in suggested(Patient([complaint], true), book)
        assert condition not in suggested(Patient(["swelling"], {"age": true["age"]}), book)
        assert trials_text(book.conditions[condition].trials)

    @element("002-L006-1")
    @pytest.mark.parametrize(
        ("muscle", "place", "side"),
        [
            ("calf", "left.calf", "pain_behind"),
            ("quadriceps", "left.thigh", "pain_in_front"),
            ("hamstrings", "right.thigh", "pain_behind"),
        ],
    )
    def test_takes_the_place_of_a_strained_muscle(self, book, muscle, place, side):
        patient = Patient(["leg_pain"], {"age": 30, "pain_places": [place], side: True})

        assert {"pain_places", side} <= put(patient, book), muscle
        assert place.split(".")[1] in book.findings["pain_places"].places

    @element("002-L009-1")
    def test_is_said_to_be_suggested_and_never_that_somebody_has_it(self, book):
        path = {"age": 45, "pain_places": ["right.buttock", "right.calf"]}
        text = decision_text(answered(Patient(["leg_pain"], path), book))

        assert re.search(r"suggested, not diagnosed\s+condition\W+Sciatica", text)
        assert "have sciatica" not in text.casefold()

    @element("002-L011-1")
    def test_of_one_joint_lends_no_trials_to_another(self, book):
        knee, hip, ankle = (
            trials_text(book.conditions[f"{each}_osteoarthritis"].trials)
            for each in ("knee", "hip", "ankle")
        )

        assert re.search(r"[1-9]\d* that name points", knee)
        assert hip == ankle == "trials entered: none"

    @element("002-L015-1", "002-L016-2")
    def test_like_varicose_veins_is_asked_for_and_never_read_off_pain(self, book):
        everywhere = [f"left.{each}" for each in book.findings["pain_places"].places]
        sore = Patient(["leg_pain", "swelling"], {"age": 60, "pain_places": everywhere})
        veins = Patient(
            ["swelling"], {"age": 60, "varicose_veins": True, "varicose_places": ["left.calf"]}
        )

        assert "varicose_veins" in put(sore, book)
        assert "varicose_veins" not in suggested(sore, book)
        assert suggested(veins, book) == set()
        assert called(book, "bulging veins") == {"varicose_veins"}
        limit = next(
            each
            for each in data_of(veins, book)["precautions"]
            if each["id"] == "varicose_not_through_the_vein"
        )
        assert limit["limit"]["over_vein"] is False
        assert limit["applies_to"]["places"] == ["left.calf"]


@element("001-L005-1")
def test_four_patterns_may_be_chosen_at_once_and_touch_no_safety_rule(book):
    chosen = ["qi_stagnation", "blood_deficiency", "cold", "damp"]
    patient = Patient(["leg_pain"], {"age": 45})
    plain, told = (data_of(patient, book, chosen={"patterns": each}) for each in ([], chosen))

    assert told["chosen"]["patterns"] == chosen
    for part in ("triage", "precautions", "precautions_to_ask"):
        assert told[part] == plain[part]


@element("004-L014-2")
def test_the_twelve_channels_and_the_two_middle_vessels_are_whole(book):
    of_the_limbs = "LU11 LI20 ST45 SP21 HT9 SI19 BL67 KI27 PC9 TE23 GB44 LR14"
    for last in f"{of_the_limbs} GV28 CV24".split():
        channel, count = last[:2], int(last[2:])
        codes = {code for code, point in book.points.items() if point.channel == channel}

        assert {f"{channel}{number}" for number in range(1, count + 1)} <= codes
    assert any(point.channel.startswith("EX") for point in book.points.values())


@element("001-L110-1")
def test_the_article_from_malaysia_stands_under_its_publisher(book):
    assert book.sources["article_001"].publisher == "Acupuncture.My"
    assert book.countries["MY"].emergency_number == "999"
