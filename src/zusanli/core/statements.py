"""
What was said and found of a patient, one statement for each finding and time.

Not every statement may reassure. One that is over two days old, an examination past its time, or
an examiner's finding stated by a layperson can still alarm, and otherwise counts as unknown. Such
statements are called doubtful here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from zusanli.core.case.lists import by_item
from zusanli.core.case.people import is_lay
from zusanli.core.case.record import Answer, Case, Override
from zusanli.core.findings import AskedOf, Finding, Kind
from zusanli.core.rulebook import RuleBook
from zusanli.core.rules.tree import Value


@dataclass(frozen=True, slots=True)
class Statement:
    """
    One value given for one finding, and whether it may reassure.

    `value` None is "not sure", and of a correction that nothing is known after all. `vague` is the
    "not sure" to a whole list: each of its items is then asked singly.
    """

    finding: Finding
    value: Value | None
    at: datetime
    examined: bool
    doubtful: bool
    vague: bool = False

    @property
    def alarms(self) -> bool:
        """Whether it is the bad news of a yes/no finding."""
        return self.value is self.finding.alarm


def statements(case: Case, book: RuleBook) -> Mapping[str, list[Statement]]:
    """
    Give what was stated of each finding and stands.

    A correction takes the place of all that was said or found before it. What came after it stands
    beside it: the correction did not know of that.
    """
    corrections = {each.finding: each for each in sorted(case.overrides, key=lambda each: each.at)}
    stated: dict[str, list[Statement]] = {}
    for each in (*_said(case, book, corrections), *_found(case, book)):
        correction = corrections.get(each.finding.id)
        if correction is None or each.at > correction.at:
            stated.setdefault(each.finding.id, []).append(each)
    for correction in corrections.values():
        stated.setdefault(correction.finding, []).append(_corrected(correction, case, book))
    return stated


def aged(finding: Finding, *, at: datetime, on: datetime, book: RuleBook) -> bool:
    """Whether an answer of `at` no longer reassures at `on`; fixed history does not age."""
    return not finding.lasting and aged_by(at, on=on, book=book)


def aged_by(at: datetime, *, on: datetime, book: RuleBook) -> bool:
    """Whether what was said at `at` is too old to reassure at `on`."""
    return on - at > book.screening_holds


def _said(case: Case, book: RuleBook, corrections: Mapping[str, Override]) -> Iterator[Statement]:
    for answer in case.answers:
        for each in _unfold(_plain(answer, case, book), book.findings):
            correction = corrections.get(each.finding.id)
            if correction is not None and not answer.timed:
                # Without a time of its own an answer is the one that was corrected.
                continue
            yield each


def _plain(answer: Answer, case: Case, book: RuleBook) -> Statement:
    finding = book.findings[answer.finding]
    second_hand = finding.asked_of is not AskedOf.PATIENT and is_lay(answer.by)
    old = aged(finding, at=answer.at, on=case.on, book=book)
    return Statement(finding, answer.value, answer.at, examined=False, doubtful=old or second_hand)


def _unfold(statement: Statement, findings: Mapping[str, Finding]) -> Iterator[Statement]:
    """Spread the answer to a tick list over its items."""
    if statement.finding.kind is not Kind.ANY_OF:
        yield statement
        return
    for name, value in by_item(statement.finding, statement.value):
        item = findings[name]
        yield Statement(
            finding=item,
            value=value,
            at=statement.at,
            examined=statement.examined,
            doubtful=statement.doubtful and not item.lasting,
            vague=value is None,
        )


def _found(case: Case, book: RuleBook) -> Iterator[Statement]:
    for examination in case.examinations:
        kind = book.examinations[examination.id]
        holds = kind.still_holds(done_at=examination.at, on=case.on)
        for name, value in examination.findings:
            finding = book.findings[name]
            # What a patient is asked can change from day to day, whatever else the record holds.
            changeable = finding.asked_of is AskedOf.PATIENT
            old = changeable and aged(finding, at=examination.at, on=case.on, book=book)
            yield Statement(
                finding, value, examination.at, examined=True, doubtful=old or not holds
            )


def _corrected(override: Override, case: Case, book: RuleBook) -> Statement:
    finding = book.findings[override.finding]
    old = aged(finding, at=override.at, on=case.on, book=book)
    return Statement(finding, override.value, override.at, examined=False, doubtful=old)
