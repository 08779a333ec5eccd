"""Patterns of words: what is never said to a patient, what needs a grade, what must be said."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache


class Kind(StrEnum):
    """
    What a pattern is for.

    `share` finds a count, of how many, and the percentage printed with them, as named groups.
    """

    NEVER = "never"
    NEEDS_GRADE = "needs_grade"
    SHARE = "share"
    MUST_SAY = "must_say"


@dataclass(frozen=True, slots=True)
class Phrase:
    """
    A pattern of one language, in which capitals do not matter, and why it is looked for.

    Where the sentence that holds it also holds `unless`, the words are not meant: "never stop your
    medicines". Empty is no such exception.
    """

    id: str
    kind: Kind
    language: str
    pattern: str
    unless: str
    because: str


ENDS = re.compile(r"[.!?:](?= |$)|[\u3002\uff01\uff1f\uff1a]")
NARROW = str.maketrans("\uff05\uff0f", "%/")
WIDE_BREAK = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef]) (?=[\u3000-\u9fff\uff00-\uffef])")


@dataclass(frozen=True, slots=True)
class Fault:
    """What was found in a text, word for word."""

    phrase: Phrase
    words: str


def faults(text: str, phrases: Sequence[Phrase], *, language: str) -> Iterator[Fault]:
    """Find what must never be said."""
    for phrase in of_kind(Kind.NEVER, phrases, language=language):
        yield from matches(flat(text), phrase)


def matches(text: str, phrase: Phrase) -> Iterator[Fault]:
    """Find a pattern in a flat text, but for sentences that hold its exception."""
    for found in compiled(phrase.pattern).finditer(text):
        if not (phrase.unless and compiled(phrase.unless).search(_sentence(text, found))):
            yield Fault(phrase, found.group())


def _sentence(text: str, found: re.Match[str]) -> str:
    """Give the sentence or sentences that a match lies in; a colon ends one too, as of a grade."""
    start = max((end.end() for end in ENDS.finditer(text, 0, found.start())), default=0)
    after = ENDS.search(text, found.end())
    return text[start : after.start() if after else len(text)]


def of_kind(kind: Kind, phrases: Sequence[Phrase], *, language: str) -> Iterator[Phrase]:
    """Give the patterns of one kind and language."""
    return (each for each in phrases if each.kind is kind and each.language == language)


def flat(text: str) -> str:
    """
    Undo line breaks, wide signs and what nobody sees: none of them hides a phrase.

    Between the wide characters of Chinese and Japanese a break stands for nothing, elsewhere for a
    space.
    """
    seen = "".join(each for each in text if unicodedata.category(each) != "Cf")
    return WIDE_BREAK.sub("", " ".join(seen.translate(NARROW).split()))


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Compile a pattern once; capitals do not matter."""
    return re.compile(pattern, re.IGNORECASE)
