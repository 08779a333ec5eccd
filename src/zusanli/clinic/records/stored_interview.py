"""An interview as it is kept: plain values in JSON, with every step and the way back."""

from datetime import datetime
from typing import Any

from zusanli.core.case.record import Answer
from zusanli.core.case.values import plain_value
from zusanli.core.rulebook import RuleBook
from zusanli.core.rules.tree import Value
from zusanli.core.triage.interview import Interview, Step


def to_plain(interview: Interview) -> dict[str, Any]:
    """Give an interview as plain values."""
    return {
        "by": interview.by,
        "country": interview.country,
        "language": interview.language,
        "stated": None if interview.stated is None else sorted(interview.stated),
        "steps": [_plain_step(each) for each in interview.steps],
    }


def from_plain(data: dict[str, Any], book: RuleBook) -> Interview:
    """
    Give an interview back.

    An answer to what the rule book no longer knows is left out: it is then unknown, never no.
    """
    return Interview(
        by=data["by"],
        country=data["country"],
        language=data["language"],
        stated=None if data["stated"] is None else frozenset(data["stated"]),
        steps=tuple(_step(each, book) for each in data["steps"]),
    )


def _plain_step(step: Step) -> dict[str, Any]:
    return {
        "screen": step.screen,
        "complaints": None if step.complaints is None else sorted(step.complaints),
        "singly": step.singly,
        "answers": [
            {
                "finding": each.finding,
                "value": plain_value(each.value),
                "by": each.by,
                "at": each.at.isoformat(),
            }
            for each in step.answers
        ],
    }


def _step(data: dict[str, Any], book: RuleBook) -> Step:
    return Step(
        screen=data["screen"],
        complaints=None if data["complaints"] is None else frozenset(data["complaints"]),
        singly=data["singly"],
        answers=tuple(
            Answer(
                each["finding"],
                _value(each["value"]),
                each["by"],
                datetime.fromisoformat(each["at"]),
            )
            for each in data["answers"]
            if each["finding"] in book.findings
        ),
    )


def _value(plain: Any) -> Value | None:  # noqa: ANN401 - what JSON holds
    return frozenset(plain) if isinstance(plain, list) else plain
