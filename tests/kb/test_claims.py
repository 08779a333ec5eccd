"""The ledger: the articles are quoted word for word, and nothing rests on more than it has."""

import csv
import json
import shutil
from pathlib import Path

import pytest

from tests.journeys.commands import zusanli
from zusanli.core.claims.claim import Badge, Citation, Compared, Flag, Result, Subjects, Verdict
from zusanli.core.words import LANGUAGES
from zusanli.knowledge.compiler import compile_kb
from zusanli.knowledge.store import KB, load
from zusanli.knowledge.verify import verify

BOOK = load()
CLAIMS = {each.id: each for each in BOOK.claims}
SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
WEAK = (Badge.NO_CONTROL, Badge.ANIMAL, Badge.HEALTHY, Badge.WAIT_LIST)


def of(element: str) -> set[tuple[str, str]]:
    """The claims that a sentence makes, with their verdicts."""
    return {
        (each.id, each.verdict.value)
        for each in BOOK.claims
        if any(quote.element == element for quote in each.quotes)
    }


VERDICTS = dict(
    line.split() for line in (Path(__file__).parent / "verdicts.txt").read_text().splitlines()
)
"""Each sentence of kind `claim`, with the verdicts that were judged for it, the ledger aside."""


@pytest.mark.parametrize(
    ("element", "verdicts"),
    [pytest.param(*each, marks=pytest.mark.element(each[0])) for each in VERDICTS.items()],
)
def test_every_sentence_that_claims_something_has_its_verdict(element, verdicts):
    assert {verdict for _, verdict in of(element)} == set(verdicts.split(","))


def test_no_other_sentence_is_quoted():
    assert {quote.element for each in BOOK.claims for quote in each.quotes} == set(VERDICTS)
    assert len(VERDICTS) == 88


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the articles are not here")
def test_every_quote_stands_in_the_line_that_it_names():
    articles = {each.name[:3]: each for each in SEEDS.glob("*.txt")}
    table = (SEEDS / "elements.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(table.splitlines()))
    assert {row["id"] for row in rows if row["kind"] == "claim"} == set(VERDICTS)
    for claim in BOOK.claims:
        for quote in claim.quotes:
            line = int(quote.element.split("-")[1][1:])
            text = articles[quote.article].read_text(encoding="utf-8").splitlines()[line - 1]
            assert quote.says in text, quote.element


@pytest.mark.parametrize("claim", BOOK.claims, ids=lambda each: each.id)
def test_nothing_weak_is_called_supported_and_all_of_it_is_badged(claim):
    if claim.verdict is Verdict.SUPPORTED:
        assert any(not set(each.badges) & set(WEAK) for each in claim.results)
    for result in claim.results:
        assert set(result.badges) <= set(claim.badges)
        if result.subjects is Subjects.ANIMALS:
            assert Badge.ANIMAL in claim.badges


@pytest.mark.parametrize(
    ("subjects", "compared", "flags", "badges", "supports"),
    [
        ("patients", "sham", (), (), True),
        ("patients", "usual_care", (), (), True),
        ("patients", "none", (), ("no control",), False),
        ("patients", "none", ("safety",), (), True),
        ("patients", "wait_list", (), ("wait-list",), False),
        ("patients", "no_treatment", (), (), False),
        ("patients", "mixed", (), (), False),
        ("healthy", "sham", (), ("healthy volunteers",), False),
        ("animals", "sham", ("other_disease",), ("animal", "other disease"), False),
        ("other_disease", "sham", (), ("other disease",), False),
        ("patients", "sham", ("surrogate",), ("surrogate outcome",), False),
        ("patients", "usual_care", ("not_randomised",), ("not randomised",), False),
    ],
)
def test_a_result_says_itself_in_what_it_falls_short(subjects, compared, flags, badges, supports):
    result = Result(
        id="r",
        source="s",
        subjects=Subjects(subjects),
        compared=Compared(compared),
        flags=tuple(map(Flag, flags)),
        says="",
        counts=(),
    )

    assert tuple(each.value for each in result.badges) == badges
    assert result.can_support is supports


def test_shares_are_computed_from_counts():
    schroeder = CLAIMS["study_of_2007"].results[0]

    assert [round(each, 1) for each in schroeder.shares] == [76.2, 15.4]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('verdict = "mixed"\ncitation = "probable"', 'verdict = "supported"\ncitation = "probable"',
         "rests on nothing that was compared in patients"),
        ("of 7, 4 saw more and 1 saw less. None", "of 7, 6 saw more and 1 saw less. None",
         "6 stands in no result"),
        ('element = "001-L024-1"', 'element = "001-24"', "names no sentence of an article"),
        ("The tradition says that weak qi lets", "Weak qi lets", "is told as one"),
        ('results = ["witt_any"]', 'results = ["witt_all"]', "witt_all is no result"),
    ],
)  # fmt: skip
def test_a_claim_that_promises_more_than_it_has_makes_no_release(tmp_path, old, new, says):
    problems = damaged(tmp_path, "claims/claims.toml", old, new)

    assert any(says in each for each in problems), problems


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("[[16, 21], [4, 26]]", "[[16, 21], [5, 26]]", "5 of 26 is not what it says"),
        ("Of 229,230 patients 2 had", "Of 229,230 patients (0.0009 %) 2 had", "never copied"),
        ('subjects = "animals"', 'subjects = "mice"', "'mice' is not a valid Subjects"),
        ('source = "liu_2021"', 'source = "liu"', "liu is no source"),
    ],
)
def test_a_result_that_is_not_what_was_read_makes_no_release(tmp_path, old, new, says):
    problems = damaged(tmp_path, "claims/results.toml", old, new)

    assert any(says in each for each in problems), problems


