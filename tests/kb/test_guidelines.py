"""Guidelines and work-ups: only what was read, dated, side by side, and never made up."""

import json
import shutil
from pathlib import Path

import pytest

from tests.journeys.commands import zusanli
from tests.people import NOON
from zusanli.core.case.reading import read_case
from zusanli.core.decide import decide
from zusanli.core.evidence.guideline import Read, Stance, disagree, guidelines_for
from zusanli.documents.guidelines import NONE_READ, THEY_DISAGREE, guideline_blocks
from zusanli.documents.letter import letter
from zusanli.documents.plain_text import plain_text
from zusanli.knowledge.compiler import compile_kb
from zusanli.knowledge.store import KB, load
from zusanli.knowledge.verify import verify

BOOK = load()


def decided(**case: object):
    data = {"on": NOON.isoformat(), "complaints": ["leg_pain"], **case}
    return decide(case=read_case(data, book=BOOK, now=NOON), book=BOOK, engine="test")


def chosen(*conditions: str):
    return decided(chosen={"conditions": list(conditions), "patterns": []})


def said(decision) -> str:
    return repr(list(guideline_blocks(decision)))


@pytest.mark.parametrize("guideline", BOOK.guidelines, ids=lambda each: each.id)
def test_each_is_dated_named_and_says_where_it_was_read(guideline):
    source = BOOK.sources[guideline.source]

    assert 2000 <= guideline.year <= 2026
    assert guideline.body
    assert guideline.conditions
    assert source.url.startswith("http")
    assert source.read in ("whole", "partial", "seen")


def test_those_for_the_knee_disagree_and_that_is_said_first():
    knee = list(guidelines_for(["knee_osteoarthritis"], BOOK.guidelines))
    text = said(chosen("knee_osteoarthritis"))

    assert disagree(knee)
    assert [each.year for each in knee] == sorted((each.year for each in knee), reverse=True)
    assert text.index(THEY_DISAGREE) < text.index("NICE (England), 2022")
    assert "does not recommend acupuncture" in text
    assert "recommends acupuncture under conditions" in text


def test_one_that_says_no_alone_is_no_disagreement():
    sciatica = list(guidelines_for(["sciatica"], BOOK.guidelines))

    assert {each.stance for each in sciatica} == {Stance.NOT_RECOMMENDED}
    assert not disagree(sciatica)
    assert THEY_DISAGREE not in said(chosen("sciatica"))


def test_one_that_recommends_nothing_disagrees_with_nobody():
    knee = [each for each in BOOK.guidelines if each.stance is not Stance.NOT_RECOMMENDED]

    assert {Stance.NO_RECOMMENDATION, Stance.CONDITIONAL} <= {each.stance for each in knee}
    assert not disagree(knee)


def test_where_none_was_read_it_says_that_there_may_be_one():
    assert NONE_READ in said(chosen("arterial_disease"))


def test_one_that_is_only_quoted_says_so():
    quoted = next(each for each in BOOK.guidelines if each.read is Read.QUOTED)

    assert "somebody who quotes it" in said(chosen(quoted.conditions[0]))


def test_they_follow_what_the_practitioner_chose_and_not_what_was_suggested():
    decision = decided(
        complaints=["back_and_leg_pain"], chosen={"conditions": ["hip_osteoarthritis"]}
    )

    assert {each.id for each in decision.guidelines} == {"nice_ng226", "acr_2019"}


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('stance = "recommended"', 'stance = "praised"', "'praised' is not a valid Stance"),
        ('read = "itself"', 'read = "recalled"', "'recalled' is not a valid Read"),
        ('source = "acp_2017_abstract"', 'source = "memory"', "memory is no source"),
        ('conditions = ["fibromyalgia"]', 'conditions = ["leg_age"]', "leg_age is no condition"),
    ],
)
def test_what_was_not_read_makes_no_release(tmp_path, old, new, says):
    kb = Path(shutil.copytree(KB, tmp_path / "kb"))
    file = kb / "guidelines" / "guidelines.toml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")

    assert any(says in each for each in verify(compile_kb(kb), kb).problems)


class TestTheBloodTests:
    def test_are_named_for_numbness_that_nobody_has_explained(self):
        text = plain_text(letter(decided(complaints=["numb_feet"])))

        assert "NUMBNESS OR TINGLING WITHOUT A KNOWN CAUSE" in " ".join(text.split())
        for test in ("HbA1c", "vitamin B12", "immunofixation", "thyroid"):
            assert test in text

    @pytest.mark.parametrize("complaint", ["leg_pain", "poor_circulation", "injury"])
    def test_are_not_named_for_another_complaint(self, complaint):
        assert "HbA1c" not in plain_text(letter(decided(complaints=[complaint])))

    @pytest.mark.parametrize("condition", BOOK.work_ups[0].explained_by)
    def test_are_not_named_once_a_practitioner_chose_what_explains_it(self, condition):
        decision = decided(complaints=["tingling"], chosen={"conditions": [condition]})

        assert decision.work_ups == ()

    @pytest.mark.parametrize("other", ["back_and_leg_pain", "injury"])
    def test_are_not_named_for_a_leg_that_is_numb_from_the_back_or_a_blow(self, other):
        assert decided(complaints=["numb_feet", other]).work_ups == ()

    def test_are_named_although_a_disease_of_many_nerves_is_suggested(self):
        decision = decided(complaints=["numb_feet"], answers={"diabetes": True, "age": 68})

        assert decision.work_ups

    def test_are_named_when_what_was_chosen_does_not_explain_it(self):
        decision = decided(complaints=["numb_feet"], chosen={"conditions": ["restless_legs"]})

        assert decision.work_ups

    def test_leave_one_ask(self):
        text = plain_text(letter(decided(complaints=["numb_feet"])))

        assert text.count("Please") == 1

    def test_say_what_is_ours_about_the_list(self, compiled):
        assert compiled.entries.of("work_up")["numbness_without_a_cause"].proposed


def test_a_decision_gives_them_to_other_programs(tmp_path):
    case = tmp_path / "case.json"
    case.write_text(json.dumps({"complaints": ["numb_feet", "knee_pain"]}), encoding="utf-8")
    given = json.loads(zusanli("decide", str(case), "--format", "json").stdout)

    assert {"id", "body", "year", "stance", "says", "read", "source"} <= {
        key for each in given["guidelines"] for key in each
    } or given["guidelines"] == []
    assert given["work_ups"][0]["id"] == "numbness_without_a_cause"
    assert {"id", "verdict", "badges", "may_say"} == set(given["claims"][0])
    assert "not_yet_decided" not in given
