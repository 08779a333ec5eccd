"""
Which question comes next.

Asked is what can still change a flag or a precaution, or decide whether an examination is due, and
what can raise the urgency most comes first. What cannot matter any more is never asked.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zusanli.core.facts import Facts, Standing
from zusanli.core.findings import COMPLAINTS, AskedOf, Finding, Stage
from zusanli.core.points.candidates import ASPECT_CHANNELS, FELT_PLACES, PAIN_PLACES
from zusanli.core.precautions.in_force import open_questions
from zusanli.core.rulebook import RuleBook
from zusanli.core.rules.explain import unknowns
from zusanli.core.rules.tree import Rule
from zusanli.core.triage.flags import State, Urgency

STAGES = tuple(Stage)
AFTER_BOOKING = (Stage.SOON, Stage.DETAIL)
"""What can wait until a visit is booked."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question to put now: a whole tick list, or one finding of a list that was begun."""

    finding: Finding
    stage: Stage
    can_reach: Urgency


def next_questions(
    standings: Sequence[Standing], facts: Facts, book: RuleBook
) -> tuple[Question, ...]:
    """
    Give all questions that can still matter, the next one first.

    None is left once an emergency is raised: it says what to do now, and nothing else.
    """
    stakes: dict[str, Urgency] = {}
    for standing in standings:
        urgency = standing.flag.urgency
        if standing.state is State.RAISED:
            if urgency is Urgency.EMERGENCY:
                return ()
            continue
        for name in _worth_asking(standing, facts, book):
            stakes[name] = max(urgency, stakes.get(name, Urgency.ROUTINE))
    for kind in book.examinations.values():
        for name in unknowns(kind.required_if, facts.known):
            stakes.setdefault(name, Urgency.ROUTINE)
    before_booking = frozenset(stakes)
    for name in (*open_questions(book.precautions, facts), *_for_the_plan(facts, book)):
        stakes.setdefault(name, Urgency.ROUTINE)
    return _in_order(stakes, before_booking, facts, book)


def _for_the_plan(facts: Facts, book: RuleBook) -> Iterator[str]:
    """Name what points, course and advice go by, where it can still change what is said."""
    brings = facts.known.get(COMPLAINTS)
    for_these = brings if isinstance(brings, frozenset) else frozenset()
    felt = (name for name, asked_for in FELT_PLACES.items() if not for_these.isdisjoint(asked_for))
    for name in (PAIN_PLACES, *felt, *ASPECT_CHANNELS):
        if name in book.findings and name not in facts.known:
            yield name
    for cut in book.course.cut_offs:
        yield from unknowns(cut.when, facts.known)
    for each in book.advice:
        meant = each.show_when.truth(facts.known)
        if meant is None:
            yield from unknowns(each.show_when, facts.known)
        elif meant:
            yield from unknowns(each.not_when, facts.known)


def _worth_asking(standing: Standing, facts: Facts, book: RuleBook) -> tuple[str, ...]:
    """
    Ask the gate first; what lies behind it only once it was not answered with no.

    Of a closed flag nothing matters, but the gate of an emergency is put even then: booking waits
    for it.
    """
    flag = standing.flag
    if standing.state is State.CLOSED and flag.urgency is not Urgency.EMERGENCY:
        return ()
    unasked = tuple(
        name
        for name in unknowns(flag.gate, facts.known)
        if _is_for_patient(name, book) and name not in facts.answered
    )
    if unasked or standing.state is State.CLOSED:
        return unasked
    return unknowns(flag.when, facts.known)


def _in_order(
    stakes: dict[str, Urgency], before_booking: frozenset[str], facts: Facts, book: RuleBook
) -> tuple[Question, ...]:
    """Sort the questions; what only precautions or the plan want to know waits for booking."""
    asked: dict[str, Question] = {}
    for name, urgency in stakes.items():
        if not _is_for_patient(name, book) or name in facts.answered:
            continue
        finding = book.findings[name]
        shown = _as_shown(finding, facts, book)
        reach, stage = urgency, _stage(finding, book)
        if name not in before_booking and stage is not Stage.SOON:
            stage = Stage.DETAIL
        before = asked.get(shown.id)
        if before is not None:
            stage = min(stage, before.stage, key=STAGES.index)
            reach = max(reach, before.can_reach)
        asked[shown.id] = Question(shown, stage, reach)
    return tuple(
        sorted(
            asked.values(),
            key=lambda question: (
                question.stage in AFTER_BOOKING,
                -question.can_reach,
                STAGES.index(question.stage),
                book.position[question.finding.id],
            ),
        )
    )


def _stage(finding: Finding, book: RuleBook) -> Stage:
    return (book.findings[finding.screen].stage if finding.screen else None) or Stage.DETAIL


def _is_for_patient(name: str, book: RuleBook) -> bool:
    """Whether a name in a rule can be asked of the patient, and is not an examiner's to find."""
    finding = book.findings.get(name)
    return finding is not None and finding.asked_of is AskedOf.PATIENT


def _as_shown(finding: Finding, facts: Facts, book: RuleBook) -> Finding:
    """Show the whole list while nothing on it was answered, and single questions after that."""
    list_id = book.lists_of.get(finding.id)
    if list_id is None or any(item in facts.begun for item in book.findings[list_id].items):
        return finding
    return book.findings[list_id]


def gate_was_put(rule: Rule, facts: Facts, book: RuleBook) -> bool:
    """
    Whether the patient was asked all that the gate still hangs on.

    "Not sure" is an answer here, silence is not. What only a practitioner can know is not asked
    of the patient, and what can no longer change the gate need not be.
    """
    return all(
        name in facts.put for name in unknowns(rule, facts.known) if _is_for_patient(name, book)
    )
