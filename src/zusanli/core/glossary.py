"""Words that patients meet, in plain words, and where to read more."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """
    One word.

    `sound` is how it is said, in plain letters, empty where that is clear. `added` marks a word
    that none of the articles explains.
    """

    id: str
    name: str
    sound: str
    says: str
    added: bool
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Resource:
    """A page to read more on; its link, and the day it was read, stand with its source."""

    id: str
    says: str
    source: str
