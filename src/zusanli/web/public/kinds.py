"""The kinds of public pages, in the order in which they are listed, and where each list is."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from zusanli.core.words import noop


class Kind(StrEnum):
    """What a page is about."""

    DANGER = "danger"
    CONDITION = "condition"
    POINT = "point"
    QUESTION = "question"
    CLAIM = "claim"
    CONTRADICTION = "contradiction"
    MISPRINT = "misprint"
    WORD = "word"
    OURS = "ours"


@dataclass(frozen=True, slots=True)
class List:
    """What all pages of a kind are called, and the address of their list."""

    name: str
    address: str


LISTS: Mapping[Kind, List] = {
    Kind.DANGER: List(noop("Danger signs"), "about_dangers"),
    Kind.CONDITION: List(noop("Conditions"), "about_conditions"),
    Kind.POINT: List(noop("Points"), "about_points"),
    Kind.QUESTION: List(noop("Questions, and what is known"), "about_questions"),
    Kind.CLAIM: List(noop("What was claimed, and what became of it"), "about_claims"),
    Kind.CONTRADICTION: List(noop("Where the articles contradict"), "about_contradictions"),
    Kind.MISPRINT: List(noop("Numbers that were printed wrong"), "about_misprints"),
    Kind.WORD: List(noop("Words, and what they mean"), "about_words"),
}
"""Pages about the clinic itself stand in no list but the one at each page's foot."""
