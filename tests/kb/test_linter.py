"""The linter: planted sentences are caught in each language, and what is really said is clean."""

import json
import shutil
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from tests.people import NOON
from zusanli.core.case.reading import read_case
from zusanli.core.claims.phrases import Kind
from zusanli.core.decide import decide
from zusanli.core.visit.reading import read_visit
from zusanli.core.words import LANGUAGES
from zusanli.documents.blocks import (
    Bullets,
    Document,
    FinePrint,
    Graded,
    Heading,
    Links,
    Notice,
    Paragraph,
    Quotes,
    Said,
    Table,
    Tip,
    Tips,
)
from zusanli.documents.claim_card import claim_cards
from zusanli.documents.consent import consent
from zusanli.documents.faq import faq
from zusanli.documents.html import html
from zusanli.documents.leaflet import leaflet
from zusanli.documents.letter import letter
from zusanli.documents.linter import lint, lint_page
from zusanli.documents.sheet import sheet
from zusanli.documents.visit_summary import visit_summary
from zusanli.knowledge.compiler import compile_kb
from zusanli.knowledge.store import KB, load, spoken
from zusanli.knowledge.verify import verify

EXAMPLES = Path(__file__).parents[2] / "examples"
CASES = sorted((EXAMPLES / "cases").glob("*.json"))
VISITS = sorted((EXAMPLES / "visits").glob("*.json"))
PLANTED = Path(__file__).parent / "planted"
"""A file of each language: sentences under the rule that catches them, then those that are fine."""


