"""A decision on paper: what stands on it, that it is ours, and that it is the same each time."""

import io
import json
import logging
import os
import pty
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from pypdf import PdfReader

from tests.journeys.commands import ZUSANLI, zusanli
from tests.kb.test_named_patients import FEELING_LESS, NO_HEAT, POWER_FULL, PULSES_FELT, SKIN_FINE
from tests.kb.test_plain_language import HIGHEST_GRADE, grade
from tests.people import NOON, Patient, examined, interview
from tools.subset_font import FACES, FONTS, wanted
from zusanli.cli.main import main
from zusanli.core.case.reading import read_case
from zusanli.core.decide import decide
from zusanli.documents import leaflet as leaflets
from zusanli.documents.blocks import Bullets, Document, Heading, Notice, Paragraph, Table
from zusanli.documents.html import html
from zusanli.documents.leaflet import leaflet
from zusanli.documents.sheet import sheet
from zusanli.exchange.pdf.printing import to_pdf

ROOT = Path(__file__).parents[2]
CASES = sorted((ROOT / "examples" / "cases").glob("*.json"))
REVIEW = "not reviewed by a clinician"
LEAFLET = "About your visit"
SMALLEST_LARGE_PRINT = 16
FEELING_KEPT = {"monofilament_lost": False, "light_touch_lost": False}
CHECKED_IN = {
    "not_eaten": False,
    "alcohol_today": False,
    "first_acupuncture": True,
    "cannot_keep_still": False,
    "drives_home": False,
    "frail": False,
}
OUTER_SIDE = {
    "pain_places": ["left.buttock", "left.thigh", "left.calf"],
    "pain_sides_of_leg": ["pain_outer_side"],
    "needle_safety": [],
    "leg_needle_safety": [],
}


ASKED: dict[str, dict[str, object]] = {}


def answers_of(patient: Patient, book) -> dict[str, object]:
    """Asking takes seconds, so each patient is asked once."""
    key = repr(patient)
    if key not in ASKED:
        ASKED[key] = interview(patient, book).answers
    return ASKED[key]


def case_of(patient: Patient, book, *, condition: str = "sciatica") -> dict[str, object]:
    """Everything asked and everything examined, so that points may be chosen."""
    thumb = {"thumb_width": {"value": 20, "by": "Ann Reid"}}
    return {
        "complaints": patient.complaints,
        "on": NOON.isoformat(),
        "country": "GB",
        "answers": {**answers_of(patient, book), **OUTER_SIDE, **thumb},
        "examinations": [
            SKIN_FINE,
            POWER_FULL,
            PULSES_FELT,
            {**FEELING_LESS, "findings": FEELING_KEPT},
            NO_HEAT,
            examined("check_in", **CHECKED_IN),
        ],
        "chosen": {"conditions": [condition], "patterns": []},
    }


SCIATICA = Patient(["back_and_leg_pain"], {"age": 45, **OUTER_SIDE})
PREGNANT = Patient(
    ["back_and_leg_pain"],
    {"age": 31, "pregnant": True, "pregnant_20_weeks_or_more": True, **OUTER_SIDE},
)
EMERGENCY = {"answers": {"skin_black": True, "age": 60}, "country": "JP"}


def printed(case: dict[str, object], *options: str) -> bytes:
    done = zusanli("decide", "-", "--format", "pdf", *options, given=json.dumps(case).encode())
    assert done.returncode == 0, done.stderr.decode()
    assert done.stderr == b""
    return done.stdout


def pages(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]


def parted(pdf: bytes) -> tuple[list[str], list[str]]:
    """The pages of the sheet, and those of the leaflet."""
    texts = pages(pdf)
    start = next(index for index, text in enumerate(texts) if LEAFLET in text)
    return texts[:start], texts[start:]


def decided(case: dict[str, object], book):
    return decide(case=read_case(case, book=book, now=NOON), book=book, engine="test")


def words(document: Document) -> str:
    return repr(document.blocks)


@pytest.fixture(scope="module")
def sciatica(book) -> bytes:
    return printed(case_of(SCIATICA, book))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_each_example_gives_a_sheet_of_two_pages_at_most_and_then_a_leaflet(case):
    practitioners, patients = parted(printed(json.loads(case.read_bytes())))

    assert 1 <= len(practitioners) <= 2
    assert "Before the first needle" in practitioners[0]
    assert " ".join(practitioners).replace("\n", " ").count(REVIEW) == 1
    assert " ".join(patients).replace("\n", " ").count(REVIEW) == 1
    assert LEAFLET in patients[0]


