"""A decision as plain values, in the form that other programs rely on (`decide --format json`)."""

from dataclasses import asdict

from zusanli.core.case.record import Release
from zusanli.core.case.values import plain_value
from zusanli.core.decide import Decision, ScoreResult
from zusanli.core.diagnosis import Suggestion
from zusanli.core.evidence.guideline import Guideline
from zusanli.core.triage.triage import Raised, Triage
from zusanli.documents.course_data import advice_data, beside_data, course_data
from zusanli.documents.plan_data import (
    barred_data,
    choosing_data,
    lifts_data,
    points_data,
    precautions_data,
    to_ask_data,
)
from zusanli.documents.reasons import reason_data
from zusanli.documents.wording import action_of

REVIEW = "not reviewed by a clinician"


def decision_data(decision: Decision) -> dict[str, object]:
    """Give the decision as JSON's own values, always in the same order."""
    case, book = decision.case, decision.book
    return {
        "on": case.on.isoformat(),
        "engine": decision.engine,
        "knowledge": {"release": book.release, "sha256": book.sha256, "review": REVIEW},
        "complaints": None if case.complaints is None else sorted(case.complaints),
        "country": case.country,
        "language": case.language,
        "triage": _triage(decision),
        "scores": [_score(result) for result in decision.scores],
        "shown": [asdict(each) for each in decision.shown],
        "changed_answers": [
            {
                "finding": override.finding,
                "was": _plain_answer(decision, override.finding),
                "now": plain_value(override.value),
                "by": override.by,
                "at": override.at.isoformat(),
                "reason": override.reason,
            }
            for override in case.overrides
        ],
        "conditions": [_suggestion(each) for each in decision.conditions],
        "patterns": [_suggestion(each) for each in decision.patterns],
        "chosen": {
            "conditions": list(case.chosen_conditions),
            "patterns": list(case.chosen_patterns),
        },
        "precautions": precautions_data(decision),
        "precautions_to_ask": to_ask_data(decision),
        "lifts": lifts_data(decision),
        "points": points_data(decision),
        "points_barred": barred_data(decision),
        "choosing": choosing_data(decision),
        "course": course_data(decision),
        "advice": advice_data(decision),
        "beside": beside_data(decision),
        "claims": [
            {
                "id": each.id,
                "verdict": each.verdict.value,
                "badges": [badge.value for badge in each.badges],
                "may_say": each.instead or None,
            }
            for each in decision.claims
        ],
        "guidelines": [_guideline(each) for each in decision.guidelines],
        "work_ups": [
            {"id": each.id, "tests": list(each.tests), "sources": list(each.sources)}
            for each in decision.work_ups
        ],
    }


def _guideline(each: Guideline) -> dict[str, object]:
    return {
        "id": each.id,
        "body": each.body,
        "year": each.year,
        "stance": each.stance.value,
        "says": each.says,
        "read": each.read.value,
        "source": each.source,
    }


def _triage(decision: Decision) -> dict[str, object]:
    triage: Triage = decision.triage
    return {
        "urgency": triage.urgency.id,
        "possible_urgency": triage.possible_urgency.id,
        "may_book_assessment": triage.may_book_assessment,
        "may_needle": triage.may_needle,
        "raised": [_raised(raised, decision) for raised in triage.raised],
        "open": [
            {"id": each.flag.id, "urgency": each.flag.urgency.id, "unknown": list(each.unknown)}
            for each in triage.open
        ],
        "next_questions": [question.finding.id for question in triage.next_questions],
        "examinations_due": [kind.id for kind in triage.examinations_due],
        "void_releases": [
            {"flag": void.release.flag, "because": void.because} for void in triage.void_releases
        ],
    }


def _raised(raised: Raised, decision: Decision) -> dict[str, object]:
    flag = raised.flag
    return {
        "id": flag.id,
        "urgency": flag.urgency.id,
        "because": [reason_data(reason) for reason in raised.because],
        "action": action_of(flag, country=decision.case.country, book=decision.book),
        "needling": flag.needling,
        "sources": list(flag.sources),
        "basis": "proposed" if flag.proposed else "source",
        "released": _release(raised.released_by),
    }


def _release(release: Release | None) -> dict[str, object] | None:
    if release is None:
        return None
    return {
        "assessed_by": release.assessed_by,
        "role": release.role,
        "at": release.at.isoformat(),
        "result": release.result,
    }


def _suggestion(suggestion: Suggestion) -> dict[str, object]:
    return {
        "id": suggestion.diagnosis.id,
        "because": [reason_data(reason) for reason in suggestion.because],
        "sources": list(suggestion.diagnosis.suggest_sources),
    }


def _score(result: ScoreResult) -> dict[str, object]:
    return {
        "id": result.score.id,
        "at_least": result.at_least,
        "at_most": result.at_most,
        "reading": result.reading,
    }


def _plain_answer(decision: Decision, finding: str) -> object:
    given = {answer.finding: answer for answer in decision.case.answers}
    return plain_value(given[finding].value) if finding in given else None
