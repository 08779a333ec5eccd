"""What a patient reads is plain: Flesch-Kincaid grade 8 or below, each text by itself."""

import re

import pyphen
import pytest

from zusanli.core.findings import AskedOf
from zusanli.documents.wording import action_of
from zusanli.knowledge.compiler import compile_kb
from zusanli.knowledge.document import read_document
from zusanli.knowledge.store import KB

BOOK = read_document(compile_kb(KB).document, sha256="0" * 64)
HYPHENS = pyphen.Pyphen(lang="en_GB")
HIGHEST_GRADE = 8.0
WORD = re.compile(r"[A-Za-z]+(?:'[a-z]+)?")
SENTENCE = re.compile(r"[.!?:;]+(?:\s|$)")
LATIN = re.compile(
    r"\b(?:oedema|erythema|paraesthesia|ischaemi\w+|claudication|bilateral|acute)\b", re.IGNORECASE
)


def grade(text: str) -> float:
    """
    The US school grade that a text is written for.

    Kincaid and others 1975: 0.39 words a sentence + 11.8 syllables a word - 15.59. A colon ends a
    sentence here, since a tick list is read line by line.
    """
    words = WORD.findall(text)
    sentences = max(1, len(SENTENCE.findall(text)))
    syllables = sum(map(syllables_of, words))
    return 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59


def syllables_of(word: str) -> int:
    """Where a word may be hyphenated, or its groups of vowels: the more, since each misses some."""
    vowels = re.findall(r"[aeiouy]+", re.sub(r"e$|(?<=[^dt])ed$", "", word.lower()))
    return max(len(HYPHENS.positions(word.lower())) + 1, len(vowels), 1)


QUESTIONS = {
    finding.id: finding.text
    for finding in BOOK.findings.values()
    if finding.asked_of is AskedOf.PATIENT
}
ACTIONS = {flag.id: action_of(flag, country=None, book=BOOK) for flag in BOOK.flags}


@pytest.mark.parametrize("text", QUESTIONS.values(), ids=QUESTIONS)
def test_a_question_to_a_patient_is_plain(text):
    assert grade(text) <= HIGHEST_GRADE
    assert not LATIN.search(text)


@pytest.mark.parametrize("text", ACTIONS.values(), ids=ACTIONS)
def test_what_a_patient_is_told_to_do_is_plain(text):
    assert grade(text) <= HIGHEST_GRADE
    assert not LATIN.search(text)


def test_the_measure_tells_plain_from_learned():
    plain = "Does your foot hurt at night? Does it help to hang the leg down?"
    learned = "Intermittent claudication necessitates haemodynamic characterisation."

    assert grade(plain) < 3
    assert grade(learned) > 15
