"""What was answered and found, item by item, with who said it and when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from zusanli.core.case.lists import by_item
from zusanli.core.case.record import Answer, Case
from zusanli.core.findings import Finding, Kind
from zusanli.core.rulebook import RuleBook
from zusanli.core.rules.tree import Value
from zusanli.core.words import Words, noop

ROLES = frozenset(
    (
        noop("patient"),
        noop("parent"),
        noop("guardian"),
        noop("relative"),
        noop("carer"),
        noop("interpreter"),
    )
)
"""Who answers is named by such a word, which has a translation, or by a name, which has none."""


@dataclass(frozen=True, slots=True)
class Answered:
    """One thing that was said or found; `value` None is "not sure"."""

    finding: Finding
    value: Value | None
    by: str
    at: datetime

    corrected: bool = False

    def who_and_when(self, say: Words) -> str:
        """By whom and when, as a letter says it."""
        by = called(self.by, say)
        words = noop("corrected by {name}, {when}") if self.corrected else noop("{name}, {when}")
        return say(words, name=by, when=f"{self.at:%Y-%m-%d %H:%M}")

    @property
    def not_there(self) -> bool:
        """Whether it is a sign that is not there; a good thing that is there was told."""
        return self.value is False and not self.finding.protective


def called(by: str, say: Words) -> str:
    """Call whoever answered or acted by their name, or by what they are."""
    return say(by) if by in ROLES else by


def answered(case: Case, book: RuleBook) -> Iterator[Answered]:
    """Give everything that was said, found and corrected, lists by their items."""
    for answer in case.answers:
        yield from _unfolded(answer, book)
    for examination in case.examinations:
        for name, value in examination.findings:
            yield Answered(book.findings[name], value, examination.by, examination.at)
    for override in case.overrides:
        finding = book.findings[override.finding]
        yield Answered(finding, override.value, override.by, override.at, corrected=True)


def _unfolded(answer: Answer, book: RuleBook) -> Iterator[Answered]:
    finding = book.findings[answer.finding]
    if finding.kind is not Kind.ANY_OF:
        yield Answered(finding, answer.value, answer.by, answer.at)
        return
    for name, value in by_item(finding, answer.value):
        yield Answered(book.findings[name], value, answer.by, answer.at)
