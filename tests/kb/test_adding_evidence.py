"""New evidence: doubted by line, tried without a trace, put in force whole or not at all."""

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from zusanli.core.case.reading import read_case
from zusanli.core.decide import decide
from zusanli.documents.decision_data import decision_data
from zusanli.errors import InputError
from zusanli.knowledge.adding import proposed, put_in_force
from zusanli.knowledge.store import CURRENT, KB, RELEASES, load
from zusanli.knowledge.verify import Report

CASE = Path(__file__).parents[2] / "examples/cases/article_001_sciatica_with_tingling.json"
EFFECT = """
[[effect]]
id = "{id}"
name = "Made up 2026"
kind = "trial"
conditions = ["gout"]
against = "sham"
outcome = "pain"
unit = "points of 10"
lower_is_better = true
source = "tu_2024"
{rows}
"""
SOUND = EFFECT.format(id="made_up_2026", rows="value = -1.0\nlow = -2.0\nhigh = 0.0").encode()
PLANTED = (
    ("se_as_sd", 'arms = [4.0, 0.2, 50, 6.0, 0.2, 50]\nspread = "sd"'),
    ("against_p", "value = -1.0\nlow = -2.2\nhigh = 0.2\np = 0.001"),
    ("lost_sign", "value = 1.0\nlow = 0.8\nhigh = 2.8"),
    ("lost_point", "value = -12\nlow = -22.0\nhigh = -2.0"),
    ("wrong_share", "counts = [[30, 60], [20, 60]]\nshares = [50, 3.33]"),
)
DOUBTS = (
    "line 13, se_as_sd, spread: the groups would lie 10.0 standard deviations apart",
    "line 28, against_p, p: 0.001 is printed, and the interval gives 0.1",
    "line 41, lost_sign, low: with the sign turned",
    "line 54, lost_point, value: -12 on a scale of 10: a decimal point may be lost",
    "line 69, wrong_share, shares: 3.33 % is printed, and the counts give 33.3 %",
    "- effect witt_2005_index: is taken out",
)


def test_every_wrong_row_is_named_with_its_line_and_so_is_what_is_taken_out():
    text = "".join(EFFECT.format(id=name, rows=rows) for name, rows in PLANTED).encode()

    doubts = proposed("effects.toml", text).doubts

    assert [each for each in DOUBTS if not any(one.startswith(each) for one in doubts)] == [], (
        doubts
    )


def test_an_effect_outside_its_interval_is_refused_and_what_may_be_lost_is_named():
    text = SOUND.replace(b"low = -2.0", b"low = 2.0")

    with pytest.raises(InputError, match=r"outside its interval.*line 13.*minus sign may be lost"):
        proposed("made_up.toml", text)


@pytest.mark.parametrize(
    ("text", "says"),
    [(b"[[red_flag]]\nid = 'a'", "holds red_flag; only effects"), (b"id = ", "is no TOML")],
)
def test_nothing_but_evidence_is_added_so(text, says):
    with pytest.raises(InputError, match=says):
        proposed("made_up.toml", text)


@pytest.fixture(scope="module")
def proposal():
    """Give what the sound file would make."""
    return proposed("made_up.toml", SOUND)


@pytest.fixture
def place(tmp_path, monkeypatch):
    """Give a copy of kb/ with its releases. The examples of all rules have tests of their own."""
    whole = Report({}, {}, {}, 0, {}, [])
    monkeypatch.setattr("zusanli.knowledge.adding.verify", lambda *_: whole)
    return {
        "kb": Path(shutil.copytree(KB, tmp_path / "kb")),
        "releases": Path(shutil.copytree(RELEASES, tmp_path / "compiled")),
    }


def state(place):
    """Give every file of a place but the releases that nothing points to."""
    kb = {file: file.read_bytes() for file in place["kb"].rglob("*") if file.is_file()}
    parts = list(place["releases"].glob("*.part"))
    return kb, (place["releases"] / CURRENT).read_text(), parts


def made_by(book):
    now = datetime(2026, 11, 26, 12, tzinfo=UTC)
    case = read_case(json.loads(CASE.read_text()), book=book, now=now)
    return json.dumps(decision_data(decide(case=case, book=book, engine="1"))).encode()


def test_a_release_comes_into_force_and_old_decisions_keep_theirs(place, proposal):
    before = load(**place)
    decided = made_by(before)
    assert (proposal.changes, proposal.doubts) == (("+ effect made_up_2026",), ())
    assert load(**place).sha256 == before.sha256

    put_in_force("made_up.toml", SOUND, proposal, **place)

    after = load(**place)
    assert after.sha256 == proposal.sha256 != before.sha256
    assert {each.id for each in after.effects} - {each.id for each in before.effects} == {
        "made_up_2026"
    }
    assert made_by(load(**place, sha256=before.sha256)) == decided
    assert made_by(after) != decided


def test_what_fails_in_the_middle_leaves_all_as_it_was(place, proposal, monkeypatch):
    replace, failing = Path.replace, set()
    before = state(place)

    def full(self, target):
        if Path(target).name in failing:
            raise OSError(28, "No space left on device")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", full)
    for name in ("made_up.toml", f"{proposal.sha256}.json", CURRENT):
        failing.clear()
        failing.add(name)
        with pytest.raises(InputError, match=r"all is as it was: .*No space left"):
            put_in_force("made_up.toml", SOUND, proposal, **place)
        assert state(place) == before
        assert load(**place).effects


def test_a_read_only_installation_says_what_to_do(place, proposal, monkeypatch):
    before = state(place)
    monkeypatch.setattr("os.access", lambda *_: False)

    with pytest.raises(InputError, match="is read-only: put it in force in a checkout"):
        put_in_force("made_up.toml", SOUND, proposal, **place)

    assert state(place) == before
