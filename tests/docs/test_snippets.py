"""What the documentation shows is what happens."""

import json
import re
from datetime import UTC, datetime

import pytest

from tests.docs.pages import PAGES, ROOT, blocks, matches, shell
from zusanli.cli.main import help_texts
from zusanli.core.case.reading import read_case
from zusanli.core.visit.reading import read_visit


def each(language: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(
        "text", [pytest.param(text, id=name) for name, text in blocks(language)]
    )


@each("console")
def test_a_command_prints_what_the_page_shows(text):
    for command, shown in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n?)*)", text, re.MULTILINE):
        printed = shell(command)

        assert matches(shown, printed), f"{command} printed:\n{printed}"


@each("python")
def test_a_program_on_a_page_runs(text):
    exec(compile(text, "snippet", "exec"), {})  # noqa: S102 - the page's own program


@each("json")
def test_a_part_of_a_case_on_a_page_can_be_read(text, book):
    part = json.loads(text)
    now = datetime(2100, 1, 1, tzinfo=UTC)
    if "visit" in part:
        assert read_visit(part["visit"], book=book, now=now).needled
        part = part["case"]
        assert read_case(part, book=book, now=now).complaints
        return
    place = "releases" if "flag" in part else "examinations" if "id" in part else "overrides"
    case = part if "review" in part else {place: [part]}

    read_case(case, book=book, now=now)


@each("sh")
def test_a_command_that_a_page_only_names_exists(text):
    targets = set(re.findall(r"^([a-z]+):.*## ", (ROOT / "Makefile").read_text(), re.MULTILINE))
    helps = help_texts()
    for line in text.splitlines():
        words = line.partition("#")[0].split()
        if words[:1] == ["make"]:
            assert {word for word in words[1:] if word.isalpha()} <= targets, line
        elif words[:1] == ["zusanli"]:
            options = {word for word in words if word.startswith("--")}
            assert options <= set(re.findall(r"--[\w-]+", helps[words[1]])), line


def test_the_comparison_of_output_can_fail():
    assert matches("a\n...\nc\n", "a\nb\nb\nc\n")
    assert not matches("a\n...\nc\n", "a\nb\n")
    assert not matches("a\n", "b\n")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page):
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text()):
        if not target.startswith("http"):
            assert (page.parent / target).exists(), target