def sentences(language: str) -> dict[str, list[str]]:
    """The planted sentences of a language by rule; `fine` are those that must give no alarm."""
    rules: dict[str, list[str]] = {}
    rule = ""
    for line in (PLANTED / f"{language}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            rule = line.strip("[]")
        elif line:
            rules.setdefault(rule, []).append(line)
    return rules


CAUGHT = [
    (language, rule, text)
    for language in LANGUAGES
    for rule, texts in sentences(language).items()
    if rule != "fine"
    for text in texts
]
UNSAID = {"review_en", "review_ja", "review_zh_hant", "native_ja", "native_zh_hant"}


@cache
def book(language: str):
    return spoken(load(), language)


def a_document(language: str, *blocks) -> Document:
    return Document(language, "kind", "title", "", large_print=False, blocks=blocks)


def found(text: str, language: str) -> set[str]:
    """The rules that a sentence breaks, in a block and on the page that it is shown on."""
    document = a_document(language, Paragraph(text))
    blocks = {each.rule for each in lint(document, book(language))} - UNSAID
    page = html((document,), title="t", made_for=NOON)
    pages = {each.rule for each in lint_page(page, book(language))} - UNSAID
    assert blocks == pages
    return blocks


@pytest.mark.parametrize(("language", "rule", "text"), CAUGHT)
def test_a_planted_sentence_is_caught_in_blocks_and_on_the_page(language, rule, text):
    assert rule in found(text, language)


def test_each_pattern_has_a_sentence_that_it_catches():
    planted = {rule for _, rule, _ in CAUGHT}

    assert planted | UNSAID == {each.id for each in book("en").phrases}
    assert {each.language for each in book("en").phrases} == set(LANGUAGES)


@pytest.mark.parametrize(
    ("language", "text"),
    [(language, text) for language in LANGUAGES for text in sentences(language)["fine"]],
)
def test_what_may_be_said_gives_no_alarm(language, text):
    assert found(text, language) == set()


@pytest.mark.parametrize(
    "hidden", ["It cu\u00adres numb feet.", "It cu\u200bres numb feet.", "It\ncures  numb\tfeet."]
)
def test_a_phrase_is_found_behind_what_nobody_sees(hidden):
    assert "promise" in found(hidden, "en")


@pytest.mark.parametrize("language", ["ja", "zh-Hant"])
def test_what_nobody_translated_is_searched_as_english(language):
    assert "promise" in found("It cures numb feet.", language)


@pytest.mark.parametrize("place", ["kind", "title", "subtitle"])
def test_the_head_of_a_document_is_searched_too(place):
    head = {"kind": "k", "title": "t", "subtitle": "s", place: "It cures numb feet."}
    document = Document("en", large_print=False, blocks=(), **head)

    assert "promise" in {each.rule for each in lint(document, book("en"))}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", CASES, ids=lambda each: each.stem)
def test_everything_that_is_written_about_a_case_is_clean(case, language):
    data = json.loads(case.read_text(encoding="utf-8"))
    decision = decided(data, language)
    for make in (leaflet, letter, consent, *([sheet] if language == "en" else [])):
        assert_clean(make(decision), language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_is_written_of_a_visit_and_from_the_ledger_is_clean(language):
    for file in VISITS:
        data = json.loads(file.read_text(encoding="utf-8"))
        visit = read_visit(data["visit"], book=book(language), now=NOON.replace(year=2027))
        assert_clean(visit_summary(visit, decided(data["case"], language)), language)
    assert_clean(faq(book(language)), language)
    assert_clean(claim_cards(book(language).claims, book(language)), language)


def decided(data: dict, language: str):
    now = NOON.replace(year=2027)
    return decide(
        case=read_case(data, book=book(language), now=now), book=book(language), engine="test"
    )


def assert_clean(document: Document, language: str) -> None:
    page = html((document,), title="t", made_for=NOON)

    assert list(lint(document, book(language))) == []
    assert list(lint_page(page, book(language))) == []


BAD = "It cures numb feet."


@pytest.mark.parametrize(
    "block",
    [
        Heading(BAD),
        Paragraph(BAD),
        Bullets(("fine", BAD)),
        Tips((Tip("fine", BAD),), "Get help"),
        Table(("a", "b"), (("fine", BAD),)),
        Notice("fine", (BAD,)),
        Graded((Said("Not shown", BAD),)),
        FinePrint((BAD, "not reviewed by a clinician")),
    ],
    ids=lambda each: type(each).__name__,
)
def test_every_kind_of_block_is_searched(block):
    assert "promise" in {each.rule for each in lint(a_document("en", block), book("en"))}


def test_what_others_say_is_not_searched():
    quoted = a_document("en", Quotes(((BAD, "article 001"),)), FinePrint((REVIEWED,)))
    page = html((quoted,), title="t", made_for=NOON)

    assert list(lint(quoted, book("en"))) == []
    assert list(lint_page(page, book("en"))) == []


REVIEWED = "It was not reviewed by a clinician."


EFFECT = "Acupuncture eased pain more than waiting."


def test_an_effect_is_said_in_a_block_with_its_grade_and_nowhere_else():
    fine_print = FinePrint((REVIEWED,))
    graded = a_document("en", Graded((Said("Known in part", EFFECT),)), fine_print)
    bare = a_document("en", Paragraph(f"Known in part: {EFFECT}"), fine_print)

    assert list(lint(graded, book("en"))) == []
    assert list(lint_page(html((graded,), title="t", made_for=NOON), book("en"))) == []
    assert {each.rule for each in lint(bare, book("en"))} == {"effect_en"}
    page = html((bare,), title="t", made_for=NOON)
    assert {each.rule for each in lint_page(page, book("en"))} == {"effect_en"}


def test_a_link_to_a_page_that_was_read_is_its_own_words_and_any_other_is_ours():
    read = next(iter(book("en").sources.values()))
    theirs = Links(((read.title, read.publisher, read.url),))
    ours = Links((("Acupuncture cures neuropathy", "us", "https://example.org"),))

    assert list(lint(a_document("en", theirs, FinePrint((REVIEWED,))), book("en"))) == []
    assert "promise" in {each.rule for each in lint(a_document("en", ours), book("en"))}


class TestIndirectEvidence:
    CLAIM = next(each for each in load().claims if each.id == "neuropathy_symptoms")

    def test_without_its_badge_is_caught(self):
        text = self.CLAIM.instead

        assert found(text, "en") == {"without_a_badge"}

    def test_with_its_badge_is_fine(self):
        text = f"{self.CLAIM.instead} [compared with waiting]"

        assert found(text, "en") == set()

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_is_caught_in_every_language(self, language):
        own = next(each for each in book(language).claims if each.id == "neuropathy_symptoms")

        assert "without_a_badge" in found(own.instead, language)


@pytest.mark.parametrize(
    ("language", "missing"),
    [
        ("en", {"review_en"}),
        ("ja", {"review_ja", "native_ja"}),
        ("zh-Hant", {"review_zh_hant", "native_zh_hant"}),
    ],
)
def test_a_document_that_does_not_say_who_has_not_looked_at_it_is_caught(language, missing):
    bare = a_document(language, Paragraph("..."))
    page = html((bare,), title="t", made_for=NOON)

    assert {each.rule for each in lint(bare, book(language))} == missing
    assert {each.rule for each in lint_page(page, book(language))} == missing


def test_the_review_line_counts_in_the_fine_print_only():
    elsewhere = a_document("en", Paragraph(REVIEWED))

    assert {each.rule for each in lint(elsewhere, book("en"))} == {"review_en"}


def test_the_articles_own_sentences_are_caught():
    quotes: dict[str, str] = {}
    for each in book("en").claims:
        for quote in each.quotes:
            quotes[quote.element] = f"{quotes.get(quote.element, '')} {quote.says}."

    assert found(quotes["002-L060-3"], "en") == {"no_side_effects"}
    assert found(quotes["002-L066-2"], "en") == {"without_pain"}
    assert "fewer_medicines" in found(quotes["002-L058-1"], "en")
    assert found(quotes["004-L007-2"], "en") == {"non_invasive"}


@pytest.mark.parametrize("kind", list(Kind))
def test_a_pattern_taken_away_is_missed(kind):
    """No other pattern stands in for one that is lost, so each is really looked for."""
    left = tuple(each for each in book("en").phrases if each.kind is not kind)
    poorer = replace(book("en"), phrases=left)
    texts = [text for language, _, text in CAUGHT if language == "en"]
    document = a_document("en", *map(Paragraph, texts))

    missed = {each.id for each in book("en").phrases if each.kind is kind and each.language == "en"}
    assert not missed & {each.rule for each in lint(document, poorer)}
    assert missed <= {each.rule for each in lint(document, book("en"))}


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("claims/claims.toml", "Nobody can promise you a result.", "It will help you."),
        ("precautions/the_day.toml", "You have a fever.", "You will live pain-free."),
        ("languages/ja/claims.po", "あなたに結果を約束できる人はいません。", "必ず治ります。"),
        ("languages/ja/documents.po", "今回行ったこと", "しびれが治ります。"),
        ("languages/ja/flags.po", "治らない傷やただれ", "必ず治ります。"),
    ],
)
def test_a_text_to_patients_that_holds_one_makes_no_release(tmp_path, file, old, new):
    kb = Path(shutil.copytree(KB, tmp_path / "kb"))
    text = (kb / file).read_text(encoding="utf-8")
    assert old in text
    (kb / file).write_text(text.replace(old, new), encoding="utf-8")

    assert any("No result can" in each or "Some needles hurt" in each
               for each in verify(compile_kb(kb), kb).problems)  # fmt: skip
