"""
The questionnaire as a walk: which screen comes next, what was answered, and the way back.

Values in, values out: a terminal and a telephone show the same screens. Every answer carries who
gave it and when, and going back forgets the last screen whole. What ages while an interview rests
is let go of and asked again; what alarmed is kept.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from types import MappingProxyType

from zusanli.core.case.record import Answer, Case
from zusanli.core.case.values import plain_value
from zusanli.core.decide import Decision, decide
from zusanli.core.findings import Finding, Kind, Stage
from zusanli.core.rulebook import RuleBook
from zusanli.core.rules.tree import Value
from zusanli.core.statements import aged
from zusanli.core.triage.flags import Urgency
from zusanli.core.triage.questionnaire import Question
from zusanli.errors import InputError

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
class Progress:
    """Which screen this is, and how many are to come before booking as things stand."""

    number: int
    to_go: int


@dataclass(frozen=True, slots=True)
class Interview:
    """
    What was answered so far, in order, by whom and for which country.

    `stated` is what brings the patient where that was known from the start: it is not asked then.
    """

    by: str
    country: str | None
    language: str
    steps: tuple[Step, ...] = ()
    stated: frozenset[str] | None = None

    @property
    def complaints(self) -> frozenset[str] | None:
        """What brings the patient; None while that is not known."""
        said = [step.complaints for step in self.steps if step.screen == COMPLAINT_SCREEN]
        return said[-1] if said else self.stated

    @property
    def asked_what_brings(self) -> bool:
        """Whether it need not be asked what brings the patient; "not sure" is an answer."""
        return self.stated is not None or any(
            step.screen == COMPLAINT_SCREEN for step in self.steps
        )

    @property
    def answers(self) -> tuple[Answer, ...]:
        """The answers, one for each finding: what was asked again has its last answer."""
        given = {answer.finding: answer for step in self.steps for answer in step.answers}
        return tuple(given.values())

    def case(self, on: datetime) -> Case:
        """Give the case as it stands at `on`."""
        return Case(
            on=on,
            complaints=self.complaints,
            country=self.country,
            language=self.language,
            answers=self.answers,
        )

    def about(self, complaints: Iterable[str]) -> "Interview":
        """State what brings the patient, in place of asking it."""
        steps = tuple(step for step in self.steps if step.screen != COMPLAINT_SCREEN)
        return replace(self, steps=steps, stated=frozenset(complaints))

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


def progress(interview: Interview, screen: Screen, decision: Decision) -> Progress:
    """
    Say how far the interview is, at the screen that is shown now.

    The single questions of a list count as the one screen that the list is. Follow-ups whose gate
    was not asked yet are not counted: most patients never see them.
    """
    seen = [step.screen for step in interview.steps]
    visits = sum(1 for _ in groupby([*seen, screen.id]))
    to_come = {
        each.finding.screen
        for each in decision.triage.next_questions
        if each.stage is Stage.FIRST
        or (each.stage is Stage.FOLLOW_UP and each.can_reach > Urgency.ROUTINE)
    }
    if not interview.asked_what_brings:
        to_come.add(COMPLAINT_SCREEN)
    return Progress(number=visits, to_go=len(to_come - {screen.id}))


def reply(
    interview: Interview,
    screen: Screen,
    value: Value | None,
    at: datetime,
    *,
    also: Mapping[str, Value] = MappingProxyType({}),
) -> Interview:
    """
    Record the answer to a screen; None is "not sure".

    Of the rest of a list, "none" is no to each item shown, and "not sure" has them asked singly.
    `also` holds what the same answer says of other findings: a tap on the back of the calf says
    where it hurts, and on which side of the leg.
    """
    if screen.finding is None:
        step = Step(screen.id, complaints=value if isinstance(value, frozenset) else None)
    elif screen.rest:
        step = _rest(interview, screen, value, at)
    else:
        said = {screen.finding.id: value, **also}
        step = Step(
            screen.id, tuple(Answer(name, each, interview.by, at) for name, each in said.items())
        )
    return _and_then(interview, step)


def decide_so_far(interview: Interview, *, book: RuleBook, engine: str, on: datetime) -> Decision:
    """Decide on what was answered so far."""
    return decide(case=interview.case(on), book=book, engine=engine)


def case_data(interview: Interview, on: datetime) -> dict[str, object]:
    """Give the interview in the form of CASE.json."""
    given: dict[str, object] = {
        answer.finding: {
            "value": plain_value(answer.value),
            "by": answer.by,
            "at": answer.at.isoformat(),
        }
        for answer in interview.answers
    }
    data: dict[str, object] = {"on": on.isoformat(), "language": interview.language}
    if interview.complaints is not None:
        data["complaints"] = sorted(interview.complaints)
    if interview.country is not None:
        data["country"] = interview.country
    return {**data, "answers": given}


def resumed(case: Case, *, by: str, book: RuleBook, engine: str) -> Interview:
    """
    Take up an interview where a saved case left it, with the way back as it was.

    Raises:
        InputError: the case holds more than answers; an interview would drop the rest of it.
    """
    _only_answers(case)
    interview = Interview(by=by, country=case.country, language=case.language)
    brings = Step(COMPLAINT_SCREEN, complaints=case.complaints)
    for step in _steps(case, book):
        if case.complaints is not None and not interview.asked_what_brings:
            shown = next_screen(
                interview, decide_so_far(interview, book=book, engine=engine, on=case.on)
            )
            if shown is not None and shown.id == COMPLAINT_SCREEN:
                interview = _and_then(interview, brings)
        interview = _and_then(interview, step)
    if case.complaints is not None and not interview.asked_what_brings:
        interview = _and_then(interview, brings)
    return interview


def refreshed(interview: Interview, *, book: RuleBook, on: datetime) -> Interview:
    """
    Let go of the answers that have aged by `on`, so that they are asked again.

    Kept are fixed history, and every yes or tick that alarms: time takes no alarm back.
    """
    if all(on - answer.at <= book.screening_holds for answer in interview.answers):
        return interview
    steps = []
    for step in interview.steps:
        still = tuple(kept for answer in step.answers for kept in _still(answer, book, on))
        if still or step.screen == COMPLAINT_SCREEN:
            steps.append(replace(step, answers=still))
    return replace(interview, steps=tuple(steps))


def _still(answer: Answer, book: RuleBook, on: datetime) -> Iterator[Answer]:
    finding = book.findings[answer.finding]
    if not aged(finding, at=answer.at, on=on, book=book):
        yield answer
    elif finding.kind is Kind.YES_NO:
        if answer.value is finding.alarm:
            yield answer
    elif finding.kind is not Kind.ANY_OF:
        # A number or a choice may alarm; it stands until it is asked again.
        yield answer
    elif isinstance(answer.value, frozenset):
        # None of them was no to each, a tick is yes, and the others were asked singly.
        for item in _items(finding, book.findings):
            ticked = item.id in answer.value
            settled = ticked or not answer.value
            if settled and (item.lasting or ticked is item.alarm):
                yield replace(answer, finding=item.id, value=ticked)


def _only_answers(case: Case) -> None:
    for name in ("examinations", "releases", "overrides", "lifts"):
        if getattr(case, name):
            raise InputError(
                name, "are a practitioner's, and the questionnaire would drop them; use decide"
            )
    if case.review is not None:
        raise InputError("review", "is of a visit, and the questionnaire would drop it; use decide")
    if case.chosen_conditions or case.chosen_patterns:
        raise InputError(
            "chosen", "is a practitioner's, and the questionnaire would drop it; use decide"
        )


def _steps(case: Case, book: RuleBook) -> Iterator[Step]:
    in_order = sorted(case.answers, key=lambda answer: answer.at)
    for (screen, _), answers in groupby(
        in_order, key=lambda answer: (book.findings[answer.finding].screen, answer.at)
    ):
        yield Step(screen, tuple(answers))


def _and_then(interview: Interview, step: Step) -> Interview:
    return replace(interview, steps=(*interview.steps, step))


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
