"""
The questions of every visit: has anything changed since it was last asked?

Answers of more than two days ago reassure nobody. Whoever treats reads out what was answered with
no, and only what the patient says no to again counts as asked today. What was not sure, or told of
something, is not said again for the patient by anybody.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from zusanli.clinic.books import rule_book
from zusanli.clinic.records import judging
from zusanli.clinic.records.judgements import judged
from zusanli.clinic.records.models import IntakeVersion, Patient
from zusanli.clinic.records.stored_interview import from_plain
from zusanli.clinic.staff.models import User
from zusanli.core.case.record import Answer
from zusanli.core.findings import Finding, Kind
from zusanli.core.rulebook import RuleBook
from zusanli.core.rules.tree import Value

CHECK_IN = "check_in"
"""The examination that holds what may differ from day to day."""


@dataclass(frozen=True, slots=True)
class AskedAgain:
    """
    What is read out at a visit.

    `of_the_day` are the findings of the day; `items` what was answered with no before, and `again`
    the answers that a patient to whom nothing of it has changed gives again.
    """

    of_the_day: tuple[Finding, ...]
    items: tuple[Finding, ...]
    again: Mapping[str, Value]


def to_ask_again(version: IntakeVersion, *, now: datetime, language: str) -> AskedAgain:
    """Give what is read out at a visit, from the last questionnaire and what was said since."""
    book = rule_book(language)
    interview = from_plain(version.interview, book)
    beside = judged(version.intake.patient, until=now)
    given = [*interview.answers, *(one for part in beside.parts for one in part.answers)]
    # Of what was answered more than once the last answer counts: a "not sure" is asked anew.
    last = {each.finding: each for each in sorted(given, key=lambda each: each.at)}
    again = {
        name: each.value
        for name, each in last.items()
        if each.value is not None and _reassured(each, book)
    }
    return AskedAgain(
        of_the_day=tuple(book.findings[each] for each in book.examinations[CHECK_IN].required),
        items=tuple(_items(again, book)),
        again=again,
    )


def ask_again(
    patient: Patient, asked: AskedAgain, told: frozenset[str], *, member: User, now: datetime
) -> None:
    """
    Keep what was answered at a visit: yes to what was told, and no again to the rest.

    Raises:
        InputError: what was told is not on the list.
    """
    day = {each.id: each.id in told for each in asked.of_the_day}
    judging.examine(patient, CHECK_IN, day, at=now, member=member, now=now)
    book = rule_book()
    said: dict[str, Value] = {}
    for name, value in asked.again.items():
        items = book.findings[name].items
        if told.isdisjoint((name, *items)):
            said[name] = value
        else:
            said.update((each, each in told) for each in items or (name,))
    judging.answer(patient, said, member=member, now=now)


def _reassured(answer: Answer, book: RuleBook) -> bool:
    finding = book.findings[answer.finding]
    if finding.lasting:
        return False
    if finding.kind is Kind.YES_NO:
        return answer.value is not finding.alarm
    return finding.kind is Kind.ANY_OF and not answer.value


def _items(again: Mapping[str, Value], book: RuleBook) -> Iterator[Finding]:
    """Give the single things that are read out: what was no to a list is no to each of it."""
    for name in again:
        finding = book.findings[name]
        yield from (book.findings[each] for each in finding.items or (name,))
