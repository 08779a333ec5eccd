"""The course and the advice of a decision as plain values."""

from collections.abc import Mapping

from zusanli.core.advice.given import Given
from zusanli.core.course.course import Phase, StopRule
from zusanli.core.decide import Decision
from zusanli.documents.reasons import reason_data
from zusanli.documents.wording import filled


def course_data(decision: Decision) -> dict[str, object]:
    """Give the course: phases, reviews, when to stop, and what the articles contradict."""
    course = decision.book.course
    return {
        "phases": [_phase(each) for each in course.phases],
        "review_at_visits": list(course.review_at_visits),
        "reason_needed_above": int(course.rule("reason_needed_above").values[0]),
        "rules": [
            {"id": each.id, "value": list(each.values), "unit": each.unit, "says": each.says}
            for each in course.rules
        ],
        "stop_rule": [_stop_rule(each) for each in course.stop_rules],
        "contradictions": [
            {"id": each.id, "differ": each.differ, "decided": each.decided}
            for each in course.contradictions
        ],
        "trials": [
            {
                "of": each.id,
                "unit": each.unit,
                "trials_that_say": each.trials_that_say,
                "of_trials": each.of_trials,
                "low": each.low,
                "median": each.median,
                "high": each.high,
            }
            for each in course.trials
        ],
        "reached": [{"id": each.id, "means": each.means} for each in decision.cut_offs],
        "review": review_data(decision),
        "sources": sorted({each for phase in course.phases for each in phase.sources}),
    }


def review_data(decision: Decision) -> dict[str, object] | None:
    """Give what the patient's numbers say after a visit; None where none were given."""
    review = decision.review
    if review is None:
        return None
    return {
        "visit": review.visit,
        "is_due": review.is_due,
        "then": review.then,
        "because": [{"id": each.id, "says": each.says} for each in review.by],
        "unknown": list(review.unknown),
        "reason_needed_for_next": decision.book.course.reason_needed(review.visit + 1),
    }


def advice_data(decision: Decision) -> list[dict[str, object]]:
    """Give the advice that is meant for this patient, said or left out."""
    return [_advice(each, decision) for each in decision.advice]


def beside_data(decision: Decision) -> list[dict[str, object]]:
    """Give what patients use beside acupuncture, and whether it asks for caution here."""
    return [
        {
            "id": each.treatment.id,
            "name": each.treatment.name,
            "what": each.treatment.what,
            "cautioned": each.cautioned,
            "caution": each.treatment.caution if each.cautioned else None,
            "because": [reason_data(reason) for reason in each.because],
            "unknown": list(each.unknown),
            "ask": each.treatment.ask or None,
            "interactions": list(each.treatment.interactions),
            "sources": list(each.treatment.sources),
        }
        for each in decision.beside
    ]


def _phase(phase: Phase) -> Mapping[str, object]:
    return {
        "id": phase.id,
        "name": phase.name,
        "visits_per_week": None if phase.visits_per_week is None else list(phase.visits_per_week),
        "weeks": None if phase.weeks is None else list(phase.weeks),
        "visits": None if phase.visits is None else list(phase.visits),
        "default_visits_per_week": phase.default_visits_per_week,
        "only_after": phase.only_after or None,
    }


def _stop_rule(rule: StopRule) -> Mapping[str, object]:
    return {
        "id": rule.id,
        "at": "review" if rule.at_review else "any visit",
        "at_visit": rule.at_visit,
        "measure": rule.measure,
        "for_targets": list(rule.for_targets),
        "direction": rule.direction,
        "amount": rule.amount,
        "then": rule.then,
        "says": rule.says,
        "sources": list(rule.sources),
    }


def _advice(given: Given, decision: Decision) -> dict[str, object]:
    advice = given.advice
    return {
        "id": advice.id,
        "when": advice.when_to_say,
        "topic": advice.topic,
        "text": None if given.text is None else filled(given.text, decision),
        "seek_help": filled(advice.seek_help, decision)
        if given.text and advice.seek_help
        else None,
        "suppressed_because": given.suppressed_because,
        "because": [reason_data(reason) for reason in given.because],
        "unknown": list(given.unknown),
        "sources": list(advice.sources),
        "basis": "proposed" if advice.proposed else "source",
    }
