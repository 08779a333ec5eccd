"""The rule book that a clinic decides by, in each language; loaded once in each process."""

from functools import cache

from zusanli.core.rulebook import RuleBook
from zusanli.core.words import ENGLISH
from zusanli.knowledge.store import load, spoken


@cache
def rule_book(language: str = ENGLISH) -> RuleBook:
    """
    Give the rule book in force when this process started.

    Raises:
        ReleaseError: it is missing or damaged; nothing is decided then.
        KeyError: the release knows no such language.
    """
    if language == ENGLISH:
        return load()
    return spoken(rule_book(), language)
