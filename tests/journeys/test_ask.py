"""The questionnaire in a terminal, typed as a person types."""

import json
import os
import pty
import re
import signal
import subprocess
import time

import pytest

from tests.journeys.commands import ZUSANLI, answer_of, zusanli
from zusanli.knowledge.store import load

BOOK = load()
COMPLAINTS = list(BOOK.complaints)
MOST_SCREENS = 18


class Terminal:
    """Types answers by what is shown, through a pseudo-terminal."""

    def __init__(self, *arguments: str) -> None:
        self.master, slave = pty.openpty()
        self.process = subprocess.Popen(
            [ZUSANLI, "ask", *arguments],
            stdin=slave,
            stdout=subprocess.PIPE,
            stderr=slave,
            close_fds=True,
        )
        os.close(slave)
        self.shown = ""

    def until(self, *wanted: str) -> str:
        """Read until one of the words, or the end, and give what came since the last time."""
        since = ""
        while not any(word in since for word in wanted):
            try:
                part = os.read(self.master, 4096).decode()
            except OSError:
                break
            if not part:
                break
            since += part.replace("\r\n", "\n")
        self.shown += since
        return since

    def type(self, line: str) -> None:
        os.write(self.master, f"{line}\n".encode())

    def end(self) -> bytes:
        self.until("no such words: read to the end")
        out = self.process.stdout.read()
        self.process.wait(timeout=20)
        self.process.stdout.close()
        os.close(self.master)
        return out


def screen_of(shown: str) -> str:
    return shown.rsplit("Screen", 1)[-1] if "Screen" in shown else shown


def ordinary(shown: str, *, unsure: bool = False) -> str:
    """What Anna types: she has leg pain, is 45, and nothing else is the matter."""
    last = screen_of(shown)
    if "What brings you" in last:
        return str(COMPLAINTS.index("leg_pain") + 1)
    if unsure:
        return "u"
    return "45" if "How old" in last else "n"


def interview(terminal: Terminal, answer=ordinary, *, lines: int = 400) -> bytes:
    for _ in range(lines):
        shown = terminal.until("> ")
        if not shown.endswith("> "):
            break
        terminal.type(answer(shown))
    return terminal.end()


def screens(shown: str) -> int:
    return max(map(int, re.findall(r"^Screen (\d+)", shown, re.MULTILINE)))


def test_an_ordinary_patient_may_book_after_at_most_18_screens(tmp_path):
    case = tmp_path / "case.json"
    terminal = Terminal("--format", "json", "--write", str(case), "--country", "GB")
    triage = json.loads(interview(terminal))["triage"]

    assert screens(terminal.shown) <= MOST_SCREENS
    assert "You may book an assessment visit." in terminal.shown
    assert triage["may_book_assessment"]
    assert triage["may_needle"]


def test_the_first_screen_is_about_emergencies_and_names_nobody():
    terminal = Terminal()
    first = terminal.until("> ")
    terminal.type("q")
    terminal.until("y / n")
    terminal.type("y")
    terminal.end()

    assert "chest pain" in first
    assert "name" not in first.lower()


def test_the_written_case_decides_as_the_questionnaire_did(tmp_path):
    case = tmp_path / "case.json"
    said = json.loads(interview(Terminal("--format", "json", "--write", str(case))))

    assert answer_of("decide", str(case)) == said


def test_an_emergency_stops_the_questions_and_says_what_to_do_now():
    def cold_foot(shown: str) -> str:
        return (
            "1" if "suddenly changed in one of these ways" in screen_of(shown) else ordinary(shown)
        )

    terminal = Terminal("--country", "JP", "--format", "json")
    triage = json.loads(interview(terminal, cold_foot))["triage"]

    assert "Please stop here" in terminal.shown
    assert "119" in terminal.shown.split("Please stop here")[1]
    assert "You may book" not in terminal.shown
    assert triage["urgency"] == "emergency"
    assert triage["next_questions"] == []


def test_not_sure_about_everything_still_books_an_assessment():
    terminal = Terminal("--format", "json")
    triage = json.loads(interview(terminal, lambda shown: ordinary(shown, unsure=True)))["triage"]

    assert "You may book an assessment visit." in terminal.shown
    assert triage["may_book_assessment"]
    assert not triage["may_needle"]


def test_back_takes_the_last_screen_back():
    typed = iter(["1", "b"])

    def once_wrong(shown: str) -> str:
        # Of "Look at both legs and feet" a sore is ticked by mistake; that screen leads on.
        if "Look at both legs" in screen_of(shown):
            return next(typed, "n")
        return ordinary(shown)

    terminal = Terminal("--format", "json")
    triage = json.loads(interview(terminal, once_wrong))["triage"]

    assert "And the rest of that list" in terminal.shown
    assert triage["may_needle"]


def test_what_cannot_be_taken_is_said_and_asked_again():
    terminal = Terminal("--format", "json")
    for line in ("9", "yes", "", "?", "n"):
        terminal.until("> ")
        terminal.type(line)
    interview(terminal)

    assert "'9' is not a number from 1 to 5" in terminal.shown
    assert "'yes' is not a number" in terminal.shown
    assert "Nothing was typed" in terminal.shown
    assert terminal.shown.count("Screen 1,") == 1


def test_an_age_outside_its_limits_is_asked_again():
    ages = iter(["400", "-3", "forty", "45"])
    terminal = Terminal("--format", "json")
    out = interview(
        terminal,
        lambda shown: next(ages) if "How old" in shown or "(?" in shown else ordinary(shown),
    )

    assert "400 lies outside 0 to 120" in terminal.shown
    assert "'forty' is not a number" in terminal.shown
    assert json.loads(out)["triage"]["may_book_assessment"]


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


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--country", "UK"), b"--country: 'UK' is not known"),
        (("--language", "tlh"), b"--language: 'tlh'"),
        (("--by", " "), b"--by: names nobody"),
        (("--resume", "no_such_file.json"), b"cannot be read"),
    ],
)
def test_a_wrong_option_is_named_before_anything_is_asked(arguments, says):
    done = zusanli("ask", *arguments)

    assert done.returncode == 2
    assert says in done.stderr
    assert done.stdout == b""
