"""A knowledge base that is empty, damaged or missing is an error, and never a clearance."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from zusanli.errors import KnowledgeError, ReleaseError
from zusanli.knowledge.compiler import compile_kb
from zusanli.knowledge.store import KB, PACKAGE, load, save
from zusanli.knowledge.verify import verify

ORDINARY = Path(__file__).parents[2] / "examples/cases/article_001_sciatica_with_tingling.json"


@pytest.fixture
def kb(tmp_path):
    return Path(shutil.copytree(KB, tmp_path / "kb"))


@pytest.fixture
def releases(tmp_path, kb):
    compiled = compile_kb(kb)
    save(compiled.document, compiled.catalogues, releases=tmp_path / "compiled")
    return tmp_path / "compiled"


def test_a_whole_one_loads(kb, releases):
    assert load(kb=kb, releases=releases).flags


def test_one_taken_away_after_compiling_is_noticed(kb, releases):
    shutil.rmtree(kb)

    with pytest.raises(ReleaseError, match="missing"):
        load(kb=kb, releases=releases)


@pytest.mark.parametrize("name", ["findings/first_screens.toml", "countries.csv", "release.toml"])
def test_a_file_taken_away_after_compiling_is_noticed(kb, releases, name):
    (kb / name).unlink()

    with pytest.raises(ReleaseError, match="not what the release was compiled from"):
        load(kb=kb, releases=releases)


def test_a_file_edited_after_compiling_is_noticed(kb, releases):
    file = next((kb / "red_flags").glob("*.toml"))
    file.write_text(file.read_text().replace(" OR ", " AND ", 1))

    with pytest.raises(ReleaseError, match="not what the release was compiled from"):
        load(kb=kb, releases=releases)


def test_no_release_at_all_is_an_error(kb, tmp_path):
    with pytest.raises(ReleaseError, match="no compiled knowledge base"):
        load(kb=kb, releases=tmp_path / "nowhere")


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda data: b"", id="emptied"),
        pytest.param(lambda data: data[: len(data) // 2], id="cut short"),
        pytest.param(
            lambda data: data.replace(b"Call {emergency_number} now", b"Wait a week", 1),
            id="edited",
        ),
    ],
)
def test_a_damaged_release_is_an_error(kb, releases, damage):
    file = releases / f"{(releases / 'current').read_text()}.json"
    file.write_bytes(damage(file.read_bytes()))

    with pytest.raises(ReleaseError, match="damaged"):
        load(kb=kb, releases=releases)


def test_a_release_of_another_version_is_an_error(kb, releases):
    sha256 = save({"built_from": "", "flags": [{}]}, {}, releases=releases)

    with pytest.raises(ReleaseError, match="another version"):
        load(kb=kb, releases=releases, sha256=sha256)


def test_an_empty_folder_is_no_knowledge_base(tmp_path):
    with pytest.raises(KnowledgeError, match="nobody can be cleared"):
        compile_kb(tmp_path)


def test_a_file_that_is_not_toml_is_named(kb):
    (kb / "complaints.toml").write_text("[[complaint\n")

    with pytest.raises(KnowledgeError, match=r"complaints\.toml cannot be read"):
        compile_kb(kb)


def test_the_knowledge_base_as_it_stands_has_no_problem(compiled):
    assert verify(compiled, KB).problems == []


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        (
            "red_flags/skin_feet_infection.toml",
            'covers = ["RF58"]',
            'covers = ["RF59"]',
            "RF58: no entry",
        ),
        (
            "red_flags/nerves_and_spine.toml",
            'gate = "cannot_pass_urine"',
            'gate = "cannot_pas_urine"',
            "did you mean cannot_pass_urine",
        ),
        (
            "red_flags/nerves_and_spine.toml",
            'when = "cannot_pass_urine"',
            'when = "NOT cannot_pass_urine"',
            "counts the wrong way",
        ),
        (
            "findings/first_screens.toml",
            'id = "fever"',
            'id = "feever"',
            "fever on the list is no yes/no finding",
        ),
        ("findings/first_screens.toml", "maximum = 120", "maximun = 120", "maximun is no field"),
        ("release.toml", 'row = "AS01"', 'row = "RF01"', "AS01: no entry covers it"),
        (
            "sources/nerves_and_spine.toml",
            'id = "nice_ng127"',
            'id = "nice_ng128"',
            "the source nice_ng127 is not entered",
        ),
        (
            "protocols/protocols.toml",
            'conditions = ["diabetic_neuropathy"]',
            'conditions = ["diabetic_neuropathie"]',
            "diabetic_neuropathie is no condition",
        ),
    ],
)
def test_what_is_wrong_in_it_is_named(kb, file, old, new, says):
    text = (kb / file).read_text()
    assert old in text
    (kb / file).write_text(text.replace(old, new, 1))

    problems = verify(compile_kb(kb), kb).problems

    assert any(says in problem for problem in problems), problems[:5]


@pytest.mark.parametrize("gone", ["kb", "knowledge/compiled"])
def test_the_command_decides_nothing_without_it(tmp_path, gone):
    package = shutil.copytree(PACKAGE, tmp_path / "zusanli")
    shutil.rmtree(package / gone)

    done = subprocess.run(
        [sys.executable, "-m", "zusanli", "decide", ORDINARY, "--format", "json"],
        env=os.environ | {"PYTHONPATH": str(tmp_path)},
        capture_output=True,
        check=False,
    )

    assert done.returncode == 1
    assert done.stdout == b""
    assert b"knowledge base" in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_release_that_does_not_say_how_long_answers_reassure_is_refused(kb):
    text = (kb / "release.toml").read_text()
    (kb / "release.toml").write_text(text.replace('reassures_for = "48h"', ""))

    with pytest.raises(KnowledgeError, match="reassures_for"):
        compile_kb(kb)


@pytest.mark.parametrize("shown_by", ["shivers", "no_such_finding"])
def test_a_finding_is_shown_by_a_number_only(kb, shown_by):
    file = kb / "findings" / "first_screens.toml"
    text = file.read_text(encoding="utf-8")
    assert 'finding = "temperature"' in text
    file.write_text(text.replace('finding = "temperature"', f'finding = "{shown_by}"'), "utf-8")

    problems = verify(compile_kb(kb), kb).problems

    assert any("shown_by needs a yes/no finding and a number" in each for each in problems)
