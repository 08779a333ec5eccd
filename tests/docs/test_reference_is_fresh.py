import re
from pathlib import Path

from tests.journeys.commands import answer_of
from tools.reference_docs import PAGES, main

ROOT = Path(__file__).parents[2]


def test_the_reference_says_what_the_knowledge_base_says(capsys):
    assert main(["--check"]) == 0, capsys.readouterr().out


def test_every_page_of_content_says_once_that_nobody_reviewed_it():
    without = {"commands.md", "countries.md", "sources.md"}
    pages = [page for page in PAGES.rglob("*.md") if page.name not in without]

    assert len(pages) > 100
    for page in pages:
        assert page.read_text().count("not reviewed by a clinician") == 1, page


def test_the_counts_of_the_readme_are_those_of_verify():
    report = answer_of("verify")
    counts = report["counts"]
    readme = (ROOT / "README.md").read_text()
    table = dict(re.findall(r"^\| ([a-z ]+) \| ([\d,]+)", readme, re.MULTILINE))
    told = {name: int(number.replace(",", "")) for name, number in table.items()}

    assert told == {
        "red flags": counts["red_flag"],
        "findings": counts["finding"],
        "examinations": counts["examination"],
        "scores": counts["score"],
        "examples beside the rules": counts["example"],
        "countries with their emergency number": counts["country"],
        "entries that are wholly or partly our own proposal": report["proposed"],
    }


def test_every_command_has_its_page_entry():
    text = (PAGES / "commands.md").read_text()

    for command in ("decide", "ask", "questions", "verify", "compile"):
        assert f"## zusanli {command}" in text
