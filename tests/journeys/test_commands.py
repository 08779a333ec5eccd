"""The commands that other programs rely on: their keys, exit codes and bytes."""

import json
from datetime import datetime
from pathlib import Path

import pytest

from tests.journeys.commands import answer_of, zusanli

CASES = sorted((Path(__file__).parents[2] / "examples" / "cases").glob("*.json"))
ANNA = b'{"complaints": ["leg_pain"], "answers": {"age": 45, "sudden_illness": []}}'


def test_there_is_a_case_for_each_of_the_five_articles():
    assert [case.name[:11] for case in CASES] == [f"article_00{number}" for number in range(5)]


@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_the_same_case_gives_the_same_bytes(case, form):
    first = zusanli("decide", str(case), "--format", form)
    again = zusanli("decide", str(case), "--format", form)

    assert first.returncode == 0
    assert first.stderr == b""
    assert first.stdout == again.stdout
    assert len(first.stdout) > 500


def test_decide_prints_the_keys_that_others_rely_on():
    decision = answer_of("decide", str(CASES[0]))

    assert set(decision) >= {"on", "engine", "knowledge", "triage"}
    assert set(decision["knowledge"]) >= {"release", "sha256"}
    assert set(decision["triage"]) >= {
        "urgency",
        "possible_urgency",
        "may_book_assessment",
        "may_needle",
        "raised",
        "open",
        "next_questions",
        "examinations_due",
    }
    assert set(decision["triage"]["raised"][0]) >= {"id", "urgency", "because", "action", "sources"}


def test_decide_echoes_when_and_takes_now_where_the_case_does_not_say():
    given = answer_of("decide", str(CASES[0]))
    silent = answer_of("decide", "-", given=ANNA)

    assert given["on"] == json.loads(CASES[0].read_bytes())["on"]
    assert datetime.fromisoformat(silent["on"]).tzinfo is not None


def test_decide_reads_a_case_from_standard_input_and_says_what_to_ask_next():
    triage = answer_of("decide", "-", given=ANNA)["triage"]

    assert triage["may_needle"] is False
    assert triage["next_questions"][0] == "sudden_loss"


def test_decide_gives_the_number_of_the_country_and_no_number_where_there_is_none():
    def action(country):
        case = {"answers": {"skin_black": True}} | ({"country": country} if country else {})
        decision = answer_of("decide", "-", given=json.dumps(case).encode())
        return decision["triage"]["raised"][0]["action"]

    assert "999" in action("GB")
    assert "119" in action("JP")
    assert "911" in action("US")
    assert "999" in action("MY")
    assert "your local emergency number" in action(None)
    assert not any(character.isdigit() for character in action(None))


def test_questions_prints_every_finding_with_its_words():
    questions = {each["id"]: each for each in answer_of("questions")}

    assert set(questions["age"]) >= {
        "id",
        "kind",
        "unit",
        "choices",
        "asked_of",
        "protective",
        "screen",
        "text",
    }
    assert questions["age"]["unit"] == "a"
    assert questions["fever"]["screen"] == "feeling_ill"
    assert "fever" in questions["feeling_ill"]["choices"]
    assert {each["asked_of"] for each in questions.values()} <= {
        "patient",
        "practitioner",
        "examination",
    }


def test_verify_counts_and_covers_every_row():
    report = answer_of("verify")

    assert report["ok"] is True
    assert report["problems"] == []
    assert {f"RF{number:02d}" for number in range(1, 60)} <= set(report["covers"])
    assert {row for row, by in report["covers"].items() if not by} == set(report["declined"])
    assert len(report["declined"]) <= 12
    assert report["counts"]["red_flag"] >= 58


def test_a_decision_names_the_release_that_verify_names():
    assert (
        answer_of("decide", str(CASES[0]))["knowledge"]["sha256"] == answer_of("verify")["sha256"]
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_the_text_says_what_it_is_and_that_nobody_reviewed_it(case):
    text = zusanli("decide", str(case)).stdout.decode()

    assert text.count("not reviewed by a clinician") == 1
    assert "does not diagnose" in " ".join(text.split())
    assert max(map(len, text.splitlines())) <= 100
