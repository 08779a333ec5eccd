"""Other languages: complete, faithful to numbers and places, and never silent about what is not."""

import json
import shutil
from datetime import timedelta
from functools import cache
from pathlib import Path

import pytest
from babel.messages.pofile import read_po, write_po

from tests.journeys.commands import zusanli
from tests.people import NOON
from tools.catalogues import as_po, said_in_code, wanted
from zusanli.core.case.reading import read_case
from zusanli.core.decide import decide
from zusanli.core.words import ENGLISH, LANGUAGES, Words
from zusanli.documents.consent import consent
from zusanli.documents.leaflet import leaflet
from zusanli.documents.letter import letter
from zusanli.documents.plain_text import plain_text
from zusanli.errors import ReleaseError
from zusanli.knowledge.compiler import compile_kb
from zusanli.knowledge.languages import FOLDER, read_catalogues, untranslated
from zusanli.knowledge.spoken import in_language, texts
from zusanli.knowledge.store import KB, MARK, load, save, spoken
from zusanli.knowledge.verify import verify

CASES = sorted((Path(__file__).parents[2] / "examples" / "cases").glob("*.json"))
OTHERS = [each for each in LANGUAGES if each != ENGLISH]
BOOK = load()
CALL = "Call {emergency_number} now, or have somebody take"


@cache
def book(language: str):
    return spoken(BOOK, language)


def decided(data: dict, spoken_book):
    now = NOON + timedelta(days=400)
    case = read_case(data, book=spoken_book, now=now)
    return decide(case=case, book=spoken_book, engine="test")


@pytest.mark.parametrize("language", OTHERS)
class TestEveryOtherLanguage:
    def test_says_every_text_of_the_knowledge_base_and_of_the_code(self, language):
        said = book(language).say.said
        asked = [each.english for each in (*texts(BOOK), *said_in_code())]

        assert list(untranslated(asked, said)) == []

    def test_has_catalogues_that_are_up_to_date(self, language):
        said = read_catalogues(KB, [])[language]
        rooms = wanted()
        files = {file.stem for file in (KB / FOLDER / language).glob("*.po")}

        assert files == set(rooms)
        for room, asked in rooms.items():
            file = KB / FOLDER / language / f"{room}.po"
            assert file.read_bytes() == as_po(language, asked, said), (
                f"{room}: run tools.catalogues"
            )

    @pytest.mark.parametrize("case", CASES, ids=lambda each: each.stem)
    def test_leaves_no_english_in_what_is_written_about_a_case(self, language, case):
        decision = decided(json.loads(case.read_text(encoding="utf-8")), book(language))
        mark = book(language).say(MARK)

        for make in (leaflet, letter, consent):
            text = plain_text(make(decision))
            assert mark not in text
            assert "{" not in text

    def test_decides_the_same(self, language):
        for case in CASES:
            data = json.loads(case.read_text(encoding="utf-8"))
            here, there = decided(data, BOOK), decided(data, book(language))

            assert [each.flag.id for each in there.triage.raised] == [
                each.flag.id for each in here.triage.raised
            ]
            assert there.triage.may_needle is here.triage.may_needle
            assert [each.point.code for each in (there.choice.points if there.choice else ())] == [
                each.point.code for each in (here.choice.points if here.choice else ())
            ]

    def test_names_the_number_to_call(self, language):
        case = {"answers": {"skin_black": True, "age": 60}, "country": "JP", "complaints": []}
        text = plain_text(leaflet(decided(case | {"on": NOON.isoformat()}, book(language))))

        assert "119" in text

    def test_says_so_where_the_country_is_not_known(self, language):
        case = {"answers": {"skin_black": True, "age": 60}, "on": NOON.isoformat()}
        text = plain_text(leaflet(decided(case, book(language))))

        assert book(language).say("your local emergency number") in "".join(text.split("\n"))

    def test_says_that_no_native_speaker_has_looked_at_it(self, language):
        case = {"answers": {"age": 60}, "on": NOON.isoformat()}
        unchecked = book(language).say("The translation was not reviewed by a native speaker.")

        for make in (leaflet, letter, consent):
            assert unchecked in make(decided(case, book(language))).blocks[-1].lines


