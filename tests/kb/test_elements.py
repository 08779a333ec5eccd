"""
What the articles name, row by row: findings, complaints and red flags.

Each test asks at the public edge, by a patient who answers the questionnaire or by the whole
decision, and fails once the row's entry is taken out of kb/.
"""

import itertools
import re
import tomllib

import pytest

from tests.elements import answered, data_of, due, ids, put
from tests.people import NOT_SURE, Patient, decided, examined, interview
from zusanli.core.findings import Kind
from zusanli.core.triage.flags import Urgency
from zusanli.knowledge.store import KB

element = pytest.mark.element
PULSES_FELT = examined(
    "foot_pulses", foot_pulse_absent=False, one_foot_colder=False, refill_slow=False
)


class TestPoorCirculation:
    bodil = Patient(["poor_circulation"], {"age": 70})

    @element("000-L003-2")
    def test_asks_for_diabetes_narrow_arteries_and_bulging_veins(self, book):
        assert {"diabetes", "leg_arteries_blocked", "varicose_veins"} <= put(self.bodil, book)
        for cause in ("diabetic_neuropathy", "arterial_disease", "varicose_veins"):
            assert {"icd10cm", "icd11"} <= {code.system for code in book.conditions[cause].codes}

    @element("000-L003-2")
    @pytest.mark.parametrize(
        ("cause", "beside", "still_open"),
        [
            ("diabetes", {"skin_blister": True}, "numb_foot_skin_trouble"),
            (
                "leg_arteries_blocked",
                {"walking_distance_suddenly_shorter": True},
                "blocked_arteries_suddenly_worse",
            ),
        ],
    )
    def test_keeps_not_sure_apart_from_no(self, book, cause, beside, still_open):
        answers = interview(self.bodil, book).answers

        def open_with(value):
            triage = decided(self.bodil, {**answers, **beside, cause: value}, book).triage
            return {each.flag.id for each in triage.open}

        assert still_open in open_with(NOT_SURE)
        assert still_open not in open_with(False)

    @element("000-L003-2")
    def test_keeps_not_sure_about_veins_apart_from_no(self, book):
        unsure = Patient(self.bodil.complaints, {"age": 70, "varicose_veins": NOT_SURE})

        assert "varicose_no_cups_or_pressure" in ids(data_of(unsure, book)["precautions"])
        assert "varicose_no_cups_or_pressure" not in ids(data_of(self.bodil, book)["precautions"])

    @element("000-L003-4")
    def test_never_ends_with_nobody_looking_at_the_legs(self, book):
        answers = interview(self.bodil, book).answers
        branch = ("diabetes", "leg_arteries_blocked", "smoker_over_50", "blocked_flow")
        values = [(True, False, None)] * 3 + [
            ([], ["walking_distance_suddenly_shorter"], ["foot_pain_at_night_eased_by_hanging"])
        ]
        alone = {**answers, **dict.fromkeys(book.findings["about_you"].items, False)}
        alone.pop("about_you")
        for mixed in itertools.product(*values):
            given = {**alone, **dict(zip(branch, mixed, strict=True))}
            triage = decided(self.bodil, given, book).triage

            looked_at = "foot_pulses" in {each.id for each in triage.examinations_due}
            assert looked_at, mixed
            assert triage.may_book_assessment or triage.urgency is Urgency.EMERGENCY, mixed

    @element("000-L011-1")
    @pytest.mark.parametrize("complaint", ["poor_circulation", "knee_pain"])
    def test_is_not_cleared_by_having_no_symptoms(self, book, complaint):
        smoker = Patient([complaint], {"age": 61, "diabetes": True, "smoker_over_50": True})
        felt = Patient(smoker.complaints, smoker.true, [PULSES_FELT])
        neither = Patient(["knee_pain"], {"age": 61})

        assert "foot_pulses" in due(smoker, book)
        assert not answered(smoker, book).triage.may_needle
        assert "foot_pulses" not in due(felt, book) | due(neither, book)

    @element("000-L019-1")
    def test_of_two_causes_keeps_both_and_says_what_speaks_for_each(self, book):
        both = {"diabetes": True, "feet_feel_less": True, "leg_arteries_blocked": True}
        data = data_of(Patient(["poor_circulation"], {"age": 70, **both}), book)
        because = {each["id"]: str(each["because"]) for each in data["conditions"]}

        assert "leg_arteries_blocked" in because["arterial_disease"]
        assert "diabetes" in because["diabetic_neuropathy"]

    @element("000-L015-2")
    def test_may_be_told_as_stagnation_which_is_kept_by_its_code(self, book):
        data = data_of(self.bodil, book, chosen={"patterns": ["blood_stasis"]})
        stasis = book.patterns["blood_stasis"]

        assert "blood_stasis" in ids(data["patterns"])
        assert data["chosen"]["patterns"] == ["blood_stasis"]
        assert {"stagnation", "blood stagnation"} <= set(stasis.also)
        assert [(code.system, code.code) for code in stasis.codes] == [("icd11_tm1", "SF01")]


