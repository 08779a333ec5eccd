"""What the documentation shows is what happens."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [
    ROOT / "README.md",
    *sorted(file for file in (ROOT / "docs").rglob("*.md") if "reference" not in file.parts),
]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PATH = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"


def blocks(language: str) -> list:
    return [
        pytest.param(text, id=f"{page.relative_to(ROOT)}-{number}")
        for page in PAGES
        for number, (kind, text) in enumerate(BLOCK.findall(page.read_text()))
        if kind == language
    ]


def shell(command: str) -> str:
    done = subprocess.run(  # noqa: S602 - the page shows a shell
        command,
        shell=True,
        cwd=ROOT,
        env=os.environ | {"PATH": PATH},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr


def matches(shown: str, printed: str) -> bool:
    """Whether what was printed is what is shown; `...` stands for anything, several lines too."""
    parts = [re.escape(part.strip("\n")) for part in shown.split("...")]
    return re.fullmatch(r"[\s\S]*".join(rf"\s*{part}\s*" for part in parts), printed) is not None


@pytest.mark.parametrize("text", blocks("console"))
def test_a_command_prints_what_the_page_shows(text):
    for command, shown in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n?)*)", text, re.MULTILINE):
        printed = shell(command)

        assert matches(shown, printed), f"{command} printed:\n{printed}"


@pytest.mark.parametrize("text", blocks("python"))
def test_a_program_on_a_page_runs(text):
    exec(compile(text, "snippet", "exec"), {})  # noqa: S102 - the page's own program


def test_the_comparison_of_output_can_fail():
    assert matches("a\n...\nc\n", "a\nb\nb\nc\n")
    assert not matches("a\n...\nc\n", "a\nb\n")
    assert not matches("a\n", "b\n")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page):
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text()):
        if not target.startswith("http"):
            assert (page.parent / target).exists(), target
