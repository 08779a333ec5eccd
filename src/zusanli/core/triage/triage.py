"""The triage of one case: what is raised, what is open, and the two clearances."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from zusanli.core.case.record import Case
from zusanli.core.case.record import Release as ReleaseRecord
from zusanli.core.facts import Facts, Standing
from zusanli.core.precautions.in_force import Care
from zusanli.core.rulebook import RuleBook
from zusanli.core.rules.explain import Reason, because, unknowns
from zusanli.core.triage.examinations import ExaminationKind
from zusanli.core.triage.flags import RedFlag, State, Urgency
from zusanli.core.triage.questionnaire import Question, gate_was_put, next_questions
from zusanli.core.triage.releases import why_void
from zusanli.errors import NoFlagsInForceError


@dataclass(frozen=True, slots=True)
class Raised:
    """A flag that is raised, why, and who released it if somebody validly did."""

    flag: RedFlag
    because: tuple[Reason, ...]
    released_by: ReleaseRecord | None

    @property
    def stops(self) -> bool:
        """Whether nobody is needled because of it: it is serious, and nobody released it."""
        return self.flag.serious and self.released_by is None


@dataclass(frozen=True, slots=True)
class Open:
    """A flag that may yet be raised, and the findings that would settle it."""

    flag: RedFlag
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VoidRelease:
    """A release that does not count, and why."""

    release: ReleaseRecord
    because: str


@dataclass(frozen=True, slots=True)
class Triage:
    """How urgently somebody else must see the patient, and what may be done meanwhile."""

    urgency: Urgency
    possible_urgency: Urgency
    may_book_assessment: bool
    may_needle: bool
    raised: tuple[Raised, ...]
    open: tuple[Open, ...]
    void_releases: tuple[VoidRelease, ...]
    next_questions: tuple[Question, ...]
    examinations_due: tuple[ExaminationKind, ...]


def triage(*, case: Case, facts: Facts, book: RuleBook, care: Care) -> Triage:
    """
    Decide how urgently a patient must be seen elsewhere, and say why.

    Silence never clears a patient: a finding not asked about, or not known, keeps its flag open,
    and while a serious flag is open nobody is needled. `care` is what the precautions say: one of
    them may withhold the needle as well.

    Raises:
        NoFlagsInForceError: an empty rule book would clear everybody.
    """
    if not book.flags:
        raise NoFlagsInForceError("the knowledge base holds no red flag, so nobody can be cleared")
    standings = [facts.standing(flag) for flag in book.flags]
    raised = tuple(_raised(standings, case, facts))
    still_open = tuple(_open(standings))
    due = tuple(kind for kind in book.examinations.values() if is_due(kind, case, facts))
    return Triage(
        urgency=_worst(each.flag for each in raised),
        possible_urgency=max(
            _worst(each.flag for each in raised), _worst(each.flag for each in still_open)
        ),
        may_book_assessment=_may_book(raised, facts, book),
        may_needle=not due
        and not care.withheld
        and not any(each.stops for each in raised)
        and not any(each.flag.serious for each in still_open),
        raised=raised,
        open=still_open,
        void_releases=tuple(_void(case, facts, book)),
        next_questions=next_questions(standings, facts, book),
        examinations_due=due,
    )


def is_due(kind: ExaminationKind, case: Case, facts: Facts) -> bool:
    """Whether an examination is required, or may be, and no whole and recent record of it is."""
    if facts.worst(kind.required_if) is False:
        return False
    return not any(
        kind.still_holds(done_at=record.at, on=case.on)
        and all(dict(record.findings).get(name) is not None for name in kind.required)
        for record in case.examinations
        if record.id == kind.id
    )


def _worst(flags: Iterable[RedFlag]) -> Urgency:
    return max((flag.urgency for flag in flags), default=Urgency.ROUTINE)


def _those(state: State, standings: Sequence[Standing]) -> list[Standing]:
    found = [standing for standing in standings if standing.state is state]
    return sorted(found, key=lambda standing: -standing.flag.urgency)


def _raised(standings: Sequence[Standing], case: Case, facts: Facts) -> Iterator[Raised]:
    for standing in _those(State.RAISED, standings):
        flag = standing.flag
        reasons = because(flag.when, standing.known)
        yield Raised(flag, reasons, _valid_release(case, flag, facts))


def _open(standings: Sequence[Standing]) -> Iterator[Open]:
    for standing in _those(State.OPEN, standings):
        yield Open(standing.flag, unknowns(standing.flag.when, standing.known))


def _valid_release(case: Case, flag: RedFlag, facts: Facts) -> ReleaseRecord | None:
    """
    Give the latest judgement if it counts.

    A later one replaces an earlier: an exclusion that was followed by a confirmation is none.
    """
    judgements = [release for release in case.releases if release.flag == flag.id]
    last = max(judgements, key=lambda release: release.at, default=None)
    return last if last is not None and why_void(last, flag, facts) is None else None


def _void(case: Case, facts: Facts, book: RuleBook) -> Iterator[VoidRelease]:
    flags = {flag.id: flag for flag in book.flags}
    for release in case.releases:
        reason = why_void(release, flags[release.flag], facts)
        if reason is not None:
            yield VoidRelease(release, reason)


def _may_book(raised: tuple[Raised, ...], facts: Facts, book: RuleBook) -> bool:
    """
    Decide whether an assessment may be booked; what is merely unknown does not forbid that.

    Two things do: an emergency, and an emergency that nobody has asked about.
    """
    emergencies = [flag for flag in book.flags if flag.urgency is Urgency.EMERGENCY]
    return all(each.flag.urgency is not Urgency.EMERGENCY for each in raised) and all(
        gate_was_put(flag.gate, facts, book) for flag in emergencies
    )