@pytest.mark.parametrize("patient", [SCIATICA, PREGNANT], ids=["sciatica", "and pregnant"])
def test_a_whole_plan_fits_on_two_pages(patient, book):
    practitioners, _ = parted(printed(case_of(patient, book)))

    assert len(practitioners) <= 2


def test_the_same_case_gives_the_same_bytes():
    case = json.loads(CASES[0].read_bytes())

    assert printed(case) == printed(case)


def test_points_stand_on_it_with_tones_and_characters_and_depths_only_on_the_sheet(book):
    knee = Patient(["knee_pain"], {"age": 66, "pain_places": ["left.knee"]})
    case = case_of(knee, book, condition="knee_osteoarthritis")
    case["answers"] |= {"pain_places": ["left.knee"], "pain_sides_of_leg": ["pain_in_front"]}
    sheets, leaflets_ = ("".join(part) for part in parted(printed(case)))

    for text in (sheets, leaflets_):
        assert "足三里" in text
        assert "Zúsānlǐ" in text
    assert re.search(r"\d cun,\s*\d+ mm", sheets)
    assert not re.search(r"\d\s*(cun|mm)\b", leaflets_)


def test_only_our_font_is_embedded_and_all_of_it(sciatica):
    fonts = {}
    for page in PdfReader(io.BytesIO(sciatica)).pages:
        for font in page["/Resources"]["/Font"].values():
            (inner,) = font.get_object()["/DescendantFonts"]
            fonts[font.get_object()["/BaseFont"].partition("+")[2]] = inner.get_object()

    assert set(fonts) == {"Zusanli-Sans", "Zusanli-Sans-Bold"}
    for name, font in fonts.items():
        descriptor = font["/FontDescriptor"].get_object()
        data = descriptor["/FontFile2"].get_object().get_data()
        weight = "bold" if name.endswith("Bold") else "regular"
        ours = TTFont(FONTS / f"zusanli-sans-{weight}.woff2")["head"]
        head = TTFont(io.BytesIO(data))["head"]
        assert (head.created, head.fontRevision) == (ours.created, ours.fontRevision)


@pytest.mark.parametrize("weight", ["regular", "bold"])
@pytest.mark.parametrize(
    ("family", "language"), [("Zusanli Sans", "zh-Hant"), ("Zusanli Sans JP", "ja")]
)
def test_the_font_holds_every_character_that_the_knowledge_base_can_bring_onto_paper(
    weight, family, language, compiled
):
    assert set(FACES.values()) == {"Zusanli Sans", "Zusanli Sans JP"}
    file = FONTS / f"{family.lower().replace(' ', '-')}-{weight}.woff2"
    has = set(TTFont(file).getBestCmap())
    # The linter's patterns are never printed.
    tables = {**compiled.document["tables"], "phrases": []}
    said = json.dumps((tables, compiled.catalogues[language]), ensure_ascii=False)
    all_of_it = {ord(each) for each in said}

    assert sorted(map(chr, (wanted(family, weight.capitalize()) | all_of_it) - has)) == []
    assert file.stat().st_size < 1_250_000


def test_a_name_that_is_typed_as_markup_stays_words(book):
    case = case_of(SCIATICA, book)
    for each in case["examinations"]:
        each["by"] = "<b>Ann & 'Bob'</b>"
    document = Document(
        "en", "<i>", "<script>", '"&"', large_print=False, blocks=(Heading("<h1>"),)
    )

    page = html((document,), title="<t>", made_for=NOON)

    assert "<script>" not in page
    assert "<i>" not in page
    assert "&lt;h1&gt;" in page
    assert pages(printed(case))


def test_nothing_is_fetched_that_is_not_ours(tmp_path, caplog):
    secret = tmp_path / "secret.css"
    secret.write_text("body::before { content: 'fetched' }")
    page = f'<html><head><link rel="stylesheet" href="{secret.as_uri()}"></head><body>x</body>'

    assert "fetched" not in "".join(pages(to_pdf(page)))


@pytest.mark.parametrize("name", ["\ud64d\uae38\ub3d9", "\U0001f9b6"], ids=["Korean", "a picture"])
def test_what_our_fonts_do_not_draw_is_named_and_not_printed_as_something_else(book, name):
    case = case_of(SCIATICA, book)
    case["examinations"][0]["by"] = f"Dr {name}"
    done = zusanli("letter", "-", "--format", "pdf", given=json.dumps(case).encode())

    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode().startswith(f"our fonts do not draw {min(name)} (U+")


