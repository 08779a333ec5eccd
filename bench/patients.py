"""Made-up patients for timing: seeded answers, most of them no, some yes, some not sure."""

import random

from zusanli.core.findings import AskedOf, Finding, Kind, sided
from zusanli.core.rulebook import RuleBook

YES, NOT_SURE, UNASKED = 0.05, 0.05, 0.10
"""Shares of answers: enough yes that flags are raised, and enough no that others close."""


def made_up_answers(book: RuleBook, *, count: int, seed: int) -> list[dict[str, object]]:
    """Give the answers of so many patients; the same seed gives the same patients."""
    dice = random.Random(seed)
    asked = [finding for finding in book.findings.values() if finding.asked_of is AskedOf.PATIENT]
    return [
        {finding.id: _value(finding, dice) for finding in asked if dice.random() > UNASKED}
        for _ in range(count)
    ]


def _value(  # noqa: PLR0911 - one return for each kind
    finding: Finding, dice: random.Random
) -> object:
    if dice.random() < NOT_SURE:
        return None
    match finding.kind:
        case Kind.YES_NO:
            return dice.random() < YES
        case Kind.NUMBER:
            low, high = finding.minimum or 0, finding.maximum or 100
            return round(dice.uniform(low, high))
        case Kind.CHOICE:
            return dice.choice(finding.choices).id
        case Kind.PLACES:
            return dice.sample(sided(finding.places), k=1)
        case Kind.DATE:
            return "2026-11-01"
        case Kind.ANY_OF:
            return [item for item in finding.items if dice.random() < YES]
