"""The questionnaire in a terminal, typed as a person types."""

import json

import pytest

from tests.journeys.commands import answer_of, zusanli
from tests.journeys.typing_patient import Terminal, interview, ordinary, screen_of, screens, ticking

MOST_SCREENS = 18
WIDE_N, WIDE_1 = "\N{FULLWIDTH LATIN SMALL LETTER N}", "\N{FULLWIDTH DIGIT ONE}"


def test_an_ordinary_patient_may_book_after_at_most_18_screens(tmp_path):
    case = tmp_path / "case.json"
    terminal = Terminal("--format", "json", "--write", str(case), "--country", "GB")
    triage = json.loads(interview(terminal))["triage"]

    assert screens(terminal.shown) <= MOST_SCREENS
    assert "You may book an assessment visit." in terminal.shown
    assert triage["may_book_assessment"]
    assert triage["may_needle"]


def test_what_was_typed_in_a_terminal_can_be_piped_in():
    terminal = Terminal("--format", "json")
    typed_in = json.loads(interview(terminal))
    lines = "".join(f"{line}\n" for line in terminal.typed)
    piped = zusanli("ask", "--format", "json", given=lines.encode())

    assert piped.returncode == 0
    assert json.loads(piped.stdout)["triage"] == typed_in["triage"]
    assert screens(piped.stderr.decode()) <= MOST_SCREENS
    assert b"You may book an assessment visit." in piped.stderr


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


def test_in_an_emergency_what_to_do_stays_on_the_screen_and_the_case_is_written(tmp_path):
    case = tmp_path / "case.json"
    terminal = Terminal("--country", "GB", "--write", str(case))
    out = interview(terminal, ticking("suddenly changed in one of these ways", "1")).decode()

    assert "EMERGENCY: now" in out
    assert "leg_suddenly_without_blood" in out
    assert "not reviewed by a clinician" in out
    assert len(out.splitlines()) <= 10
    assert answer_of("decide", str(case))["triage"]["urgency"] == "emergency"


def test_in_an_emergency_what_stays_on_the_screen_is_in_the_patients_language():
    done = zusanli(
        "ask", "--language", "ja", "--country", "JP", "--complaint", "numb_feet", given=b"1\n"
    )

    assert "119" in done.stdout.decode()
    assert "\u96fb\u8a71" in done.stdout.decode()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ja", {"y": "はい", "n": "なし", "u": "わからない"}),
        ("zh-Hant", {"y": "是", "n": "沒有", "u": "不確定"}),
    ],
)
def test_each_language_is_understood_as_it_is_typed(language, words):
    terminal = Terminal("--format", "json", "--country", "JP")
    said = json.loads(interview(terminal))
    lines = "".join(f"{words.get(line, line)}\n" for line in terminal.typed)
    asked = ("ask", "--format", "json", "--language", language, "--country", "JP")
    own = json.loads(zusanli(*asked, given=lines.encode()).stdout)

    assert set(words) & set(terminal.typed)
    assert [each["id"] for each in own["triage"]["open"]] == [
        each["id"] for each in said["triage"]["open"]
    ]
    assert own["triage"]["may_needle"] is said["triage"]["may_needle"]


def test_who_must_be_seen_today_is_told_before_booking_and_may_book():
    terminal = Terminal("--country", "GB", "--format", "json")
    answer = ticking("has one leg changed in any of these ways", "1")
    triage = json.loads(interview(terminal, answer))["triage"]
    said = terminal.shown.split("Please be seen today:")[1]

    assert triage["urgency"] == "urgent"
    assert "NHS 111" in said.split("You may book")[0]
    assert "Being seen today comes first." in said


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


def test_back_from_the_offer_at_the_end_changes_an_answer():
    lines = {"Answer them now?": iter(["b", "n"]), "How old": iter(["45"])}

    def answer(shown: str) -> str:
        words = next((each for each in lines if each in shown), None)
        return next(lines[words]) if words else ordinary(shown)

    terminal = Terminal("--format", "json")
    triage = json.loads(interview(terminal, answer))["triage"]

    assert terminal.shown.count("Screen 18,") == 2
    assert terminal.shown.count("You may book an assessment visit.") == 2
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