class TestASeriousSign:
    hana = Patient(["poor_circulation"], {"age": 77, "foot_suddenly_cold": True})

    @element("000-L007-1")
    @pytest.mark.parametrize(
        ("country", "number"),
        [
            ("US", "911"),
            ("JP", "119"),
            pytest.param("MY", "999", marks=element("001-L110-1")),
            ("GB", "999"),
            ("DE", "112"),
            ("IE", "112"),
        ],
    )
    def test_that_is_an_emergency_stops_everything_and_names_the_countrys_number(
        self, book, country, number
    ):
        data = data_of(self.hana, book, country=country)
        [raised] = data["triage"]["raised"]

        assert raised["urgency"] == "emergency"
        assert number in raised["action"]
        assert not data["triage"]["may_book_assessment"]
        assert not data["triage"]["may_needle"]
        assert data["points"] == []

    @element("000-L007-2")
    @pytest.mark.parametrize(
        ("sign", "true", "flag"),
        [
            ("leg without blood", {"foot_suddenly_cold": True}, "leg_suddenly_without_blood"),
            ("clot in a leg", {"one_leg_newly_swollen": True}, "suspected_deep_vein_clot"),
            ("clot in a lung", {"breathless_new": True}, "possible_clot_in_lung"),
            ("nerves of the bladder", {"saddle_numb": True}, "cauda_equina"),
            ("blood infection", {"fever": True, "very_drowsy": True}, "sepsis_signs"),
            ("skin infection", {"redness_spreading": True}, "spreading_skin_redness"),
            (
                "pressure in a muscle",
                {"crush": True, "leg_tight_and_hard": True},
                "leg_pressure_under_cast_or_crush",
            ),
            ("break", {"fall": True, "cannot_take_4_steps": True}, "injury_and_cannot_walk"),
            ("sore", {"sore_open_over_2_weeks": True}, "sore_that_does_not_heal"),
        ],
    )
    def test_is_raised_and_has_a_source_and_two_vignettes(self, book, sign, true, flag):
        patient = Patient(["leg_pain"], {"age": 45, **true})
        raised = {each.flag.id: each.flag for each in answered(patient, book).triage.raised}
        told = [
            entry
            for file in (KB / "red_flags").glob("*.toml")
            for entry in tomllib.loads(file.read_text())["red_flag"]
            if entry["id"] == flag
        ]

        assert raised[flag].serious
        assert any(book.sources[each].url for each in raised[flag].sources), sign
        assert len(told[0]["example"]) >= 2

    @element("000-L039-1")
    def test_like_a_sore_that_stays_open_is_urgent_whatever_else_is_true(self, book):
        answers = interview(Patient(["leg_pain"], {"age": 45}), book).answers
        sore = {**answers, "sore_open_over_2_weeks": True}
        for name, finding in book.findings.items():
            if finding.kind is not Kind.YES_NO or name == "sore_open_over_2_weeks":
                continue
            for value in (True, False, None):
                triage = decided(Patient(["leg_pain"]), {**sore, name: value}, book).triage

                assert triage.urgency >= Urgency.URGENT, (name, value)
                assert not triage.may_needle


@pytest.mark.parametrize(
    ("patient", "flag", "least"),
    [
        pytest.param(
            Patient(["leg_pain", "tingling"], {"age": 41, "bladder_changed": True}),
            "cauda_equina",
            Urgency.EMERGENCY,
            marks=element("001-L045-1"),
            id="tingling, and the bladder changed",
        ),
        pytest.param(
            Patient(["leg_pain", "tingling"], {"age": 41, "saddle_numb": True}),
            "cauda_equina",
            Urgency.EMERGENCY,
            marks=element("001-L045-1"),
            id="tingling, and numb between the legs",
        ),
        pytest.param(
            Patient(["leg_pain", "tingling"], {"age": 71, "foot_suddenly_discoloured": True}),
            "leg_suddenly_without_blood",
            Urgency.EMERGENCY,
            marks=element("001-L045-1"),
            id="tingling, and a foot suddenly pale",
        ),
        pytest.param(
            Patient(
                ["leg_pain", "tingling"],
                {
                    "age": 41,
                    "legs_getting_weaker": True,
                    "both_legs_weak": True,
                    "nerve_trouble_since": "within_4_weeks",
                },
            ),
            "weakness_fast",
            Urgency.EMERGENCY,
            marks=element("001-L045-1"),
            id="tingling, and both legs growing weak",
        ),
        pytest.param(
            Patient(
                ["knee_pain"], {"age": 50, "joint_newly_hot_or_swollen": True, "joint_hot": True}
            ),
            "hot_joint",
            Urgency.URGENT,
            marks=element("002-L011-2"),
            id="one hot swollen joint",
        ),
        pytest.param(
            Patient(["knee_pain"], {"age": 50, "joint_newly_hot_or_swollen": True, "fever": True}),
            "hot_joint_with_fever",
            Urgency.URGENT,
            marks=element("002-L011-2"),
            id="a hot swollen joint and fever",
        ),
        pytest.param(
            Patient(
                ["numb_feet"],
                {
                    "age": 60,
                    "leg_suddenly_weak_or_numb": True,
                    "leg_loss_kind": "numb_without_pain",
                },
            ),
            "sudden_weakness",
            Urgency.EMERGENCY,
            marks=element("002-L014-1"),
            id="one leg suddenly numb",
        ),
        pytest.param(
            Patient(["injury"], {"age": 30, "twist_or_blow": True, "cannot_take_4_steps": True}),
            "injury_and_cannot_walk",
            Urgency.URGENT,
            marks=element("002-L017-1", "002-L018-1"),
            id="hurt, and cannot put weight on it",
        ),
        pytest.param(
            Patient(
                ["numb_feet"],
                {"age": 60, "foot_hard_to_lift": True, "nerve_trouble_since": "within_1_week"},
            ),
            "foot_drop_new",
            Urgency.URGENT,
            marks=element("003-L009-1"),
            id="a foot that newly drops",
        ),
        pytest.param(
            Patient(
                ["weakness", "numb_feet"],
                {"age": 60, "legs_getting_weaker": True, "nerve_trouble_since": "within_1_week"},
            ),
            "leg_weakness_new",
            Urgency.URGENT,
            marks=element("003-L009-1", "004-L036-1"),
            id="newly weak legs",
        ),
    ],
)
def test_what_an_article_sends_to_acupuncture_is_first_seen_elsewhere(book, patient, flag, least):
    data = data_of(patient, book)

    assert flag in ids(data["triage"]["raised"])
    assert answered(patient, book).triage.urgency >= least
    assert not data["triage"]["may_needle"]
    assert data["points"] == []


