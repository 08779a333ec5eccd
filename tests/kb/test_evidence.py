"""The evidence for conditions: never mixed, never invented, doubted where it looks misprinted."""

from dataclasses import replace

import pytest

from zusanli.core.evidence.certainty import Level, certainty
from zusanli.core.evidence.comparison import comparisons
from zusanli.core.evidence.effect import Against, Concern, Kind
from zusanli.core.evidence.numbers import numbers_of
from zusanli.core.evidence.sanity import doubts
from zusanli.documents.evidence_page import evidence_document
from zusanli.documents.evidence_words import short_text
from zusanli.documents.html import article
from zusanli.documents.linter import lint
from zusanli.documents.plain_text import plain_text
from zusanli.knowledge.store import load

BOOK = load()
EFFECTS = {each.id: each for each in BOOK.effects}
KNEE = BOOK.conditions["knee_osteoarthritis"]


def against(condition, what):
    return next(each for each in comparisons(condition, BOOK.effects) if each.against is what)


def test_only_trials_that_a_review_names_are_pooled_and_those_are_three():
    pooled = {
        (condition, each.against): [trial.name for trial in part.trials]
        for condition in BOOK.conditions
        for each in comparisons(condition, BOOK.effects)
        for part in each.recomputed
    }

    assert pooled == {
        (KNEE.id, Against.SHAM): ["Berman 2004", "Foster 2007", "Sangdee 2002"],
    }


def test_what_is_compared_with_one_thing_stands_under_no_other():
    for condition in BOOK.conditions:
        for each in comparisons(condition, BOOK.effects):
            assert {one.against for one in each.effects} <= {each.against}


def test_three_trials_come_out_as_they_were_read():
    part = against(KNEE.id, Against.SHAM).recomputed[0]

    assert [round(numbers_of(each).value, 2) for each in part.trials] == [-0.5, 0.21, -2.34]
    assert round(part.pooled.effect.estimate, 2) == -0.69
    assert part.pooled.effect.ci.low < 0 < part.pooled.effect.ci.high


def test_certainty_goes_down_step_by_step_and_what_is_not_known_never_raises_it():
    review = EFFECTS["manheimer_2010_pain"]
    plain = replace(review, concerns=())

    assert certainty(plain).level is Level.HIGH
    assert certainty(review).level is Level.LOW
    assert [step.concern for step in certainty(review).steps if step.down] == list(review.concerns)
    assert certainty(replace(plain, patients=None)).level is Level.MODERATE
    assert certainty(replace(plain, high=0.1)).level is Level.MODERATE
    assert (
        certainty(replace(plain, kind=Kind.TRIAL, concerns=tuple(Concern))).level is Level.VERY_LOW
    )
    assert not any(certainty(each).signed for each in BOOK.effects)


def test_every_page_may_be_shown_and_says_first_what_was_not_found():
    for condition in map(BOOK.conditions.get, (KNEE.id, "sciatica", "gout", "plantar_fasciitis")):
        document = evidence_document(condition, BOOK)
        assert list(lint(document, BOOK)) == []
        found = [bool(each.effects) for each in comparisons(condition.id, BOOK.effects)]
        text = plain_text(document).split("\n\n")[1]
        assert text.startswith("Nothing was found here for this condition") is not any(found)
        assert text.startswith(("Nothing was found", "What was not found")) is not all(found)


def test_a_sentence_before_the_numbers_says_which_way_they_point_and_promises_nothing():
    review = EFFECTS["manheimer_2010_pain"]
    said = {
        "did better than sham needles (pain). Whether by enough": review,
        "did worse than sham needles (pain).": replace(review, lower_is_better=False),
        "It is not clear whether needles do better or worse": replace(review, high=0.1),
        "is not told in numbers here (little or no": EFFECTS["manheimer_2018_hip"],
    }

    assert {words for words, effect in said.items() if words in short_text(effect, BOOK.say)} == {
        *said
    }
    assert short_text(review, BOOK.say).endswith("Later studies may well change that.")
    hip = plain_text(evidence_document(BOOK.conditions["hip_osteoarthritis"], BOOK))
    assert hip.index("This page is a draft") < hip.index("In short") < hip.index("Manheimer 2018")


def test_drawings_hold_their_words_and_nothing_that_a_strict_page_refuses():
    page = article(evidence_document(KNEE, BOOK))
    text = plain_text(evidence_document(KNEE, BOOK))

    assert page.count("<svg") == page.count('role="img"') == page.count("<figcaption>")
    assert not any(each in page for each in ("style=", "<script", "onload", 'href="#'))
    assert "Sangdee 2002: -2.34 (-4.10, -0.58)" in page
    assert "Sangdee 2002: -2.34 (-4.10, -0.58)" in text
    assert "We did not pool these results" in text
    assert page.index("better with needles") < page.index("better with sham needles")
    assert all(f">{tick}</text>" in page for tick in ("-4", "-2", "0", "2"))
    assert "60 of 100 in this trial with needles" in " ".join(text.split())


def test_nothing_that_is_entered_looks_misprinted():
    assert [(each.id, doubt) for each in BOOK.effects for doubt in doubts(each)] == []


@pytest.mark.parametrize(
    ("start", "change", "field", "says"),
    [
        ("witt_2005_index", {"spread": "sd"}, "spread", "if these are standard errors"),
        ("assefi_2005_pain", {"low": 0.3}, "low", "with the sign turned"),
        ("tu_2024_leg_pain_sham", {"low": 21.3}, "low", "a minus sign may be lost"),
        ("berman_2004_pain", {"p": 0.001}, "p", "the interval gives 0.16"),
        ("foster_2007_pain", {"arms": (-232.0, 3.6, 117, -2.5, 4.2, 119)}, "arms", "decimal point"),
        ("ji_2015_better", {"value": 1.4, "high": 1.42}, "value", "does not lie in the middle"),
    ],
)
def test_numbers_that_cannot_be_are_doubted(start, change, field, says):
    found = list(doubts(replace(EFFECTS[start], **change)))

    assert any(each.field == field and says in each.says for each in found)


def test_a_share_is_held_against_its_counts():
    tu = EFFECTS["tu_2021_electro"]

    assert list(doubts(tu, [60.3, 47.3])) == []
    assert [each.field for each in doubts(tu, [6.03, 47.3])] == ["shares"]
