"""The linter: words that are never said to a patient, whatever a document is made of."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Phrase:
    """A pattern of one language, in which capitals do not matter, and why it is not said."""

    id: str
    language: str
    pattern: str
    because: str


@dataclass(frozen=True, slots=True)
class Fault:
    """What was found in a text, word for word."""

    phrase: Phrase
    words: str


def faults(text: str, phrases: Sequence[Phrase], *, language: str) -> Iterator[Fault]:
    """
    Find what must not be said.

    A line break counts as a space: a rendered page breaks a phrase wherever its line ends.
    """
    flat = " ".join(text.split())
    for phrase in phrases:
        if phrase.language == language:
            for found in _compiled(phrase.pattern).finditer(flat):
                yield Fault(phrase, found.group())


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
