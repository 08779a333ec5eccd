"""
Patients who answer the questionnaire truthfully, and the practitioner who examines them.

A patient is what is true of them; everything else they are asked is no. `interview` puts the
questions in the order the rule book gives them, as the terminal and the phone do.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from zusanli.core.case.reading import read_case
from zusanli.core.decide import Decision, decide
from zusanli.core.findings import Finding, Kind, Stage
from zusanli.core.rulebook import RuleBook
from zusanli.core.triage.questionnaire import AFTER_BOOKING

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
NOT_SURE = None


@dataclass
class Patient:
    """Somebody with a complaint; `true` holds whatever is not a plain no."""

    complaints: list[str]
    true: Mapping[str, object] = field(default_factory=dict)
    examinations: list[Mapping[str, object]] = field(default_factory=list)
    releases: list[Mapping[str, object]] = field(default_factory=list)

    def answer(self, question: Finding) -> object:
        if question.id in self.true:
            return self.true[question.id]
        if question.kind is Kind.ANY_OF:
            given = [self.true.get(item, False) for item in question.items]
            ticked = [item for item, value in zip(question.items, given, strict=True) if value]
            return None if not ticked and NOT_SURE in given else ticked
        if question.kind is Kind.YES_NO:
            return False
        if question.stage is Stage.DETAIL:
            return NOT_SURE
        raise AssertionError(f"say what is true of {question.id}: {question.text}")


@dataclass
class Interview:
    """How it went: what was answered, and how many screens came before booking."""

    decision: Decision
    answers: dict[str, object]
    screens: int


def decided(
    patient: Patient, answers: Mapping[str, object], book: RuleBook, *, on: datetime = NOON
) -> Decision:
    data = {
        "complaints": patient.complaints,
        "on": on.isoformat(),
        "country": "GB",
        "answers": dict(answers),
        "examinations": patient.examinations,
        "releases": patient.releases,
    }
    return decide(case=read_case(data, book=book, now=on), book=book, engine="test")


def interview(patient: Patient, book: RuleBook, *, soon: bool = True) -> Interview:
    """Ask until nothing can matter any more; the questions that can wait only if `soon`."""
    answers: dict[str, object] = {}
    screens: set[str] = set()
    decision = decided(patient, answers, book)
    while questions := [
        question
        for question in decision.triage.next_questions
        if soon or question.stage not in AFTER_BOOKING
    ]:
        asked = questions[0]
        if asked.stage not in AFTER_BOOKING:
            screens.add(asked.finding.screen)
        answers[asked.finding.id] = patient.answer(asked.finding)
        decision = decided(patient, answers, book)
    return Interview(decision, answers, len(screens))


def examined(kind: str, *, at: datetime = NOON, **findings: object) -> dict[str, object]:
    """What Bob found, of an examination that he did in full."""
    return {"id": kind, "by": "Bob Lee", "at": at.isoformat(), "findings": findings}
