"""The first page people read: its numbers, commands and output are those of the program."""

import re

import pytest

from tests.docs.pages import BLOCK, README, ROOT, matches, shell
from tests.journeys.commands import answer_of
from zusanli.core.words import LANGUAGES

TEXT = README.read_text()
IN_WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}


def test_the_counts_are_those_of_verify():
    report = answer_of("verify")
    counts = report["counts"]
    table = dict(re.findall(r"^\| ([a-z, ]+) \| ([\d,]+)", TEXT, re.MULTILINE))
    told = {name: int(number.replace(",", "")) for name, number in table.items()}

    assert told == {
        "red flags": counts["red_flag"],
        "precautions": counts["precaution"],
        "findings": counts["finding"],
        "points": counts["point"],
        "points placed": counts["placing"],
        "published prescriptions": counts["protocol"],
        "examinations": counts["examination"],
        "scores": counts["score"],
        "examples beside the rules": counts["example"],
        "countries with their emergency number": counts["country"],
        "claims of the articles, graded": counts["claim"],
        "languages of what patients read": len(LANGUAGES),
        "entries that are wholly or partly our own proposal": report["proposed"],
    }


def test_the_rows_it_says_are_covered_and_declined_are_those_of_verify():
    report = answer_of("verify")
    covered, of = re.search(r"cover (\d+) rows of reference lists of (\d+)", TEXT).groups()

    assert int(covered) == sum(bool(by) for by in report["covers"].values())
    assert int(of) == len(report["covers"])
    assert int(of) - int(covered) == len(report["declined"])


def test_it_says_how_many_patients_the_demonstration_decides():
    told = re.search(r"decides (\w+) made-up patients", TEXT)[1]

    assert IN_WORDS[told] == len(list((ROOT / "examples" / "cases").glob("*.json")))


@pytest.fixture
def left_as_it_was():
    """End the clinic that a test starts, unless it ran before."""
    ran = (ROOT / ".demo" / "running.json").exists()
    yield
    if not ran:
        shell("make demo-stop")


@pytest.mark.usefixtures("left_as_it_was")
def test_the_output_it_shows_is_part_of_what_make_demo_prints():
    if "-m venv" in shell("make --dry-run demo"):
        pytest.skip("make has not set up this folder, and would begin with that")
    (shown,) = (text for kind, text in BLOCK.findall(TEXT) if kind == "console")
    output = shown.split("\n", 1)[1]

    assert matches(f"...\n{output}\n...", shell("make demo"))
