"""
From what was stated to what is known of the patient.

Where statements disagree, nobody is told the better news: of a yes/no the bad news stands, and of
a number, a choice, a date or places every value that may be true is kept, since one cannot see
which of them alarms. A rule then counts by the worst reading.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice, product

from zusanli.core.case.record import Case
from zusanli.core.findings import COMPLAINTS, EXAMINED, AskedOf, Kind
from zusanli.core.rulebook import RuleBook
from zusanli.core.rules.tree import Known, Rule, Truth, Value, distinct_names
from zusanli.core.statements import Statement, aged, statements
from zusanli.core.triage.flags import RedFlag, State


@dataclass(frozen=True, slots=True)
class Standing:
    """A flag, its state, and the facts that it has this state by."""

    flag: RedFlag
    state: State
    known: Known


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding, and the measured value that shows it."""

    finding: str
    by: str
    value: float


@dataclass(frozen=True, slots=True)
class Facts:
    """
    What is known, and what was put to somebody.

    `known` holds values that may reassure and every yes/no that alarms; of several it holds the
    latest. `otherwise` are the other values that a finding may have: doubtful ones, and those that
    disagree. `shown` are the findings that a measurement shows, whatever was answered. `stated_at`
    is when each finding was last spoken of. `put` names all that was ever asked, "not sure"
    included; `begun` what was asked recently enough to count; and `answered` what of that need not
    be asked again, as a "not sure" to a whole list must be.
    """

    known: Known
    otherwise: Mapping[str, tuple[Value, ...]] = field(default_factory=dict)
    shown: tuple[Shown, ...] = ()
    stated_at: Mapping[str, datetime] = field(default_factory=dict)
    put: frozenset[str] = frozenset()
    begun: frozenset[str] = frozenset()
    answered: frozenset[str] = frozenset()

    def readings(self, *rules: Rule) -> Iterator[Known]:
        """Give every way to read the facts that these rules can tell apart, `known` first."""
        yield self.known
        if not self.otherwise:
            return
        names = [name for name in distinct_names(*rules) if name in self.otherwise]
        values = [(self.known.get(name), *self.otherwise[name]) for name in names]
        # The first is the plain one again.
        for chosen in islice(product(*values), 1, None):
            reading = dict(self.known)
            reading.update(
                (name, value)
                for name, value in zip(names, chosen, strict=True)
                if value is not None
            )
            yield reading

    def standing(self, flag: RedFlag) -> Standing:
        """Give the worst of a flag's states, by any reading of the facts."""
        return max(
            (
                Standing(flag, flag.state(known), known)
                for known in self.readings(flag.gate, flag.when)
            ),
            key=lambda each: each.state,
        )

    def worst(self, rule: Rule) -> Truth:
        """Whether a rule whose truth is bad news holds, by the worst reading of the facts."""
        return worst(rule.truth(known) for known in self.readings(rule))

    def reading(self, rule: Rule) -> Known:
        """Give the first reading by which such a rule holds; the plain one if none does."""
        true = (known for known in self.readings(rule) if rule.truth(known) is True)
        return next(true, self.known)


def worst(truths: Iterator[Truth]) -> Truth:
    """Give true if any is, else unknown if any is, else false."""
    result: Truth = False
    for truth in truths:
        if truth is True:
            return True
        if truth is None:
            result = None
    return result


def gather(case: Case, book: RuleBook) -> Facts:
    """Combine answers, corrections and examinations into what is known at `case.on`."""
    known: dict[str, Value] = {EXAMINED: frozenset(_examinations_begun(case, book))}
    if case.complaints is not None:
        known[COMPLAINTS] = case.complaints
    otherwise: dict[str, tuple[Value, ...]] = {}
    stated = statements(case, book)
    for name, given in stated.items():
        value, others = _settled(given)
        if value is not None:
            known[name] = value
        if others:
            otherwise[name] = others
    shown = tuple(_shown(known, otherwise, book))
    known.update((each.finding, book.findings[each.finding].alarm) for each in shown)
    fresh = [each for given in stated.values() for each in given if not each.doubtful]
    return Facts(
        known=known,
        otherwise=otherwise,
        shown=shown,
        stated_at={name: max(each.at for each in given) for name, given in stated.items()},
        put=frozenset(stated),
        begun=frozenset(each.finding.id for each in fresh),
        answered=frozenset(each.finding.id for each in fresh if not each.vague),
    )


def _settled(given: Sequence[Statement]) -> tuple[Value | None, tuple[Value, ...]]:
    """Give the value that stands, and the others that may be true."""
    said = [each for each in given if not each.examined]
    found = _not_superseded([each for each in given if each.examined and each.value is not None])
    if given[0].finding.kind is Kind.YES_NO:
        return _yes_no(said, found), ()
    return _any_other([*said, *found])


def _not_superseded(found: list[Statement]) -> list[Statement]:
    """Leave out what an examination found before one that still counts found it again."""
    last = max((each.at for each in found if not each.doubtful), default=None)
    return found if last is None else [each for each in found if each.at >= last]


def _yes_no(said: list[Statement], found: list[Statement]) -> bool | None:
    """
    Combine what was said with what was last found.

    Whoever says the bad news is believed. An examination's good news settles a "not sure"; beside
    an answer and a tick list that disagree, the worse of the two stands.
    """
    # Not sure about a list as a whole gives way to what was then answered one by one.
    said = [each for each in said if not each.vague] or said
    for each in (*said, *found):
        if each.alarms:
            return each.finding.alarm
    good = [each for each in found if not each.doubtful]
    # Good news past its time is nothing beside what was said since.
    recent = [each for each in said if not each.doubtful or each.value is None]
    if not good and all(each.value is not None for each in recent):
        good = recent
    return not good[0].finding.alarm if good else None


def _any_other(given: list[Statement]) -> tuple[Value | None, tuple[Value, ...]]:
    """
    Of what may reassure, give the latest, and what was measured before what was said.

    None of it is dropped for that: the others stand beside it, as the doubtful ones do.
    """
    valued = [each for each in given if each.value is not None]
    fresh = [each for each in valued if not each.doubtful]
    latest = max(fresh, key=lambda each: (each.at, each.examined), default=None)
    value = None if latest is None else latest.value
    others = dict.fromkeys(each.value for each in valued if each.value != value)
    return value, tuple(each for each in others if each is not None)


def _shown(
    known: Known, otherwise: Mapping[str, tuple[Value, ...]], book: RuleBook
) -> Iterator[Shown]:
    for finding in book.shown_by_measuring:
        by = finding.shown_by
        if by is None:
            continue
        values = (known.get(by.finding), *otherwise.get(by.finding, ()))
        measured = [each for each in values if isinstance(each, int | float)]
        if measured and max(measured) >= by.at_least:
            yield Shown(finding.id, by.finding, max(measured))


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
