"""The articles' claims and contents: what each demands of the ledger and of what patients read."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.elements import answered, data_of, ids
from tests.kb.test_elements_plan import left_out, said, with_
from tests.kb.test_plain_language import HIGHEST_GRADE, grade
from tests.people import Patient, decided
from zusanli.core.claims.claim import Badge, Citation, Verdict
from zusanli.core.decide import decide
from zusanli.core.visit.visit import Felt
from zusanli.core.words import LANGUAGES
from zusanli.documents.claim_card import claim_cards
from zusanli.documents.consent import consent
from zusanli.documents.faq import faq
from zusanli.documents.grades import CAVEAT
from zusanli.documents.leaflet import leaflet
from zusanli.documents.plain_text import plain_text
from zusanli.knowledge.store import load, spoken

BOOK = load()
CLAIMS = {each.id: each for each in BOOK.claims}
CASES = sorted((Path(__file__).parents[2] / "examples" / "cases").glob("*.json"))
NUMB = Patient(["numb_feet"], {"age": 68, "diabetes": True, "feet_feel_less": True})
CIRCULATION = Patient(["poor_circulation"], {"age": 70})
SCIATICA = Patient(["back_and_leg_pain"], {"age": 45})
KNEE = Patient(["knee_pain"], {"age": 66})


def element(*names: str):
    """Mark a test with the rows of the articles that it proves."""

    def marked(test):
        for name in names:
            test = pytest.mark.element(name)(test)
        return test

    return marked


def flat(document) -> str:
    return " ".join(plain_text(document).split())


def read_by_patients(patient: Patient, book=BOOK) -> str:
    decision = answered(patient, book)
    return flat(leaflet(decision)) + flat(consent(decision))


def verdict(claim: str) -> Verdict:
    return CLAIMS[claim].verdict


class TestWhatIsClaimedOfCirculation:
    @element("000-L003-1", "004-L027-1", "004-L031-3")
    def test_an_authority_without_a_reference_is_unresolved_and_gets_no_link(self):
        for name in ("authority_mayo", "studies_of_the_nervous_system", "vascular_factors"):
            assert CLAIMS[name].citation is Citation.UNRESOLVED
            assert CLAIMS[name].results == ()
            assert not CLAIMS[name].instead

    @element("000-L003-3", "004-L027-6")
    def test_no_decision_rests_on_a_claim(self, book):
        poorer = replace(book, claims=())
        for patient in (CIRCULATION, NUMB):
            here = data_of(patient, book)
            there = data_of(patient, poorer)
            assert there["claims"] == []
            assert {name: here[name] for name in here if name != "claims"} == {
                name: there[name] for name in there if name != "claims"
            }

    @element("000-L003-6")
    def test_nobody_is_told_that_it_treats_narrow_arteries(self):
        text = read_by_patients(CIRCULATION)

        assert verdict("treats_poor_leg_flow") is Verdict.UNSUPPORTED
        assert (
            "Not shown: We have read no results that show that acupuncture treats narrowed" in text
        )

    @element("000-L003-7", "000-L023-1", "003-L033-1", "001-L095-2")
    def test_low_risk_is_said_in_counts_that_recompute(self):
        text = flat(consent(answered(SCIATICA, BOOK)))

        assert "1.01 of 10,000" in text
        assert "Of 229,230 patients 4,963 had an unwanted effect that needed treatment" in text
        assert round(100 * 4963 / 229230) == 2
        assert "That is about 2 of 100." in text
        assert "Fainting" in text
        for harm in ("collapsed lung", "infection", "nerve"):
            assert harm in text

    @element("000-L003-7")
    def test_the_risk_is_the_patients_own(self):
        thinner = with_(SCIATICA, blood_thinner=True, warfarin=True)

        assert read_by_patients(SCIATICA) != read_by_patients(thinner)

    @element("000-L034-1")
    def test_new_numbness_is_a_reason_to_call_and_no_good_sign(self):
        text = read_by_patients(CIRCULATION)

        assert "is a reason to call us the same day" in text
        assert "is not a sign that" in text
        assert verdict("numbness_means_it_works") is Verdict.UNSUPPORTED

    @element("004-L027-2", "002-L028-1", "002-L028-2", "002-L028-3")
    def test_blood_flow_is_mixed_and_helps_nothing_by_itself(self):
        assert verdict("improves_blood_flow") is Verdict.MIXED
        assert "of 7, 4 saw more and 1 saw less" in CLAIMS["improves_blood_flow"].instead
        assert Badge.SURROGATE in CLAIMS["improves_blood_flow"].badges
        assert verdict("oxygen_and_nutrients") is Verdict.UNSUPPORTED
        assert verdict("flow_helps_these_conditions") is Verdict.UNSUPPORTED

    @element("004-L027-3")
    def test_numb_feet_have_their_pulses_felt(self):
        due = data_of(with_(NUMB, smokes=True), BOOK)["triage"]["examinations_due"]

        assert "foot_pulses" in due

    @element("004-L027-4", "004-L027-5")
    def test_studies_without_a_name_are_probable_or_candidates_and_badged(self):
        assert CLAIMS["frontiers_2024"].citation is Citation.PROBABLE
        assert Badge.SURROGATE in CLAIMS["frontiers_2024"].badges
        assert CLAIMS["study_of_2012"].citation is Citation.CANDIDATE
        assert Badge.HEALTHY in CLAIMS["study_of_2012"].badges

    @element("002-L016-4")
    def test_varicose_veins_are_not_needled(self):
        assert verdict("helps_varicose_veins") is Verdict.UNSUPPORTED
        assert "is not needled" in CLAIMS["helps_varicose_veins"].instead
        assert any("varicose" in each.id for each in BOOK.precautions)


TRADITIONAL = """
000-L015-1 000-L015-3 000-L015-4 000-L019-6 000-L019-9 002-L022-1 003-L017-2
003-L021-2 004-L014-1 002-L039-2 002-L039-3 002-L041-2 002-L041-3 002-L043-2 002-L043-3
002-L046-2 002-L046-3 002-L048-2 002-L048-3 002-L050-2 002-L050-3
"""


class TestWhatTheTraditionSays:
    @pytest.mark.parametrize(
        "sentence", [pytest.param(e, marks=pytest.mark.element(e)) for e in TRADITIONAL.split()]
    )
    def test_is_told_as_an_idea_of_the_tradition(self, sentence):
        own = [c for c in BOOK.claims if any(q.element == sentence for q in c.quotes)]
        cards = flat(claim_cards(own, BOOK))

        assert {each.verdict for each in own} == {Verdict.TRADITIONAL}
        assert all("tradition" in each.instead for each in own)
        assert "an idea of the tradition".upper() in cards
        assert "Tradition: " in cards

    @element("002-L022-1", "002-L020-3", "003-L017-2", "004-L014-1")
    def test_qi_is_one_claim_with_four_quotes(self):
        assert {each.article for each in CLAIMS["unblocks_energy"].quotes} == {"002", "003", "004"}
        assert len(CLAIMS["unblocks_energy"].quotes) >= 4

    @element("002-L050-2", "003-L021-2", "000-L019-9")
    def test_an_organ_of_the_tradition_is_not_the_organ(self):
        assert "is not the organ" in CLAIMS["ki3_in_the_tradition"].instead
        assert "The organs are not meant" in CLAIMS["liver_and_gallbladder"].instead
        assert "not about blood tests" in CLAIMS["quality_of_the_blood"].instead

    @element("002-L046-3")
    def test_one_swollen_leg_needs_a_doctor_before_any_point(self):
        decision = answered(with_(SCIATICA, one_leg_newly_swollen=True), BOOK)

        assert "needs a doctor first" in CLAIMS["sp6_in_the_tradition"].instead
        assert decision.choice is None

    @element("001-L080-1")
    def test_tradition_and_research_are_graded_apart(self):
        assert verdict("tradition_supports") is Verdict.TRADITIONAL
        assert verdict("research_supports") is Verdict.MIXED
        assert "no proof" in CLAIMS["tradition_supports"].instead


class TestWhatIsPromised:
    @element("001-L003-1", "002-L001-4", "002-L014-3", "002-L011-3")
    def test_a_sentence_of_several_claims_is_graded_claim_by_claim(self):
        def claims_of(sentence: str) -> int:
            return sum(any(q.element == sentence for q in c.quotes) for c in BOOK.claims)

        assert claims_of("001-L003-1") >= 2
        assert claims_of("002-L001-4") == 3
        assert claims_of("002-L014-3") == 3
        assert claims_of("002-L011-3") == 4

    @element("001-L024-1", "001-L024-2", "001-L087-1", "001-L087-2", "001-L080-2", "001-L101-2")
    def test_numbers_without_a_study_are_not_verifiable_and_shown_to_no_patient(self):
        for name in ("half_the_pain", "success_50_to_80", "success_needs_the_schedule"):
            assert verdict(name) is Verdict.NOT_VERIFIABLE
        assert verdict("acute_is_faster") is Verdict.UNSUPPORTED
        for patient in (SCIATICA, KNEE, NUMB):
            text = read_by_patients(patient)
            assert "50-80" not in text
            assert "50 %" not in text

    @element("001-L048-2")
    def test_no_insurer_is_promised(self):
        assert verdict("insurers_pay") is Verdict.NOT_VERIFIABLE
        assert "Ask your insurer" in CLAIMS["insurers_pay"].instead

    @element("001-L062-1", "001-L099-1")
    def test_beside_other_treatment_it_is_graded_as_an_addition(self):
        assert verdict("together_is_better") is Verdict.UNSUPPORTED
        assert verdict("beside_usual_care") is Verdict.MIXED
        assert "no trial" in CLAIMS["together_is_better"].instead

    @element("001-L091-1", "001-L091-2", "001-L091-4")
    def test_pain_of_needles_is_measured_and_hair_is_not(self):
        text = read_by_patients(SCIATICA)

        assert "needling_pain_0_10" in BOOK.measures
        assert "29.7 %" in text
        assert "hair" not in text
        assert "painless_or_not" in {each.id for each in BOOK.contradictions}

    @element("002-L002-2", "002-L054-1")
    def test_it_is_beside_a_doctors_care_and_never_in_its_place(self):
        text = read_by_patients(SCIATICA)

        assert "does not take its place" in text
        assert "alternative" not in text
        assert "safer" not in text

    @element("002-L009-2", "002-L009-4", "002-L009-5")
    def test_sciatica_has_its_effect_its_comparison_and_the_guideline(self):
        text = flat(consent(answered(SCIATICA, BOOK)))

        assert "by 30.8 points of 100 with needles and by 14.9 with sham needles" in text
        assert "the difference was 7.28" in text
        assert "26 of 110" in text
        assert "NICE (England), 2016: does not recommend acupuncture" in text
        assert "10.6 to 21.3" in CLAIMS["helps_sciatica"].results[0].says
        assert "sciatica from a disc" in text
        assert "lumbar_stenosis" not in CLAIMS["helps_sciatica"].about
        assert "drawn back at once" in CLAIMS["points_along_the_nerve"].instead

    @element("002-L011-3", "002-L030-2")
    def test_arthritis_of_the_knee_has_all_its_guidelines_dated(self, book):
        decision = decided(KNEE, {"age": 66}, book)
        chosen = replace(decision.case, chosen_conditions=("knee_osteoarthritis",))
        text = flat(consent(decide(case=chosen, book=book, engine="t")))

        for said_ in ("NICE (England), 2022", "Rheumatology (USA), 2019", "Surgeons (USA), 2021"):
            assert said_ in text
        assert "Guidelines do not agree." in text
        assert "85 of 145" in text
        assert "significant" not in text

    @element("002-L018-3")
    def test_nobody_is_told_that_bones_heal_by_it(self):
        decision = answered(with_(Patient(["injury"], {"age": 40}), cannot_take_4_steps=True), BOOK)

        assert verdict("heals_fractures") is Verdict.UNSUPPORTED
        assert "heal" not in flat(leaflet(decision)).lower().replace("health", "")

    @element("002-L026-1", "002-L030-1", "002-L032-1", "002-L034-1")
    def test_how_it_might_work_is_badged_as_what_it_is(self):
        assert Badge.OTHER_DISEASE in CLAIMS["endorphins"].badges
        assert Badge.ANIMAL in CLAIMS["fewer_cytokines"].badges
        assert Badge.NOT_RANDOMISED in CLAIMS["nerves_regrow"].badges
        assert Badge.NO_CONTROL in CLAIMS["relaxes"].badges
        assert "stress_0_10" in BOOK.measures

    @element("002-L053-1", "004-L007-2")
    def test_non_invasive_is_refuted_once_for_both_articles(self):
        assert verdict("non_invasive") is Verdict.REFUTED
        assert {each.article for each in CLAIMS["non_invasive"].quotes} == {"002", "004"}
        assert "consent" in CLAIMS["non_invasive"].instead

    @element("002-L058-1")
    def test_nobody_is_told_to_take_fewer_medicines(self):
        assert "Do not change your medicines" in read_by_patients(NUMB)

    @element("002-L060-2", "002-L060-3", "003-L033-2")
    def test_no_side_effects_is_refuted_by_counts_and_by_the_other_articles(self):
        assert verdict("no_side_effects") is Verdict.REFUTED
        contradiction = next(e for e in BOOK.contradictions if e.id == "side_effects_or_none")
        assert {each.article for each in contradiction.passages} >= {"000", "002", "003"}

    @element("002-L062-2")
    def test_quality_of_life_is_mixed(self):
        assert verdict("quality_of_life") is Verdict.MIXED

    @element("002-L066-2", "003-L015-1", "003-L015-2", "003-L021-4", "003-L023-1", "003-L038-2")
    @element("003-L023-2", "004-L019-2", "004-L031-1", "004-L031-4")
    def test_promises_and_what_is_too_broad_reach_no_patient(self):
        quotes = [q.says for c in BOOK.claims for q in c.quotes if len(q.says) > 15]
        for patient in (CIRCULATION, SCIATICA, NUMB, KNEE):
            text = read_by_patients(patient).casefold()
            assert [each for each in quotes if each.casefold() in text] == []


class TestWhatIsClaimedOfNerves:
    @element("003-L025-1")
    def test_the_study_of_2007_shows_its_counts_and_that_nobody_drew_lots(self):
        card = flat(claim_cards([CLAIMS["study_of_2007"]], BOOK))

        assert CLAIMS["study_of_2007"].citation is Citation.PROBABLE
        assert "16 of 21 is 76 %, 4 of 26 is 15 %" in card
        assert "[nobody drew lots]" in card

    @element("003-L027-1")
    def test_numb_feet_are_told_to_wear_shoes_and_look(self):
        assert "shoes_always" in said(BOOK, NUMB)
        assert "look_at_your_feet" in said(BOOK, NUMB)

    @element("003-L027-2")
    def test_a_warm_bath_is_left_out_for_numb_feet_and_the_water_is_tested(self):
        assert left_out(BOOK, NUMB)["warm_bath"]
        assert "elbow" in read_by_patients(NUMB)
        assert "warm bath" not in read_by_patients(NUMB).lower()

    @element("004-L031-2")
    def test_harvard_is_mice_with_another_illness_and_in_no_patients_text(self):
        badges = set(CLAIMS["harvard_nature"].badges)

        assert {Badge.ANIMAL, Badge.OTHER_DISEASE} <= badges
        assert "mice" not in read_by_patients(NUMB)

    @element("004-L036-2", "004-L036-3")
    def test_the_review_and_the_trial_stand_with_the_review_that_found_nothing(self):
        card = flat(claim_cards([CLAIMS["review_and_trial_of_2023"]], BOOK))

        assert "24.7 points of 100 lower (14.8 to 34.7)" in card
        assert "no clinically relevant conclusion" in card
        assert "[compared with waiting]" in card


class TestContents:
    @element("000-L001-1", "004-L001-1")
    @pytest.mark.parametrize("patient", [CIRCULATION, NUMB])
    def test_a_complaint_has_its_questions_and_its_leaflet(self, patient):
        label = BOOK.complaints[patient.complaints[0]].label.lower()

        assert label in flat(leaflet(answered(patient, BOOK)))[:120]

    @element("000-L009-1")
    def test_symptoms_that_the_article_leaves_out_are_ours_and_not_its(self, compiled):
        for name in ("walking_brings_leg_pain", "suddenly_cold", "sore_or_broken_skin"):
            entry = compiled.entries.of("finding").get(name)
            if entry is not None:
                assert "article_000" not in entry.words("sources")
        assert "walking_brings_leg_pain" in BOOK.findings

    @element("000-L039-2")
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_a_sore_that_does_not_heal_says_what_can_come_of_it(self, language):
        (flag,) = (
            each for each in spoken(BOOK, language).flags if each.id == "sore_that_does_not_heal"
        )
        words = {
            "en": "loss of a toe, foot or leg, or even to death",
            "ja": "死",
            "zh-Hant": "死亡",
        }

        assert words[language] in flag.action
        if language == "en":
            assert grade(flag.action) <= HIGHEST_GRADE

    @element("001-L031-1")
    def test_what_makes_it_worse_is_told_back(self):
        uphill = {"walking_brings_leg_pain": True, "walking_pain_worse_uphill": True}
        text = flat(leaflet(answered(with_(Patient(["leg_pain"], {"age": 45}), **uphill), BOOK)))

        assert "You told us: Walking brings on pain or cramp" in text
        assert "You told us" not in flat(leaflet(answered(SCIATICA, BOOK)))

    @element("001-L082-1", "004-L038-2", "004-L036-3")
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_the_caveat_stands_with_every_word_on_an_effect(self, language):
        book = spoken(BOOK, language)
        caveat = book.say(CAVEAT)
        decision = answered(SCIATICA, book)

        for document in (leaflet(decision), consent(decision), faq(book)):
            assert caveat in repr(document.blocks)

    @element("001-L091-3")
    def test_what_is_felt_at_a_needle_has_its_words(self):
        assert {Felt.PINCH, Felt.DULL_ACHE, Felt.NOTHING} <= set(Felt)
        assert "slight pinch" in next(e.says for e in BOOK.terms if e.id == "de_qi")

    @element("001-L107-1")
    def test_what_to_read_is_data_with_links_that_were_read(self):
        for each in BOOK.resources:
            source = BOOK.sources[each.source]
            assert source.url.startswith("https://")
            assert source.read
        assert "https://" in plain_text(faq(BOOK))

    @element("002-L002-1")
    def test_consent_says_what_is_done(self):
        assert "put through the skin" in flat(consent(answered(SCIATICA, BOOK)))

    @element("002-L016-1", "002-L016-2", "003-L007-1", "003-L007-2", "003-L017-1")
    def test_the_glossary_explains_in_plain_words_with_a_source(self, compiled):
        terms = {each.id: each for each in BOOK.terms}

        for name in ("varicose_veins", "peripheral_nerves", "peripheral_neuropathy", "qi"):
            assert terms[name].sources
            assert grade(terms[name].says) <= HIGHEST_GRADE
        assert terms["qi"].sound == "chee"
        assert "another cause" in terms["varicose_veins"].says

    @element("002-L021-1")
    def test_a_clinic_in_tokyo_has_all_its_safety_texts_in_japanese(self):
        japanese = spoken(BOOK, "ja")

        assert all(each.action.isascii() is False for each in japanese.flags)
        assert all(
            each.patient == "" or not each.patient.isascii() for each in japanese.precautions
        )

    @element("002-L060-1")
    def test_side_effects_of_drugs_are_compared_with_nothing(self):
        for patient in (SCIATICA, NUMB):
            text = read_by_patients(patient).lower()
            assert "dependency" not in text
            assert "painkiller" not in text

    @element("002-L065-1")
    def test_the_setting_of_a_visit_is_written_down(self):
        visit = json.loads(
            (CASES[0].parents[1] / "visits" / "numb_feet_third_visit.json").read_text("utf-8")
        )

        assert visit["visit"]["setting"]

    @element("003-L001-1")
    def test_pressing_is_added_by_us_and_has_its_gate(self, compiled):
        pressing = [e for e in compiled.entries.of("advice").values() if e.data.get("acupressure")]

        assert pressing
        assert all("article_003" not in each.words("sources") for each in pressing)

    @element("004-L019-3")
    def test_sleep_stress_and_mood_may_be_skipped(self):
        named = {"sleep_0_10", "stress_0_10", "mood_0_10"}
        used = {name for flag in BOOK.flags for name in (*flag.gate.names(), *flag.when.names())}

        assert named <= set(BOOK.measures)
        assert not named & used


def test_every_decision_gives_claims_with_verdicts():
    rows = data_of(NUMB, BOOK)["claims"]

    assert ids(rows) >= {"neuropathy_symptoms", "mostly_safe"}
    assert {row["verdict"] for row in rows} <= set(Verdict)
