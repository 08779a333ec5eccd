"""The evidence for a condition as JSON."""

from zusanli.core.diagnosis import Diagnosis
from zusanli.core.evidence.certainty import certainty
from zusanli.core.evidence.comparison import Comparison, comparisons
from zusanli.core.evidence.effect import Effect
from zusanli.core.evidence.numbers import numbers_of
from zusanli.core.rulebook import RuleBook
from zusanli.documents.pooled_data import Data, pooled_data


def evidence_data(condition: Diagnosis, book: RuleBook) -> Data:
    """Give all comparisons; one in which nothing was found stands there and says so."""
    return {
        "condition": condition.id,
        "name": condition.name,
        "knowledge": {"release": book.release, "sha256": book.sha256},
        "comparisons": [_compared(each) for each in comparisons(condition.id, book.effects)],
    }


def _compared(found: Comparison) -> Data:
    leading = found.leading
    return {
        "against": found.against,
        "found": bool(found.effects),
        "effects": [_effect(each) for each in found.effects],
        "pooled": [
            {
                "review": each.review.id,
                "trials": [trial.id for trial in each.trials],
                "of": each.review.trials,
                **pooled_data(each.pooled),
            }
            for each in found.recomputed
        ],
        "certainty_of": leading and leading.id,
    }


def _effect(effect: Effect) -> Data:
    numbers, found = numbers_of(effect), certainty(effect)
    return {
        "id": effect.id,
        "name": effect.name,
        "kind": effect.kind,
        "outcome": effect.outcome,
        "unit": effect.unit,
        "ratio": effect.as_ratio,
        "lower_is_better": effect.lower_is_better,
        "estimate": numbers and numbers.value,
        "ci_low": numbers and numbers.low,
        "ci_high": numbers and numbers.high,
        "printed": effect.low is not None,
        "counts": [list(pair) for pair in effect.counts],
        "trials": effect.trials,
        "patients": effect.people,
        "certainty": {
            "level": found.level.name.lower(),
            "draft": not found.signed,
            "steps": [{"concern": step.concern, "down": step.down} for step in found.steps],
        },
        "source": effect.source,
    }
