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
PLANTED = {
    "en": {
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
        "effect_en": ["Acupuncture relieves leg pain.", "Needles at these places ease numb feet."],
        "share_en": ["It helped 16 of 21 people (67 %)."],
        "share_of_en": ["Of 21 people 16 were better, 67 %."],
        "one_in_en": ["A bleed was seen in 1 in 3,974 (0.003 %)."],
    },
    "ja": {
        "no_side_effects_ja": [
            "副作用はありません。",
            "副作用のない治療です。",
            "副作用が全くない",
        ],
        "non_invasive_ja": ["鍼は非侵襲的です。"],
        "without_pain_ja": ["鍼は痛くありません。", "無痛の治療", "痛みのない生活を取り戻せます。"],
        "promise_ja": ["必ず良くなります。", "成功率は50〜80%です。", "しびれが治ります。"],
        "praise_ja": ["非常に効果的です。", "痛みが著しく改善します。"],
        "people_like_you_ja": ["あなたのような患者さんが良くなりました。"],
        "fewer_medicines_ja": ["薬を減らせます。", "痛み止めをやめてみましょう。"],
        "in_place_of_care_ja": ["手術の代わりになります。", "手術より安全です。"],
        "it_is_working_ja": ["しびれは効いているしるしです。"],
        "effect_ja": ["鍼は脚の痛みを和らげます。", "このツボは足のしびれに効きます。"],
        "share_ja": ["21人のうち16人（67%）が良くなりました。"],
        "computed_ja": ["21のうちの16は67%"],
    },
    "zh-Hant": {
        "no_side_effects_zh_hant": ["沒有副作用。", "毫無副作用的療法", "沒有任何副作用"],
        "non_invasive_zh_hant": ["針灸是非侵入性的。", "無創治療"],
        "without_pain_zh_hant": ["針灸不會痛。", "無痛針灸", "讓您擺脫疼痛"],
        "promise_zh_hant": ["我們保證有效果。", "可以治癒麻木。", "成功率高"],
        "praise_zh_hant": ["非常有效。", "顯著改善疼痛"],
        "people_like_you_zh_hant": ["像您這樣的患者都好了。"],
        "fewer_medicines_zh_hant": ["您可以減少用藥。", "可以停用止痛藥。"],
        "in_place_of_care_zh_hant": ["可以代替手術。", "比手術更安全"],
        "it_is_working_zh_hant": ["麻木表示有效。"],
        "effect_zh_hant": ["針灸能緩解腿痛。", "這些穴位對腳麻有幫助。"],
        "share_zh_hant": ["21人中有16人（67%）好轉。"],
        "computed_zh_hant": ["21中的16為67%"],
    },
}
FINE = {
    "en": [
        "Do not stop your medicines.",
        "Never reduce your dose by yourself.",
        "A foot that does not hurt can still be in danger.",
        "Acupuncture is not a cure-all.",
        "Whether you need an operation is for you and your surgeon.",
        "Of 21 people 16 were better, 76 %.",
        "It was seen in 1 in 3,974 (0.025 %).",
        "16 mm on a scale of 100 mm",
    ],
    "ja": [
        "薬をやめないでください。",
        "薬を減らしてはいけません。",
        "施術が効いているしるしではありません。",
        "効果を保証しません。",
        "21人のうち16人（76%）",
    ],
    "zh-Hant": [
        "不要減少用藥。",
        "請勿停用抗凝血劑。",
        "我們無法保證結果。",
        "針灸不能代替就醫。",
        "21人中有16人（76%）",
    ],
}
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


@pytest.mark.parametrize(
    ("language", "rule", "text"),
    [
        (language, rule, text)
        for language, rules in PLANTED.items()
        for rule, texts in rules.items()
        for text in texts
    ],
)
def test_a_planted_sentence_is_caught_in_blocks_and_on_the_page(language, rule, text):
    assert rule in found(text, language)


def test_each_pattern_has_a_sentence_that_it_catches():
    planted = {rule for rules in PLANTED.values() for rule in rules}

    assert planted | UNSAID == {each.id for each in book("en").phrases}
    assert {each.language for each in book("en").phrases} == set(LANGUAGES)


@pytest.mark.parametrize(
    ("language", "text"), [(language, text) for language, texts in FINE.items() for text in texts]
)
def test_what_may_be_said_gives_no_alarm(language, text):
    assert found(text, language) == set()


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


def test_an_effect_behind_a_grade_is_no_fault_and_without_one_it_is():
    text = "Acupuncture eased pain more than waiting."

    assert "effect_en" in found(text, "en")
    assert found(f"Studies do not agree: {text}", "en") == set()


def test_a_grade_far_away_is_none():
    filler = "We look at your legs and feet, and ask about your health, before anything else. " * 4

    assert "effect_en" in found(f"Studies do not agree: {filler} Needles ease pain.", "en")


class TestIndirectEvidence:
    CLAIM = next(each for each in load().claims if each.id == "neuropathy_symptoms")

    def test_without_its_badge_is_caught(self):
        text = f"Studies do not agree: {self.CLAIM.instead}"

        assert found(text, "en") == {"without_a_badge"}

    def test_with_its_badge_is_fine(self):
        text = f"Studies do not agree: {self.CLAIM.instead} [compared with waiting]"

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
    quotes = {quote.element: quote.says for each in book("en").claims for quote in each.quotes}

    assert found(quotes["002-L060-3"], "en") == {"no_side_effects"}
    assert found(quotes["002-L066-2"], "en") == {"without_pain"}
    assert found(quotes["002-L058-1"], "en") == {"fewer_medicines", "effect_en"}
    assert found(quotes["004-L007-2"], "en") == {"non_invasive"}


@pytest.mark.parametrize("kind", list(Kind))
def test_a_pattern_taken_away_is_missed(kind):
    """No other pattern stands in for one that is lost, so each is really looked for."""
    left = tuple(each for each in book("en").phrases if each.kind is not kind)
    poorer = replace(book("en"), phrases=left)
    texts = [text for texts in PLANTED["en"].values() for text in texts]
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
    ],
)
def test_a_text_to_patients_that_holds_one_makes_no_release(tmp_path, file, old, new):
    kb = Path(shutil.copytree(KB, tmp_path / "kb"))
    text = (kb / file).read_text(encoding="utf-8")
    assert old in text
    (kb / file).write_text(text.replace(old, new), encoding="utf-8")

    assert any("No result can" in each or "Some needles hurt" in each
               for each in verify(compile_kb(kb), kb).problems)  # fmt: skip