@pytest.mark.parametrize(
    "name",
    [
        "\u4f50\u85e4 \u6a4b\u672c",
        "\u5433\u73ee\u73ca",
        "\u9ad9\u6a4b",
        "\u8acb\u52ff\u6ce1\u6eab\u6cc9",
    ],
)
def test_common_names_of_japan_and_taiwan_are_drawn(name):
    assert b"%PDF" in to_pdf(f"<html lang='ja'><body><p>{name}</p></body></html>")[:8]


def test_the_style_sheet_is_understood_whole(caplog, book):
    decision = decided(json.loads(CASES[0].read_bytes()), book)
    page = html((sheet(decision), leaflet(decision)), title="t", made_for=NOON)
    to_pdf(page)
    logging.getLogger("weasyprint").setLevel(logging.WARNING)
    to_pdf(page)

    said = [each.getMessage() for each in caplog.records if each.name == "weasyprint"]
    assert said == []


def test_large_print_is_large(book):
    css = (FONTS.parent / "print.css").read_text()
    (large,) = re.findall(r"\.large \{[^}]*font-size: (\d+)pt", css)
    in_the_margin = re.findall(r"@page large \{(.*?)\n\}", css, re.DOTALL)[0]

    assert int(large) >= SMALLEST_LARGE_PRINT
    sizes = re.findall(r"font-size: (\d+)pt", in_the_margin)
    assert [int(size) >= SMALLEST_LARGE_PRINT for size in sizes] == [True, True]
    assert not re.findall(r"\.large [^{]*\{[^}]*font-size: 0", css)


class TestTheLeaflet:
    def test_says_first_what_to_do_now_with_the_number_of_the_country(self, book):
        first, *rest = leaflet(decided(EMERGENCY, book)).blocks

        assert isinstance(first, Notice)
        assert first.alarm
        assert first.title == "Get help now"
        assert "119" in " ".join(first.lines)
        assert Paragraph("Not now. Please get help first.") in rest
        assert "Before your visit" not in repr(rest)

    def test_leaves_out_what_to_do_about_a_flag_that_was_released(self, book):
        case = json.loads(CASES[2].read_bytes())
        raised = decided(case, book).triage.raised
        assert isinstance(leaflet(decided(case, book)).blocks[0], Notice)
        case["releases"] = [
            {
                "flag": each.flag.id,
                "assessed_by": "Dr Grey",
                "role": each.flag.release_roles[0],
                "at": case["on"],
                "result": "excluded",
                "findings": {
                    reason.name: True for reason in each.because if isinstance(reason.value, bool)
                },
            }
            for each in raised
            if each.flag.release_roles
        ]
        released = decided(case, book)

        assert all(each.released_by for each in released.triage.raised if each.flag.serious)
        assert "Be seen today" not in words(leaflet(released))

    def test_says_of_itself_what_is_known_and_not_what_could_be(self, book):
        asked_little = {"complaints": ["leg_pain"], "answers": {"age": 45}}
        texts = words(leaflet(decided(asked_little, book)))

        assert "near your new joint" not in texts
        assert "too thin for needles" not in texts
        assert "We do not know all about your health yet." in texts

    def test_holds_no_depth_angle_or_share_of_trials(self, book):
        tables = [
            each
            for each in leaflet(decided(case_of(SCIATICA, book), book)).blocks
            if isinstance(each, Table)
        ]

        assert [table.head for table in tables] == [("Point", "Name", "Characters", "Side")]

    def test_is_plain(self, book):
        for case in CASES:
            for block in leaflet(decided(json.loads(case.read_bytes()), book)).blocks:
                own = [block.text] if isinstance(block, Paragraph | Heading) else []
                own += block.items if isinstance(block, Bullets) else []
                for text in own:
                    assert grade(text) <= HIGHEST_GRADE, text

    def test_has_plain_words_for_each_examination(self, book):
        assert set(leaflets.LOOKS_AT) == set(book.examinations)
        for text in leaflets.LOOKS_AT.values():
            assert grade(text) <= HIGHEST_GRADE, text


