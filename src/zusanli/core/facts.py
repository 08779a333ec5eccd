"""
From a case to what is known of the patient.

Not every answer may reassure. One that is over two days old, an examination past its time, or an
examiner's finding stated by a layperson can still alarm, and otherwise counts as unknown. Such
values are called doubtful here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from zusanli.core.case.record import LAY, Case
from zusanli.core.findings import COMPLAINTS, EXAMINED, AskedOf, Finding, Kind
from zusanli.core.rulebook import RuleBook
from zusanli.core.rules.tree import Known, Rule, Truth, Value
from zusanli.core.triage.flags import RedFlag, State


class Statement(NamedTuple):
    """
    One value given for one finding, and whether it may reassure.

    `vague` is the "not sure" to a whole list: each of its items is then asked singly.
    """

    finding: Finding
    value: Value | None
    at: datetime
    examined: bool
    doubtful: bool
    vague: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """A flag, its state, and the facts that it has this state by."""

    flag: RedFlag
    state: State
    known: Known


@dataclass(frozen=True, slots=True)
class Facts:
    """
    What is known, and what was put to somebody.

    `known` holds values that may reassure and every yes/no that alarms. `with_doubtful` adds the
    doubtful values of other kinds, of which one cannot see whether they alarm. `put` names all
    that was ever asked, "not sure" included; `begun` what was asked recently enough to count; and
    `answered` what of that need not be asked again, as a "not sure" to a whole list must be.
    """

    known: Known
    with_doubtful: Known
    put: frozenset[str]
    begun: frozenset[str]
    answered: frozenset[str]

    def standing(self, flag: RedFlag) -> Standing:
        """
        Give the worse of a flag's states without and with the doubtful values.

        These two suffice for all subsets of the doubtful values: with more knowledge a rule can
        only settle, so a flag that some subset raises is raised with all of them, and one that
        some subset leaves open is open without any.
        """
        without = flag.state(self.known)
        if self.with_doubtful is self.known:
            return Standing(flag, without, self.known)
        also = flag.state(self.with_doubtful)
        if also > without:
            return Standing(flag, also, self.with_doubtful)
        return Standing(flag, without, self.known)

    def worst(self, rule: Rule) -> Truth:
        """
        Whether a rule whose truth is bad news holds, by any reading of the doubtful values.

        Old or second-hand values can call for care and cannot spare it.
        """
        return True if rule.truth(self.with_doubtful) is True else rule.truth(self.known)

    def reading(self, rule: Rule) -> Known:
        """Give the facts by which such a rule holds, without the doubtful ones if they suffice."""
        return self.known if rule.truth(self.known) is True else self.with_doubtful


def gather(case: Case, book: RuleBook) -> Facts:
    """Combine answers, corrections and examinations into what is known at `case.on`."""
    statements = [*_answers(case, book), *_examined(case, book)]
    known: dict[str, Value] = {EXAMINED: frozenset(_examinations_begun(case, book))}
    if case.complaints is not None:
        known[COMPLAINTS] = case.complaints
    doubtful: dict[str, Value] = {}
    by_finding: dict[str, list[Statement]] = {}
    for statement in statements:
        by_finding.setdefault(statement.finding.id, []).append(statement)
    for name, given in by_finding.items():
        _settle(name, given, known=known, doubtful=doubtful)
    return Facts(
        known=known,
        with_doubtful={**known, **doubtful} if doubtful else known,
        put=frozenset(by_finding),
        begun=frozenset(each.finding.id for each in statements if not each.doubtful),
        answered=frozenset(
            each.finding.id for each in statements if not each.doubtful and not each.vague
        ),
    )


def _settle(
    name: str, given: list[Statement], *, known: dict[str, Value], doubtful: dict[str, Value]
) -> None:
    if given[0].finding.kind is Kind.YES_NO:
        value = _yes_no(given)
        if value is not None:
            known[name] = value
        return
    # What was measured goes before what was said, and the later before the earlier.
    for statement in sorted(given, key=lambda each: (each.examined, each.at)):
        if statement.value is not None:
            (doubtful if statement.doubtful else known)[name] = statement.value


def _yes_no(given: list[Statement]) -> bool | None:
    """
    Combine what was said with what was last found.

    Whoever says the bad news is believed. An examination's good news settles a "not sure"; beside
    an answer and a tick list that disagree, the worse of the two stands.
    """
    finding = given[0].finding
    if len(given) == 1:
        return _alone(given[0])
    said = [each for each in given if not each.examined]
    # Not sure about a list as a whole gives way to what was then answered one by one.
    said = [each for each in said if not each.vague] or said
    # Good news past its time is nothing beside what was said since.
    said = [each for each in said if not _good_but_old(each)] or said
    found = _last_found([each for each in given if each.examined and each.value is not None])
    if any(each.value is finding.alarm for each in (*said, *found)):
        return finding.alarm
    if any(not each.doubtful for each in found):
        return not finding.alarm
    if said and all(each.value is not None and not each.doubtful for each in said):
        return not finding.alarm
    return None


def _good_but_old(given: Statement) -> bool:
    return given.doubtful and given.value is not None and given.value is not given.finding.alarm


def _alone(given: Statement) -> bool | None:
    alarms = given.value is given.finding.alarm
    return given.value if isinstance(given.value, bool) and (alarms or not given.doubtful) else None


def _last_found(found: list[Statement]) -> list[Statement]:
    if not found:
        return []
    last = max(each.at for each in found)
    return [each for each in found if each.at == last]


def _answers(case: Case, book: RuleBook) -> Iterator[Statement]:
    corrections = {
        override.finding: override for override in sorted(case.overrides, key=lambda each: each.at)
    }
    for answer in case.answers:
        finding = book.findings[answer.finding]
        plain = Statement(
            finding=finding,
            value=answer.value,
            at=answer.at,
            examined=False,
            doubtful=aged(finding, at=answer.at, on=case.on, book=book)
            or (finding.asked_of is not AskedOf.PATIENT and answer.by in LAY),
        )
        if corrections:
            yield from (
                each for each in _unfold(plain, book.findings) if each.finding.id not in corrections
            )
        else:
            yield from _unfold(plain, book.findings)
    for override in corrections.values():
        finding = book.findings[override.finding]
        old = aged(finding, at=override.at, on=case.on, book=book)
        yield Statement(finding, override.value, override.at, examined=False, doubtful=old)


def _unfold(statement: Statement, findings: Mapping[str, Finding]) -> Iterator[Statement]:
    """Spread a tick list over its items: none is no to all, a tick is yes, the rest stay open."""
    ticked = statement.value
    if statement.finding.kind is not Kind.ANY_OF:
        yield statement
        return
    vague = ticked is None
    value = None if vague else bool(ticked)
    for name in statement.finding.items:
        if not ticked or (isinstance(ticked, frozenset) and name in ticked):
            item = findings[name]
            doubtful = statement.doubtful and not item.lasting
            yield Statement(
                item, value, statement.at, examined=False, doubtful=doubtful, vague=vague
            )


def _examined(case: Case, book: RuleBook) -> Iterator[Statement]:
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


def aged(finding: Finding, *, at: datetime, on: datetime, book: RuleBook) -> bool:
    """Whether an answer of `at` no longer reassures at `on`; fixed history does not age."""
    return not finding.lasting and aged_by(at, on=on, book=book)


def aged_by(at: datetime, *, on: datetime, book: RuleBook) -> bool:
    """Whether what was said at `at` is too old to reassure at `on`."""
    return on - at > book.screening_holds


def _examinations_begun(case: Case, book: RuleBook) -> Iterator[str]:
    """
    Name the examinations that count, also those whose own findings stand among the answers.

    One past its time is as if it had not been made: what it found can raise a flag, but it does
    not put a question that an examiner must now answer.
    """
    for examination in case.examinations:
        if book.examinations[examination.id].still_holds(done_at=examination.at, on=case.on):
            yield examination.id
    answered = {
        answer.finding
        for answer in case.answers
        if book.findings[answer.finding].asked_of is AskedOf.EXAMINATION
        and not aged(book.findings[answer.finding], at=answer.at, on=case.on, book=book)
    }
    for kind in book.examinations.values():
        if not answered.isdisjoint(kind.findings):
            yield kind.id
