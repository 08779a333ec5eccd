import shutil
from pathlib import Path

import pytest

import tools.reference_docs
from tools.reference_docs import PAGES, main
from zusanli.cli.main import help_texts

WITHOUT_CONTENT = {"access.md", "commands.md"}


@pytest.fixture
def written(tmp_path, monkeypatch) -> Path:
    pages = tmp_path / "reference"
    shutil.copytree(PAGES, pages)
    monkeypatch.setattr(tools.reference_docs, "PAGES", pages)
    return pages


def test_the_reference_says_what_the_knowledge_base_says(capsys):
    assert main(["--check"]) == 0, capsys.readouterr().out


def test_stale_missing_and_left_over_pages_are_named_and_then_mended(written, capsys):
    stale = ("README.md", "red_flags/black_toe.md")
    for page in stale:
        (written / page).write_text("old")
    (written / "scores.md").unlink()
    left_over = written / "red_flags" / "no_such_flag.md"
    left_over.write_text("once there was a flag")

    assert main(["--check"]) == 1
    told = capsys.readouterr().out
    assert [page for page in stale if f"docs/reference/{page} is not what" not in told] == []
    assert "docs/reference/scores.md" in told
    assert "no_such_flag.md" in told
    main([])
    assert not left_over.exists()
    assert main(["--check"]) == 0


def test_every_page_of_content_says_once_that_nobody_reviewed_it():
    pages = [page for page in PAGES.rglob("*.md") if page.name not in WITHOUT_CONTENT]

    assert len(pages) > 100
    for page in pages:
        assert page.read_text().count("not reviewed by a clinician") == 1, page


def test_every_flag_question_examination_score_and_source_is_on_its_page(compiled):
    listed = {
        "questions.md": [each.id for each in compiled.names.findings.values() if each.stage],
        "examinations.md": [kind.id for kind in compiled.examinations],
        "scores.md": list(compiled.names.scores),
        "sources.md": list(compiled.entries.of("source")),
        **{f"red_flags/{flag.id}.md": [flag.id] for flag in compiled.flags},
        **{f"precautions/{each.id}.md": [each.id] for each in compiled.precautions},
    }
    for page, ids in listed.items():
        text = (PAGES / page).read_text()
        assert [each for each in ids if f"`{each}`" not in text] == [], page


def test_every_command_is_on_its_page_with_its_help():
    text = (PAGES / "commands.md").read_text()

    for command in help_texts():
        assert f"## zusanli {command}\n" in text