def test_english_says_nothing_of_a_translation():
    decision = decided({"answers": {"age": 60}, "on": NOON.isoformat()}, BOOK)

    assert "native speaker" not in repr(leaflet(decision).blocks)


class TestATextThatNobodyTranslated:
    def test_is_said_in_english_and_marked_so(self):
        action = next(each.action for each in BOOK.flags if each.id == "leg_and_chest_clot_signs")
        said = {**book("ja").say.said}
        del said[action]
        poorer = in_language(BOOK, Words("ja", said, mark="［英語のまま］"))
        flag = next(each for each in poorer.flags if each.id == "leg_and_chest_clot_signs")

        assert flag.action == f"［英語のまま］{action}"

    def test_is_shown_with_the_countrys_number_all_the_same(self):
        poorer = in_language(BOOK, Words("ja", {}, mark="［英語のまま］"))
        case = {"answers": {"skin_black": True}, "country": "JP", "on": NOON.isoformat()}
        first = leaflet(decided(case, poorer)).blocks[0]

        assert first.lines[0].startswith("［英語のまま］")
        assert "119" in " ".join(first.lines)

    @pytest.mark.parametrize("change", ["english", "fuzzy", "empty"])
    def test_is_not_served_by_an_old_translation(self, tmp_path, change):
        kb = Path(shutil.copytree(KB, tmp_path / "kb"))
        file = kb / FOLDER / "ja" / "complaints.po"
        text = file.read_text(encoding="utf-8")
        old = 'msgid "Cramps in the legs"'
        assert old in text
        if change == "english":
            text = text.replace(old, old.replace("legs", "toes"))
        elif change == "fuzzy":
            text = text.replace(old, f"#, fuzzy\n{old}")
        else:
            start = text.index("msgstr", text.index(old))
            text = text[:start] + 'msgstr ""' + text[text.index("\n", start) :]
        file.write_text(text, encoding="utf-8")

        english = old.removeprefix('msgid "').removesuffix('"')
        assert english not in read_catalogues(kb, [])["ja"]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("{emergency_number}", "911", "places in braces"),
        ("{emergency_number}", "{emergency_nummer}", "places in braces"),
        ("119", "119", ""),
    ],
)
def test_a_translation_that_loses_a_place_makes_no_release(tmp_path, old, new, says):
    kb = Path(shutil.copytree(KB, tmp_path / "kb"))
    file = kb / FOLDER / "ja" / "flags.po"
    head, *rest = file.read_text(encoding="utf-8").split("msgstr ")
    changed = [part.partition("\n\n") for part in rest]
    at = next((n for n, (said, _, _) in enumerate(changed) if old in said), None)
    if at is not None:
        said, gap, tail = changed[at]
        changed[at] = (said.replace(old, new), gap, tail)
    text = "msgstr ".join([head, *("".join(part) for part in changed)])
    file.write_text(text, encoding="utf-8")
    problems: list[str] = []
    read_catalogues(kb, problems)

    assert any(says in each for each in problems) if says else problems == []


def test_a_translation_that_loses_a_figure_makes_no_release(tmp_path):
    kb = Path(shutil.copytree(KB, tmp_path / "kb"))
    file = kb / FOLDER / "ja" / "claims.po"
    text = file.read_text(encoding="utf-8")
    assert "229,230" in text.partition("msgstr")[2]
    start = text.index("msgstr", text.index("19,726"))
    file.write_text(text[:start] + text[start:].replace("19,726", "19,276"), encoding="utf-8")
    problems: list[str] = []
    read_catalogues(kb, problems)

    assert any("it lost 19,726" in each for each in problems)


