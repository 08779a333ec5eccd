"""
The questionnaire as a walk: which screen comes next, what was answered, and the way back.

Values in, values out: a terminal and a telephone show the same screens. Every answer carries who
gave it and when, and going back forgets the last screen whole.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from zusanli.core.case.record import Answer, Case
from zusanli.core.decide import Decision, decide
from zusanli.core.findings import Finding, Kind, Stage
from zusanli.core.rulebook import RuleBook
from zusanli.core.rules.tree import Value
from zusanli.core.triage.flags import Urgency
from zusanli.core.triage.questionnaire import Question

COMPLAINT_SCREEN = "complaints"


@dataclass(frozen=True, slots=True)
class Screen:
    """
    What is shown at once: a tick list, one question, or what brings the patient.

    `rest` says that the list was begun and only the items not yet answered are shown.
    """

    id: str
    finding: Finding | None
    items: tuple[Finding, ...]
    stage: Stage
    rest: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One screen as it was answered."""

    screen: str
    answers: tuple[Answer, ...] = ()
    complaints: frozenset[str] | None = None
    singly: bool = False


@dataclass(frozen=True, slots=True)
class Interview:
    """What was answered so far, in order, by whom and for which country."""

    by: str
    country: str | None
    language: str
    steps: tuple[Step, ...] = ()

    @property
    def complaints(self) -> frozenset[str] | None:
        """What brings the patient; None while that is not known."""
        said = [step.complaints for step in self.steps if step.screen == COMPLAINT_SCREEN]
        return said[-1] if said else None

    @property
    def asked_what_brings(self) -> bool:
        """Whether the patient was asked what brings them; "not sure" is an answer."""
        return any(step.screen == COMPLAINT_SCREEN for step in self.steps)

    def case(self, on: datetime) -> Case:
        """Give the case as it stands at `on`."""
        return Case(
            on=on,
            complaints=self.complaints,
            country=self.country,
            language=self.language,
            answers=tuple(answer for step in self.steps for answer in step.answers),
        )

    def back(self) -> "Interview":
        """Forget the last screen; at the first screen there is nothing to forget."""
        return replace(self, steps=self.steps[:-1])


def next_screen(interview: Interview, decision: Decision) -> Screen | None:
    """
    Give the screen to show now; None when nothing more can matter, or an emergency is raised.

    What brings the patient is asked once nothing of the first screens can still be an emergency:
    help comes before names and reasons.
    """
    questions = decision.triage.next_questions
    checked = not any(
        each.stage is Stage.FIRST and each.can_reach is Urgency.EMERGENCY for each in questions
    )
    if not interview.asked_what_brings and checked and not _is_emergency(decision):
        return Screen(COMPLAINT_SCREEN, None, (), Stage.FIRST)
    return _screen_of(questions, interview, decision.book) if questions else None


def screens_left(interview: Interview, decision: Decision) -> int:
    """
    Count the screens before booking that will come as things stand.

    Follow-ups whose gate was not asked yet are not counted: most patients never see them.
    """
    before_booking = {
        each.finding.screen
        for each in decision.triage.next_questions
        if each.stage is Stage.FIRST
        or (each.stage is Stage.FOLLOW_UP and each.can_reach > Urgency.ROUTINE)
    }
    return len(before_booking) + (not interview.asked_what_brings)


def reply(interview: Interview, screen: Screen, value: Value | None, at: datetime) -> Interview:
    """
    Record the answer to a screen; None is "not sure".

    Of the rest of a list, "none" is no to each item shown, and "not sure" has them asked singly.
    """
    if screen.finding is None:
        step = Step(screen.id, complaints=value if isinstance(value, frozenset) else None)
    elif screen.rest:
        step = _rest(interview, screen, value, at)
    else:
        step = Step(screen.id, (Answer(screen.finding.id, value, interview.by, at),))
    return replace(interview, steps=(*interview.steps, step))


def decide_so_far(interview: Interview, *, book: RuleBook, engine: str, on: datetime) -> Decision:
    """Decide on what was answered so far."""
    return decide(case=interview.case(on), book=book, engine=engine)


def case_data(interview: Interview, on: datetime) -> dict[str, object]:
    """Give the interview in the form of CASE.json."""
    given: dict[str, object] = {
        answer.finding: {
            "value": _plain(answer.value),
            "by": answer.by,
            "at": answer.at.isoformat(),
        }
        for step in interview.steps
        for answer in step.answers
    }
    data: dict[str, object] = {"on": on.isoformat(), "language": interview.language}
    if interview.complaints is not None:
        data["complaints"] = sorted(interview.complaints)
    if interview.country is not None:
        data["country"] = interview.country
    return {**data, "answers": given}


def resumed(case: Case, *, by: str) -> Interview:
    """Take up an interview where a saved case left it."""
    steps = [Step(answer.finding, (answer,)) for answer in case.answers]
    if case.complaints is not None:
        steps.append(Step(COMPLAINT_SCREEN, complaints=case.complaints))
    return Interview(by=by, country=case.country, language=case.language, steps=tuple(steps))


def _is_emergency(decision: Decision) -> bool:
    return decision.triage.urgency is Urgency.EMERGENCY


def _screen_of(questions: tuple[Question, ...], interview: Interview, book: RuleBook) -> Screen:
    first = questions[0]
    finding = first.finding
    if finding.kind is Kind.ANY_OF:
        return Screen(finding.id, finding, _items(finding, book.findings), first.stage)
    rest = tuple(each.finding for each in questions if each.finding.screen == finding.screen)
    of_list = finding.screen != finding.id
    if of_list and len(rest) > 1 and not _asked_singly(finding.screen, interview):
        return Screen(finding.screen, book.findings[finding.screen], rest, first.stage, rest=True)
    return Screen(finding.screen, finding, (), first.stage)


def _items(finding: Finding, findings: Mapping[str, Finding]) -> tuple[Finding, ...]:
    return tuple(findings[item] for item in finding.items)


def _asked_singly(list_id: str, interview: Interview) -> bool:
    return any(
        step.singly
        or any(answer.finding == list_id and answer.value is None for answer in step.answers)
        for step in interview.steps
        if step.screen == list_id
    )


def _rest(interview: Interview, screen: Screen, value: Value | None, at: datetime) -> Step:
    if not isinstance(value, frozenset):
        return Step(screen.id, singly=True)
    said = [
        Answer(item.id, item.id in value, interview.by, at)
        for item in screen.items
        if not value or item.id in value
    ]
    return Step(screen.id, tuple(said))


def _plain(value: Value | None) -> object:
    return sorted(value) if isinstance(value, frozenset) else value
