"""What a patient is asked to sign: nothing, as long as no needle may go in."""

import json

import pytest

from tests.journeys.test_pdf import SCIATICA, case_of
from tests.people import NOON
from zusanli.core.case.reading import read_case
from zusanli.core.decide import decide
from zusanli.core.words import LANGUAGES
from zusanli.documents.blocks import Notice, Signing
from zusanli.documents.consent import consent
from zusanli.documents.plain_text import plain_text
from zusanli.documents.sentences import may_go_in
from zusanli.knowledge.store import load, spoken

BOOK = load()


def asked(case: dict[str, object], language: str = "en"):
    book = spoken(BOOK, language)
    return decide(case=read_case(case, book=book, now=NOON), book=book, engine="test")


def signed(decision) -> bool:
    return any(isinstance(each, Signing) for each in consent(decision).blocks)


def test_who_may_be_needled_is_asked_to_sign(book):
    decision = asked(case_of(SCIATICA, book))

    assert may_go_in(decision)
    assert signed(decision)
    assert "NOT TO BE SIGNED YET" not in plain_text(consent(decision))


@pytest.mark.parametrize("language", LANGUAGES)
def test_while_every_point_is_held_there_is_nothing_to_sign(book, language):
    case = case_of(SCIATICA, book)
    case["examinations"] = [e for e in case["examinations"] if e["id"] != "check_in"]
    decision = asked(case, language)

    assert decision.triage.may_needle
    assert decision.choice is not None
    assert not may_go_in(decision)
    assert not signed(decision)
    assert consent(decision).blocks[0].title == decision.book.say("No needles yet")


@pytest.mark.parametrize("language", LANGUAGES)
def test_in_an_emergency_it_says_what_to_do_and_nothing_of_needles(language):
    case = {"on": NOON.isoformat(), "country": "JP", "answers": {"age": 68, "skin_black": True}}
    decision = asked(case, language)
    first, second, *rest = consent(decision).blocks

    assert isinstance(first, Notice)
    assert "119" in " ".join(first.lines)
    assert second.title == decision.book.say("No needles yet")
    assert any("{what}" not in line and line != second.lines[0] for line in second.lines)
    assert len(rest) == 1, "the fine print"


def test_it_says_why_not():
    case = {
        "on": NOON.isoformat(),
        "country": "GB",
        "complaints": ["leg_pain"],
        "answers": {"age": 60, "sore_open_over_2_weeks": True},
    }
    text = " ".join(plain_text(consent(asked(case))).split())

    assert "A doctor must look first at: A sore" in text


def test_no_answer_that_is_taken_away_brings_a_signature_back(book):
    """Whoever forgets to answer signs nothing that they would not have signed."""
    whole = json.loads(json.dumps(case_of(SCIATICA, book)))
    for name in whole["answers"]:
        case = {**whole, "answers": {k: v for k, v in whole["answers"].items() if k != name}}
        decision = asked(case)
        assert signed(decision) is may_go_in(decision), name
