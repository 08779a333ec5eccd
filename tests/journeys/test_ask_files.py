"""What the questionnaire keeps, and how it is taken up again."""

import json
import os
import signal
import time
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.journeys.commands import answer_of, zusanli
from tests.journeys.typing_patient import Terminal, interview, ordinary, ticking
from zusanli.knowledge.store import load


def aged(file: Path, *, days: int) -> None:
    """Make a saved interview one of some days ago."""
    case = json.loads(file.read_bytes())

    def before(at: str) -> str:
        return (datetime.fromisoformat(at) - timedelta(days=days)).isoformat()

    case["on"] = before(case["on"])
    for answer in case["answers"].values():
        answer["at"] = before(answer["at"])
    file.write_text(json.dumps(case))


@pytest.mark.parametrize("after", [1, 5, 12])
def test_saved_and_resumed_it_comes_to_the_same_decision(tmp_path, after):
    file = tmp_path / "answers.json"
    terminal = Terminal("--save", str(file))
    for _ in range(after):
        terminal.type(ordinary(terminal.until("> ")))
    terminal.until("> ")
    terminal.type("s")
    assert terminal.end() == b""

    resumed = json.loads(interview(Terminal("--resume", str(file), "--format", "json")))
    straight = json.loads(interview(Terminal("--format", "json")))

    assert resumed["triage"] == straight["triage"]
    assert f"zusanli ask --resume {file}\n" in terminal.shown


def test_killed_in_the_middle_it_has_kept_every_answer(tmp_path):
    file = tmp_path / "answers.json"
    terminal = Terminal("--save", str(file))
    for _ in range(6):
        terminal.type(ordinary(terminal.until("> ")))
    terminal.until("> ")
    deadline = time.monotonic() + 20
    while len(json.loads(file.read_bytes())["answers"]) < 6 and time.monotonic() < deadline:
        time.sleep(0.05)
    terminal.process.send_signal(signal.SIGKILL)
    terminal.end()

    assert len(json.loads(file.read_bytes())["answers"]) == 6
    out = interview(Terminal("--resume", str(file), "--format", "json"))
    assert json.loads(out)["triage"]["may_needle"]


def test_input_that_ends_saves_what_was_answered(tmp_path):
    file = tmp_path / "answers.json"
    done = zusanli("ask", "--save", str(file), given=b"n\nn\n")

    assert done.returncode == 0
    assert done.stdout == b""
    assert len(json.loads(file.read_bytes())["answers"]) == 2


def test_who_answered_is_recorded(tmp_path):
    case = tmp_path / "case.json"
    interview(Terminal("--by", "relative", "--write", str(case)))

    assert {each["by"] for each in json.loads(case.read_bytes())["answers"].values()} == {
        "relative"
    }


def test_a_file_that_is_there_is_not_overwritten_and_nothing_is_asked(tmp_path):
    case = tmp_path / "case.json"
    case.write_text("mine")
    done = zusanli("ask", "--write", str(case))

    assert done.returncode == 2
    assert b"is there already" in done.stderr
    assert case.read_text() == "mine"


def test_a_saved_interview_is_not_begun_anew_over_itself_unless_forced(tmp_path):
    file = tmp_path / "answers.json"
    zusanli("ask", "--save", str(file), given=b"n\nn\n")
    before = file.read_bytes()
    refused = zusanli("ask", "--save", str(file), given=b"n\n")

    assert refused.returncode == 2
    assert b"--resume" in refused.stderr
    assert file.read_bytes() == before
    assert zusanli("ask", "--save", str(file), "--force", given=b"n\n").returncode == 0
    assert len(json.loads(file.read_bytes())["answers"]) == 1


def test_what_was_taken_back_is_gone_from_the_file_at_once(tmp_path):
    file = tmp_path / "answers.json"
    terminal = Terminal("--save", str(file))
    for line in ("n", "n", "b", "s"):
        terminal.until("> ")
        terminal.type(line)
    terminal.end()

    assert list(json.loads(file.read_bytes())["answers"]) == ["sudden_illness"]


@pytest.mark.parametrize("how", ["interrupted", "input ended"])
def test_without_a_file_named_nothing_typed_is_lost(tmp_path, how):
    terminal = Terminal(cwd=tmp_path)
    for _ in range(3):
        terminal.type(ordinary(terminal.until("> ")))
    terminal.until("> ")
    if how == "interrupted":
        terminal.process.send_signal(signal.SIGINT)
    else:
        os.write(terminal.master, b"\x04")
    terminal.end()

    assert terminal.process.returncode == 0
    assert "zusanli ask --resume zusanli-answers.json" in terminal.shown
    file = tmp_path / "zusanli-answers.json"
    assert len(json.loads(file.read_bytes())["answers"]) == 3
    assert file.stat().st_mode & 0o077 == 0


def test_a_folder_that_went_away_costs_no_answers(tmp_path):
    folder, home = tmp_path / "stick", tmp_path / "home"
    folder.mkdir()
    home.mkdir()
    terminal = Terminal("--save", str(folder / "answers.json"), cwd=home)
    terminal.type(ordinary(terminal.until("> ")))
    if not terminal.until("Screen 2,").endswith("> "):
        terminal.until("> ")
    (folder / "answers.json").unlink()
    folder.rmdir()
    terminal.type("n")
    terminal.until("> ")
    terminal.type("s")
    terminal.end()

    assert "The answers are not kept there" in terminal.shown
    assert len(json.loads((home / "zusanli-answers.json").read_bytes())["answers"]) == 2


def test_answers_of_four_days_ago_are_asked_again_and_then_clear(tmp_path):
    file, case = tmp_path / "answers.json", tmp_path / "case.json"
    interview(Terminal("--save", str(file)))
    aged(file, days=4)
    terminal = Terminal("--resume", str(file), "--write", str(case), "--format", "json")
    said = json.loads(interview(terminal))

    assert "over two days old" in terminal.shown
    assert "How old" not in terminal.shown
    assert said["triage"]["may_needle"]
    assert answer_of("decide", str(case)) == said


def test_a_tick_of_four_days_ago_is_not_taken_back_by_asking_again(tmp_path):
    file, case = tmp_path / "answers.json", tmp_path / "case.json"
    answer = ticking("has one leg changed in any of these ways", "1")
    interview(Terminal("--save", str(file)), answer)
    aged(file, days=4)
    terminal = Terminal("--resume", str(file), "--write", str(case), "--format", "json")
    said = json.loads(interview(terminal))

    assert [each["id"] for each in said["triage"]["raised"]] == ["suspected_deep_vein_clot"]
    assert answer_of("decide", str(case)) == said


def test_a_case_with_an_examination_is_not_resumed_since_it_would_be_dropped(tmp_path):
    file = tmp_path / "case.json"
    at = "2026-11-20T10:00:00+00:00"
    kind = next(iter(load().examinations))
    examination = {"id": kind, "by": "Bob Lee", "at": at, "findings": {}}
    before = json.dumps({"on": at, "examinations": [examination]})
    file.write_text(before)
    done = zusanli("ask", "--resume", str(file))

    assert done.returncode == 2
    assert b"examinations: are a practitioner's" in done.stderr
    assert file.read_text() == before