def test_a_word_that_is_not_text_and_a_number_without_end_are_asked_again():
    lines = b"\xff\xfe\n" + b"9" * 5000 + b"\n1 99\nn\nq\ny\n"
    done = zusanli("ask", given=lines)
    shown = done.stderr.decode()

    assert done.returncode == 0
    assert "Traceback" not in shown
    assert "You typed: 1 99" in shown
    assert "Screen 2," in shown


def test_wide_letters_of_an_east_asian_keyboard_are_understood(tmp_path):
    file = tmp_path / "answers.json"
    zusanli("ask", "--save", str(file), given=f"{WIDE_N}\n{WIDE_N}\n{WIDE_N}\n{WIDE_1}\n".encode())

    answers = json.loads(file.read_bytes())["answers"]
    assert answers["blocked_flow"]["value"] == ["foot_pain_at_night_eased_by_hanging"]


def test_a_ticked_list_and_the_rest_of_it_are_written_as_they_were_answered(tmp_path):
    case = tmp_path / "case.json"
    terminal = Terminal("--format", "json", "--write", str(case))
    said = json.loads(interview(terminal, ticking("Tick all that fit you", "4 5")))
    answers = json.loads(case.read_bytes())["answers"]

    assert answers["about_you"]["value"] == ["diabetes", "feet_feel_less"]
    assert answers["cancer_ever"]["value"] is False
    assert said["triage"]["examinations_due"]
    assert answer_of("decide", str(case)) == said


def test_what_can_wait_is_left_out_or_ended_in_between_and_books_all_the_same():
    def some(shown: str) -> str:
        if "Answer them now?" in shown:
            return "y"
        return "e" if "A question that can wait" in shown else ordinary(shown)

    skipped, ended = Terminal("--format", "json"), Terminal("--format", "json")
    first, second = json.loads(interview(skipped)), json.loads(interview(ended, some))

    assert "A question that can wait" not in skipped.shown
    assert ended.shown.count("A question that can wait") == 1
    assert first["triage"] == second["triage"]
    assert first["triage"]["may_book_assessment"]


def test_a_question_that_cannot_wait_is_not_left_out():
    terminal = Terminal()
    for line in ("e", "b", "q", "n", "q", "y"):
        terminal.until("> ")
        terminal.type(line)
    terminal.end()

    assert "This question cannot wait" in terminal.shown
    assert "This is the first screen." in terminal.shown
    assert terminal.shown.count("Stop, and lose the answers?") == 2


def test_a_complaint_that_was_stated_is_not_asked(tmp_path):
    case = tmp_path / "case.json"
    arguments = ("--complaint", "leg_pain", "--complaint", "cramps", "--write", str(case))
    terminal = Terminal(*arguments)
    interview(terminal)

    assert "What brings you" not in terminal.shown
    assert screens(terminal.shown) < MOST_SCREENS
    assert json.loads(case.read_bytes())["complaints"] == ["cramps", "leg_pain"]


def test_what_is_shown_fits_80_columns():
    terminal = Terminal()
    interview(terminal, lambda shown: ordinary(shown, unsure=True))

    assert max(map(len, terminal.shown.splitlines())) <= 80


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--country", "UK"), b"--country: 'UK' is not known"),
        (("--language", "tlh"), b"--language: 'tlh'"),
        (("--by", " "), b"--by: names nobody"),
        (("--resume", "no_such_file.json"), b"cannot be read"),
        (("--resume", "-"), b"--resume: names a file"),
        (("--complaint", "leg_pian"), b"did you mean leg_pain"),
        (("--country", "gb"), b"did you mean GB"),
        (("--write", "no_such_folder/case.json"), b"no_such_folder is no folder"),
        (("--save", "."), b"--save: '.' is no name of a file"),
    ],
)
def test_a_wrong_option_is_named_before_anything_is_asked(arguments, says):
    done = zusanli("ask", *arguments)

    assert done.returncode == 2
    assert says in done.stderr
    assert done.stdout == b""