class TestNumbFeet:
    kenji = Patient(["numb_feet"], {"age": 68})

    @element("004-L001-1")
    def test_have_a_branch_of_their_own(self, book):
        needs = {"feeling_of_feet", "power_and_reflexes"}

        assert needs <= due(self.kenji, book)
        assert needs.isdisjoint(due(Patient(["knee_pain"], {"age": 68}), book))

    @element("002-L014-1")
    def test_are_told_from_tingling_and_pain_with_place_and_onset(self, book):
        weaker = {"legs_getting_weaker": True, "nerve_trouble_since": "longer_and_steady"}

        assert {"numb_feet", "tingling", "leg_pain"} <= set(book.complaints)
        assert {"feet_feel_less", "pain_places"} <= put(self.kenji, book)
        assert "nerve_trouble_since" in put(Patient(["tingling"], {"age": 68, **weaker}), book)

    @element("004-L003-1")
    def test_and_pins_and_needles_are_two_questions(self, book):
        asked = {name: each.text for name, each in book.findings.items()}

        assert "numb" in asked["mnsi_numb"]
        assert "pins and needles" in asked["mnsi_prickling"]
        assert {"numb_feet", "tingling"} <= set(book.complaints)

    @element("003-L007-3", "004-L003-2")
    @pytest.mark.parametrize("feel_less", [True, NOT_SURE], ids=["lost", "not sure"])
    def test_that_cannot_feel_heat_or_pain_get_none_and_are_examined(self, book, feel_less):
        unsure = Patient(["foot_pain"], {"age": 68, "feet_feel_less": feel_less})
        bars = {each["id"]: each for each in data_of(unsure, book)["precautions"]}
        heat = bars["no_heat_without_feeling"]

        assert {"touch", "heat", "pain"} <= set(
            re.findall(r"\w+", book.findings["feet_feel_less"].text)
        )
        assert heat["effect"] == "bar"
        assert {"heat", "moxa"} <= set(heat["applies_to"]["modalities"])
        assert "bath" in heat["tells"]
        assert "feeling_of_feet" in due(unsure, book)

    @element("003-L007-3")
    def test_are_the_reason_and_not_the_complaint_of_the_foot(self, book):
        sure = data_of(Patient(["foot_pain"], {"age": 68}), book)

        assert "no_heat_without_feeling" not in ids(sure["precautions"])

    @element("003-L021-3")
    def test_with_the_pattern_of_liver_and_gallbladder_bring_points_of_these_channels(self, book):
        data = data_of(self.kenji, book, chosen={"patterns": ["liver_gallbladder"]})
        by_pattern = {
            each["code"] for each in data["points"] if "pattern chosen" in str(each["reasons"])
        }

        assert by_pattern == {"LR3", "GB34"}

    @element("003-L038-1")
    def test_and_every_other_finding_are_asked_in_one_place_only(self, book):
        texts = [each.text for each in book.findings.values() if each.kind is Kind.YES_NO]
        listed = [item for each in book.findings.values() for item in each.items]

        assert len(set(texts)) == len(texts)
        assert len(set(listed)) == len(listed)
        assert {"feet_feel_less", "pain_places", "mnsi_prickling"} <= set(book.findings)
