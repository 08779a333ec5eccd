"""The documents about a case and a visit, each by itself: as text, as a page and on paper."""

import io
import json
import re
from datetime import timedelta
from pathlib import Path
from typing import ClassVar
from xml.etree import ElementTree as ET

import pytest
from pypdf import PdfReader

from tests.journeys.commands import zusanli
from tests.people import NOON
from zusanli.core.case.reading import read_case
from zusanli.core.decide import decide
from zusanli.core.words import LANGUAGES
from zusanli.documents.blocks import Notice
from zusanli.documents.letter import letter
from zusanli.documents.plain_text import plain_text
from zusanli.documents.sheet import sheet
from zusanli.knowledge.store import load

BOOK = load()
CASES = sorted((Path(__file__).parents[2] / "examples" / "cases").glob("*.json"))
VISIT = Path(__file__).parents[2] / "examples" / "visits" / "numb_feet_third_visit.json"
REVIEW = "not reviewed by a clinician"
REVIEWS = {
    "en": REVIEW,
    "ja": "臨床家の確認[はを]受けていません",
    "zh-Hant": "未經臨床人員審閱",
}
AT = NOON.isoformat()
EARLIER = (NOON - timedelta(hours=1)).isoformat()


def decided(**case: object):
    data = {"on": AT, "complaints": ["leg_pain"], **case}
    return decide(case=read_case(data, book=BOOK, now=NOON), book=BOOK, engine="test")


def written(**case: object) -> str:
    """The letter in one line, so that a sentence is found wherever it was broken."""
    return " ".join(plain_text(letter(decided(**case))).split())


KINDS = {"letter": CASES[0], "leaflet": CASES[0], "consent": CASES[0], "summary": VISIT}


@pytest.mark.parametrize("case", CASES, ids=lambda each: each.stem)
@pytest.mark.parametrize("kind", ["letter", "leaflet", "consent"])
def test_each_example_is_written_as_text(case, kind):
    done = zusanli(kind, str(case))

    assert done.returncode == 0, done.stderr.decode()
    assert REVIEW in " ".join(done.stdout.decode().split())


@pytest.mark.parametrize(("kind", "case"), KINDS.items())
@pytest.mark.parametrize("language", LANGUAGES)
def test_on_paper_it_says_the_same_and_is_the_same_each_time(tmp_path, kind, case, language):
    file = tmp_path / "printed.pdf"
    asked = (kind, str(case), "--language", language)
    first = zusanli(*asked, "--format", "pdf")
    again = zusanli(*asked, "--format", "pdf", "--output", str(file))
    said = zusanli(*asked).stdout.decode().splitlines()[0]
    pages = PdfReader(io.BytesIO(first.stdout)).pages
    printed = "".join("".join(page.extract_text() for page in pages).split())

    assert (first.returncode, again.returncode) == (0, 0), first.stderr.decode()
    assert file.read_bytes() == first.stdout
    assert said in pages[0].extract_text()
    assert re.search(REVIEWS[language].replace(" ", ""), printed)