def changed(tmp_path, file: str, english: str, text: str) -> list[str]:
    """What is wrong with the knowledge base, when one text is translated otherwise."""
    kb = Path(shutil.copytree(KB, tmp_path / "kb"))
    path = kb / FOLDER / "ja" / file
    with path.open("rb") as lines:
        catalogue = read_po(lines)
    message = next(e for e in catalogue if e.id and e.id.startswith(english))
    message.string = text.replace("{old}", message.string)
    with path.open("wb") as lines:
        write_po(lines, catalogue, width=0)
    compiled = compile_kb(kb)
    return [*compiled.problems, *verify(compiled, kb).problems]


@pytest.mark.parametrize(
    ("file", "english", "text", "says"),
    [
        ("flags.po", CALL, "{emergency_number}。", "too short"),
        ("flags.po", CALL, "{old}911でもかまいません。", "it names 911"),
        ("documents.po", "Went in:", "{old}{", "places in braces"),
        ("documents.po", "Went in:", "{old}{removed.x}", "places in braces"),
        ("documents.po", "Needles in and out do not agree", " ", "says nothing"),
        ("documents.po", "No needles were used.", "必ず治ります。", "promise"),
        ("documents.po", "This summary informs you.", "診断ではありません。", "no longer says it"),
    ],
)  # fmt: skip
def test_a_translation_that_drops_or_adds_what_matters_makes_no_release(
    tmp_path, file, english, text, says
):
    problems = changed(tmp_path, file, english, text)

    assert any(says in each for each in problems), problems


def test_a_folder_of_a_language_that_is_not_spoken_is_named(tmp_path):
    (tmp_path / FOLDER / "xx").mkdir(parents=True)
    problems: list[str] = []
    read_catalogues(tmp_path, problems)

    assert problems == [f"{FOLDER}/xx: no such language is spoken"]


@pytest.mark.parametrize("content", [b"\xff\xfe", b"this is no catalogue"])
def test_a_file_that_is_no_catalogue_is_named(tmp_path, content):
    kb = Path(shutil.copytree(KB, tmp_path / "kb"))
    (kb / FOLDER / "ja" / "flags.po").write_bytes(content)

    assert any("flags.po cannot be read" in each for each in compile_kb(kb).problems)


def test_a_catalogue_that_was_changed_is_refused(tmp_path):
    compiled = compile_kb(KB)
    save(compiled.document, compiled.catalogues, releases=tmp_path)
    own = load(releases=tmp_path)
    file = tmp_path / f"{own.languages['ja']}.json"
    file.write_bytes(file.read_bytes().replace(b"119", b"911", 1) + b" ")

    with pytest.raises(ReleaseError):
        spoken(own, "ja", releases=tmp_path)
    file.unlink()
    with pytest.raises(ReleaseError):
        spoken(own, "ja", releases=tmp_path)


def test_a_decision_gives_its_texts_in_the_language_of_the_case_and_the_page_in_english(tmp_path):
    case = tmp_path / "case.json"
    data = {"answers": {"skin_black": True}, "country": "JP", "language": "ja"}
    case.write_text(json.dumps(data), encoding="utf-8")
    given = json.loads(zusanli("decide", str(case), "--format", "json").stdout)
    page = zusanli("decide", str(case)).stdout.decode()

    assert "119に電話" in given["triage"]["raised"][0]["action"].replace(" ", "")
    assert "EMERGENCY: now" in page
    assert "119に電話" not in page


def test_the_questions_are_asked_in_the_language_that_was_chosen():
    given = json.loads(zusanli("questions", "--format", "json", "--language", "zh-Hant").stdout)

    assert next(each["text"] for each in given if each["id"] == "diabetes").endswith("？")


def test_a_language_that_is_not_spoken_is_refused():
    done = zusanli("leaflet", str(CASES[0]), "--language", "de")

    assert done.returncode == 2
    assert "de" in done.stderr.decode()
