"""The linter: planted sentences are caught, and what is really said gives no alarm."""

import json
import shutil
from pathlib import Path

import pytest

from tests.people import NOON
from zusanli.core.case.reading import read_case
from zusanli.core.claims.phrases import faults
from zusanli.core.decide import decide
from zusanli.documents.leaflet import leaflet
from zusanli.documents.letter import letter
from zusanli.documents.plain_text import plain_text
from zusanli.documents.sheet import sheet
from zusanli.exchange.pdf.markup import html
from zusanli.knowledge.compiler import compile_kb
from zusanli.knowledge.store import KB, load
from zusanli.knowledge.verify import verify

BOOK = load()
CASES = sorted((Path(__file__).parents[2] / "examples" / "cases").glob("*.json"))
PLANTED = {
    "no_side_effects": [
        "It has no side effects.",
        "A side-effect-free solution",
        "WITHOUT ANY SIDE\n EFFECTS",
    ],
    "non_invasive": ["Acupuncture is non-invasive.", "a noninvasive option"],
    "without_pain": [
        "Regain your mobility and live pain-free.",
        "a painless procedure",
        "Needles do not hurt.",
    ],
    "promise": [
        "It will help you.",
        "It cures numb feet.",
        "success rates of 50-80 %",
        "results are guaranteed",
    ],
    "praise": ["It is very effective.", "can provide significant relief"],
    "people_like_you": ["People like you got better."],
    "fewer_medicines": [
        "You can reduce your medication.",
        "Stop your blood thinner.",
        "You may skip the pills.",
    ],
    "in_place_of_care": ["a safer alternative to surgery", "Come to us instead of the doctor."],
    "it_is_working": [
        "Numbness means that it is working.",
        "tingling in the legs as the circulation begins to improve",
    ],
}
FINE = [
    "Do not stop your medicines.",
    "Never reduce your dose by yourself.",
    "A foot that does not hurt can still be in danger.",
    "Acupuncture is not a cure-all.",
    "Whether you need an operation is for you and your surgeon.",
]


def found(text: str) -> set[str]:
    return {each.phrase.id for each in faults(text, BOOK.phrases, language="en")}


@pytest.mark.parametrize(
    ("phrase", "text"), [(name, text) for name, texts in PLANTED.items() for text in texts]
)
def test_a_planted_sentence_is_caught(phrase, text):
    assert phrase in found(text)


def test_each_phrase_has_a_sentence_that_it_catches():
    assert set(PLANTED) == {each.id for each in BOOK.phrases}


@pytest.mark.parametrize("text", FINE)
def test_what_may_be_said_gives_no_alarm(text):
    assert found(text) == set()


@pytest.mark.parametrize("case", CASES, ids=lambda each: each.stem)
@pytest.mark.parametrize("make", [leaflet, letter, sheet])
def test_what_is_written_about_a_case_gives_no_alarm_as_text_or_page(case, make):
    data = json.loads(case.read_text(encoding="utf-8"))
    decision = decide(case=read_case(data, book=BOOK, now=NOON), book=BOOK, engine="test")
    document = make(decision)
    page = html((document,), title="t", language="en", made_for=NOON)

    assert found(plain_text(document)) == set()
    assert found(page) == set()


def test_the_articles_own_sentences_are_caught():
    quotes = {quote.element: quote.says for each in BOOK.claims for quote in each.quotes}

    assert found(quotes["002-L060-3"]) == {"no_side_effects"}
    assert found(quotes["002-L066-2"]) == {"without_pain"}
    assert found(quotes["002-L058-1"]) == {"fewer_medicines"}
    assert found(quotes["004-L007-2"]) == {"non_invasive"}


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("claims/claims.toml", "Nobody can promise you a result.", "It will help you."),
        ("precautions/the_day.toml", "You have a fever.", "You will live pain-free."),
    ],
)
def test_a_text_to_patients_that_holds_one_makes_no_release(tmp_path, file, old, new):
    kb = Path(shutil.copytree(KB, tmp_path / "kb"))
    text = (kb / file).read_text(encoding="utf-8")
    assert old in text
    (kb / file).write_text(text.replace(old, new), encoding="utf-8")

    assert any("No result can" in each or "Some needles hurt" in each
               for each in verify(compile_kb(kb), kb).problems)  # fmt: skip