class TestTheSheet:
    def test_names_what_is_raised_why_and_what_to_do(self, book):
        text = words(sheet(decided(json.loads(CASES[0].read_bytes()), book)))

        assert "URGENT: A sore that does not heal" in text
        assert "call 911" in text
        assert "Both foot pulses" in text
        assert "Points: none" in text

    def test_says_once_what_is_the_same_at_every_point(self, book):
        blocks = sheet(decided(case_of(SCIATICA, book), book)).blocks
        (points,) = (b for b in blocks if isinstance(b, Table) and "Hanzi" in b.head)
        every = "Light stimulation."

        assert repr(blocks).count(every) == 1
        assert not any(every in row[-1] for row in points.rows)

    def test_shows_the_trials_that_name_points_of_all(self, book):
        decision = decided(case_of(SCIATICA, book), book)
        assert decision.choice is not None
        total = decision.choice.naming + decision.choice.silent

        assert f"{decision.choice.naming} of {total} trials name points" in words(sheet(decision))


class TestTheCommand:
    def test_does_not_write_a_pdf_to_a_terminal(self):
        terminal, other = pty.openpty()
        done = subprocess.run(
            [ZUSANLI, "decide", str(CASES[0]), "--format", "pdf"],
            stdout=other,
            stderr=subprocess.PIPE,
            stdin=subprocess.DEVNULL,
            timeout=60,
            check=False,
        )
        os.close(other)
        os.close(terminal)

        assert done.returncode == 2
        assert done.stderr.decode().startswith("--format: a pdf is not for a terminal")

    @pytest.mark.parametrize("form", ["text", "json", "pdf"])
    def test_writes_what_it_would_print_into_a_file_that_its_owner_alone_reads(
        self, tmp_path, form
    ):
        file = tmp_path / "decision"
        done = zusanli("decide", str(CASES[0]), "--format", form, "--output", str(file))

        assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
        assert file.read_bytes() == zusanli("decide", str(CASES[0]), "--format", form).stdout
        assert file.stat().st_mode & 0o777 == 0o600
        assert list(tmp_path.iterdir()) == [file]

    def test_takes_the_place_of_no_file_unless_told_to(self, tmp_path):
        case = tmp_path / "case.json"
        case.write_bytes(CASES[0].read_bytes())
        into_itself = ("decide", str(case), "--output", str(case))
        done = zusanli(*into_itself)

        assert done.returncode == 2
        assert b"--output" in done.stderr
        assert case.read_bytes() == CASES[0].read_bytes()
        assert zusanli(*into_itself, "--force").returncode == 0

    def test_leaves_nothing_on_stdout_when_the_case_is_wrong(self):
        done = zusanli("decide", "-", "--format", "pdf", given=b'{"answers": {"agee": 3}}')

        assert (done.returncode, done.stdout) == (2, b"")

    def test_loads_the_printer_only_to_print(self):
        program = (
            "import sys; from zusanli.cli.main import main; "
            f"main(['decide', {str(CASES[0])!r}, *sys.argv[1:]]); "
            "print(sorted({'weasyprint', 'fontTools', 'django'} & set(sys.modules)), "
            "file=sys.stderr)"
        )

        def loaded(*options: str) -> str:
            done = subprocess.run(
                [sys.executable, "-c", program, *options], capture_output=True, check=True
            )
            return done.stderr.decode().splitlines()[-1]

        assert loaded() == "[]"
        assert loaded("--format", "json") == "[]"
        assert loaded("--format", "pdf") == "['fontTools', 'weasyprint']"

    def test_says_which_packages_are_missing_where_text_cannot_be_laid_out(
        self, monkeypatch, capsys, tmp_path
    ):
        for name in [each for each in sys.modules if each.partition(".")[0] == "weasyprint"]:
            monkeypatch.delitem(sys.modules, name)
        monkeypatch.setitem(sys.modules, "weasyprint", None)
        monkeypatch.setattr("builtins.__import__", _without_pango(__import__))
        file = tmp_path / "decision.pdf"

        assert main(["decide", str(CASES[0]), "--format", "pdf", "--output", str(file)]) == 1
        said = capsys.readouterr()
        assert said.out == ""
        assert "libpango-1.0-0" in said.err
        assert not file.exists()


def _without_pango(really):
    def pretend(name, *rest, **more):
        if name.partition(".")[0] == "weasyprint":
            sys.stdout.write("a page of advice")
            raise OSError("cannot load library")
        return really(name, *rest, **more)

    return pretend


def test_the_moment_in_the_file_is_that_of_the_case(book):
    case = case_of(SCIATICA, book)
    made = PdfReader(io.BytesIO(printed(case))).metadata.creation_date

    assert made.astimezone(UTC) == datetime.fromisoformat(case["on"])
