"""Patterns of words: what is never said to a patient, what needs a grade, what must be said."""

import re
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
    """A pattern of one language, in which capitals do not matter, and why it is looked for."""

    id: str
    kind: Kind
    language: str
    pattern: str
    because: str


WIDE_BREAK = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef]) (?=[\u3000-\u9fff\uff00-\uffef])")


@dataclass(frozen=True, slots=True)
class Fault:
    """What was found in a text, word for word."""

    phrase: Phrase
    words: str


def faults(text: str, phrases: Sequence[Phrase], *, language: str) -> Iterator[Fault]:
    """Find what must never be said."""
    for phrase in of_kind(Kind.NEVER, phrases, language=language):
        for found in compiled(phrase.pattern).finditer(flat(text)):
            yield Fault(phrase, found.group())


def of_kind(kind: Kind, phrases: Sequence[Phrase], *, language: str) -> Iterator[Phrase]:
    """Give the patterns of one kind and language."""
    return (each for each in phrases if each.kind is kind and each.language == language)


def flat(text: str) -> str:
    """
    Undo line breaks: a rendered page breaks a phrase wherever its line ends.

    Between the wide characters of Chinese and Japanese a break stands for nothing, elsewhere for a
    space.
    """
    return WIDE_BREAK.sub("", " ".join(text.split()))


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Compile a pattern once; capitals do not matter."""
    return re.compile(pattern, re.IGNORECASE)