@pytest.mark.parametrize("kind", ["letter", "leaflet", "consent"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_as_a_page_it_stands_alone_and_says_all_that_the_text_says(kind, language):
    asked = (kind, str(CASES[0]), "--language", language)
    page = zusanli(*asked, "--format", "html").stdout.decode()
    text = zusanli(*asked).stdout.decode()

    assert f'<html lang="{language}">' in page
    assert "://" not in page.partition("</style>")[0]
    seen = ET.fromstring(_as_xml(page)).itertext()  # noqa: S314 - our own page
    shown = "".join("".join(seen).split())
    for line in text.splitlines():
        words = line.removeprefix("- ")
        if "___" in line:  # the page draws the lines to sign on
            words = words.rstrip("_ ").rstrip(":\uff1a")
        assert "".join(words.split()).casefold() in shown.casefold(), line


def _as_xml(page: str) -> str:
    """The body, which is written so that a parser of XML takes it."""
    body = page.partition("<body>")[2].partition("</body>")[0]
    return f"<body>{re.sub(r'<(br|col[^>]*)>', '', body)}</body>"


def test_a_file_that_is_there_is_not_written_over(tmp_path):
    file = tmp_path / "letter.txt"
    file.write_text("mine")

    done = zusanli("letter", str(CASES[0]), "--output", str(file))

    assert done.returncode == 2
    assert file.read_text() == "mine"


class TestTheAsk:
    @pytest.mark.parametrize(
        ("answers", "ask"),
        [
            ({"skin_black": True}, "PLEASE SEE THIS PATIENT AS AN EMERGENCY"),
            ({"sore_open_over_2_weeks": True}, "PLEASE SEE THIS PATIENT TODAY"),
            ({"nerve_trouble_checked": None}, "Please tell us if anything speaks against"),
        ],
    )
    def test_is_one_and_as_urgent_as_the_worst_that_was_found(self, answers, ask):
        decision = decided(answers={"age": 60, **answers})

        assert ask in " ".join(plain_text(letter(decision)).split())
        assert sum(isinstance(each, Notice) for each in letter(decision).blocks) == 1

    def test_does_not_speak_of_what_was_released(self):
        answers = {"sore_open_over_2_weeks": True}
        raised = decided(answers=answers).triage.raised
        releases = [
            {
                "flag": each.flag.id,
                "assessed_by": "Dr Ann Reid",
                "role": each.flag.release_roles[0],
                "at": AT,
                "result": "excluded",
                "findings": answers,
            }
            for each in raised
            if each.flag.release_roles
        ]
        text = written(answers=answers, releases=releases)

        assert releases
        assert "PLEASE SEE" not in text
        assert "released: excluded by Dr Ann Reid" in text


def test_each_sign_is_told_with_who_said_it_and_when():
    text = written(
        answers={"sore_open_over_2_weeks": {"value": True, "by": "carer", "at": EARLIER}},
        examinations=[
            {
                "id": "foot_pulses",
                "by": "Mei Tan",
                "at": EARLIER,
                "findings": {"foot_pulse_absent": True, "one_foot_colder": False},
            }
        ],
    )

    assert "A sore that has been open for more than 2 weeks (carer, 2026-11-22 11:00)" in text
    assert "A foot pulse that is not felt (Mei Tan, 2026-11-22 11:00)" in text
    assert "Mei Tan, 2026-11-22 11:00: One foot clearly colder than the other." in text


@pytest.mark.parametrize(
    ("value", "reason", "told"),
    [
        (False, "It was a harmless mole.", "Cancer, now or ever: no"),
        (None, "She meant her sister.", "Cancer, now or ever: not known"),
    ],
)
def test_a_corrected_answer_and_its_correction_are_both_told_with_the_reason(value, reason, told):
    correction = {
        "finding": "cancer_ever",
        "value": value,
        "by": "Mei Tan",
        "at": AT,
        "reason": reason,
    }
    text = written(answers={"cancer_ever": True}, overrides=[correction])

    assert "Cancer, now or ever (patient, 2026-11-22 12:00)" in text
    corrected = text.partition("ANSWERS THAT A PRACTITIONER CORRECTED")[2]
    assert f"{told} (corrected by Mei Tan, 2026-11-22 12:00). Reason given: {reason}" in corrected


class TestWhatIsNotThere:
    """A doctor who reads it leans on it, so it holds what everybody says, and nothing else."""

    ABSENT = "DANGER SIGNS ASKED ABOUT, AND NOT THERE"
    FOUND: ClassVar = {
        "id": "skin_of_legs_and_feet",
        "by": "Bob Lee",
        "at": EARLIER,
        "findings": {"skin_black": True},
    }

    def test_does_not_name_what_is_there_and_reassures(self):
        text = written(answers={"nerve_trouble_checked": True, "skin_black": False})
        known, _, absent = text.partition(self.ABSENT)

        assert "A doctor has checked the weakness" in known
        assert "A doctor has checked" not in absent
        assert "A black toe" in absent

    def test_does_not_name_what_somebody_else_found(self):
        text = written(answers={"skin_black": False}, examinations=[self.FOUND])

        assert "EMERGENCY: A black toe" in text
        assert "A black toe" not in text.partition(self.ABSENT)[2]

    def test_gives_nobody_as_a_source_of_what_they_denied(self):
        text = written(answers={"skin_black": False}, examinations=[self.FOUND])

        assert "(Bob Lee, 2026-11-22 11:00)" in text
        assert "patient," not in text

    def test_does_not_name_a_no_that_is_out_of_date(self):
        old = {"value": False, "at": "2001-01-01T00:00:00Z"}
        text = written(answers={"skin_black": old})

        assert self.ABSENT not in text
        assert "A black toe" in text.partition("AND NOT KNOWN")[2]


def test_what_nobody_knows_is_told_as_not_known():
    text = written(answers={"feeling_ill": None})

    assert "Danger signs asked about, and not known".upper() in text
    assert "Fever" in text.split("AND NOT KNOWN")[1]


@pytest.mark.parametrize("case", CASES, ids=lambda each: each.stem)
def test_every_word_of_a_sheet_stands_in_its_text(case):
    data = json.loads(case.read_text(encoding="utf-8"))
    decision = decide(case=read_case(data, book=BOOK, now=NOON), book=BOOK, engine="test")
    text = " ".join(plain_text(sheet(decision)).split())

    for raised in decision.triage.raised:
        assert raised.flag.title in text
    for each in decision.choice.points if decision.choice is not None else ():
        if each.in_set:
            assert each.point.hanzi in text