def damaged(tmp_path: Path, file: str, old: str, new: str) -> list[str]:
    kb = Path(shutil.copytree(KB, tmp_path / "kb"))
    text = (kb / file).read_text(encoding="utf-8")
    assert old in text
    (kb / file).write_text(text.replace(old, new), encoding="utf-8")
    return verify(compile_kb(kb), kb).problems


def test_the_studies_that_are_meant_are_resolved_or_honestly_not():
    found = {each.id: each.citation for each in BOOK.claims}

    assert found["half_the_pain"] is Citation.UNRESOLVED
    assert found["study_of_2007"] is Citation.PROBABLE
    assert found["frontiers_2024"] is Citation.PROBABLE
    assert found["study_of_2012"] is Citation.CANDIDATE
    assert found["harvard_nature"] is Citation.PROBABLE
    assert found["review_and_trial_of_2023"] is Citation.PROBABLE
    assert {"animal", "other disease"} < {each.value for each in CLAIMS["harvard_nature"].badges}


def test_claims_are_listed_by_article_and_by_verdict():
    refuted = zusanli("claims", "--verdict", "refuted").stdout.decode()
    first = zusanli("claims", "--article", "001", "--format", "json").stdout.decode()

    assert refuted.count("REFUTED") == 2
    assert "card: non_invasive" in refuted
    assert "card: no_side_effects" in refuted
    assert "Claims: 2" in refuted
    assert '"element": "001-L024-1"' in first


def test_claims_are_given_to_other_programs_row_by_row():
    rows = json.loads(zusanli("claims", "--format", "json").stdout)
    wanted = (
        "id",
        "element",
        "article",
        "quote",
        "verdict",
        "basis",
        "badges",
        "may_say",
        "sources",
    )

    assert len({row["element"] for row in rows}) == 88
    assert all(set(wanted) <= set(row) for row in rows)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('about = ["everyone"]', 'about = ["nobody"]', "nobody is no complaint or condition"),
        ('claims = ["painless", "hair_thin"]', 'claims = ["painles"]', "painles is no claim"),
    ],
)
def test_a_word_that_names_nothing_makes_no_release(tmp_path, old, new, says):
    file = "claims/claims.toml" if "about" in old else "claims/questions.toml"

    assert any(says in each for each in damaged(tmp_path, file, old, new))


@pytest.mark.parametrize("kind", ["claims", "faq"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_ledger_is_printed_too_and_is_the_same_each_time(kind, language):
    some = ("--verdict", "refuted") if kind == "claims" else ()
    asked = (kind, *some, "--language", language, "--format", "pdf")
    first, again = zusanli(*asked).stdout, zusanli(*asked).stdout

    assert first == again
    assert first.startswith(b"%PDF")


@pytest.mark.parametrize("question", BOOK.questions, ids=lambda each: each.id)
def test_each_question_is_answered_without_a_number_or_a_promise(question):
    assert not any(letter.isdigit() for letter in question.answer)
    assert (
        question.claims or question.contradictions or question.advice or question.id == "how_long"
    )


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the articles are not here")
def test_the_ten_questions_stand_in_their_lines():
    text = next(SEEDS.glob("001*.txt")).read_text(encoding="utf-8").splitlines()

    assert len(BOOK.questions) == 10
    for each in BOOK.questions:
        assert each.asks in text[each.line - 1]


@pytest.mark.parametrize(
    ("option", "value"), [("--article", "009"), ("--verdict", "true"), ("--verdict", "")]
)
def test_what_is_not_known_is_named(option, value):
    done = zusanli("claims", option, value)

    assert done.returncode == 2
    assert f"{option}:" in done.stderr.decode()


# -------------------------------------------------------- contradictions and misprints


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the articles are not here")
def test_every_passage_of_a_contradiction_stands_in_its_line():
    articles = {each.name[:3]: each.read_text(encoding="utf-8") for each in SEEDS.glob("0*.txt")}
    for each in BOOK.contradictions:
        for passage in each.passages:
            line = articles[passage.article].splitlines()[passage.line - 1]
            assert passage.says in line, (each.id, passage)


def test_contradictions_are_found_inside_and_between_the_articles():
    within = [each for each in BOOK.contradictions if each.within_one]

    assert {each.passages[0].article for each in within} >= {"000", "001", "003"}
    assert len(BOOK.contradictions) > len(within) > 0


@pytest.mark.parametrize("misprint", BOOK.misprints, ids=lambda each: each.id)
def test_a_printed_share_is_not_what_its_counts_give(misprint):
    for share in misprint.shares:
        assert f"{share:.3g} %" not in misprint.printed


def test_one_in_3974_is_computed():
    (review,) = (each for each in BOOK.misprints if each.id == "mcculloch_bleed")

    assert round(review.shares[0], 3) == 0.025
    assert "0.025 %" in zusanli("contradictions").stdout.decode()


def test_contradictions_are_given_to_other_programs():
    given = json.loads(zusanli("contradictions", "--format", "json").stdout)

    assert {each["id"] for each in given["contradictions"]} >= {"visits_a_week", "invasive_or_not"}
    assert len(given["misprints"]) == len(BOOK.misprints)


def test_one_passage_contradicts_nothing(tmp_path):
    old = (
        '{ article = "001", line = 89, says = "typically scheduled 1-2 times per week initially" },'
    )
    problems = damaged(tmp_path, "claims/contradictions.toml", old, "")

    assert any("visits_a_week: one passage contradicts nothing" in each for each in problems)
