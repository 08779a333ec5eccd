"""
To forget never frees: an answer that is missing, not sure, old or second-hand allows no more.

People with a few things wrong are decided twice, with one answer known and with it lost. Nobody
may be needled, and no point chosen, for the loss alone.
"""

import random
from datetime import timedelta

import pytest

from tests.kb.test_plans import CHECKED_IN
from tests.people import NOON, Patient, examined, interview
from zusanli.core.case.reading import read_case
from zusanli.core.decide import Decision, decide
from zusanli.core.findings import AskedOf, Kind
from zusanli.core.rules.tree import distinct_names
from zusanli.knowledge.store import load

BOOK = load()
OLD = (NOON - timedelta(hours=49)).isoformat()
PLACES = ["left.knee", "left.calf", "right.sole"]


def nothing_found() -> dict[str, object]:
    kind = BOOK.examinations["skin_of_legs_and_feet"]
    return {name: BOOK.findings[name].protective for name in kind.required}


LOOKED_AT = sorted(
    {
        name
        for each in BOOK.precautions
        for name in distinct_names(each.gate, each.when)
        if name in BOOK.findings
        # What only an examiner finds is unknown of everybody who was not examined, and an
        # examination of today would still say that all is well.
        and BOOK.findings[name].asked_of is not AskedOf.EXAMINATION
        and name not in nothing_found()
    }
)
LOST = {
    "left out": lambda answer: None,
    "not sure": lambda answer: {**answer, "value": None},
    "old": lambda answer: {**answer, "at": OLD},
    "second-hand": lambda answer: {**answer, "by": "a carer"},
}


def fine(age: int, complaint: str) -> dict[str, object]:
    """Somebody with nothing wrong, each thing answered singly, so that losing one is to lose it."""
    true = {"age": age, "pain_places": PLACES, "symptom_days": 90, "interference_0_10": 3}
    given = interview(Patient([complaint], true), BOOK).answers
    singly = {
        name: value for name, value in given.items() if BOOK.findings[name].kind is not Kind.ANY_OF
    }
    for name, value in given.items():
        items = BOOK.findings[name].items if value is not None else ()
        singly |= {item: item in value for item in items}
    return singly


FINE = {(age, what): fine(age, what) for age in (15, 45, 70) for what in ("leg_pain", "numb_feet")}


def some_wrong(dice: random.Random) -> tuple[dict[str, object], list[str]]:
    (_, complaint), answers = dice.choice(list(FINE.items()))
    wrong = dice.sample(LOOKED_AT, dice.randint(1, 3))
    given = {name: {"value": value} for name, value in answers.items()}
    for name in wrong:
        staff = BOOK.findings[name].asked_of is not AskedOf.PATIENT
        given[name] = {"value": some_value(name, dice), "by": "Bob Lee" if staff else "patient"}
    case = {
        "complaints": [complaint],
        "on": NOON.isoformat(),
        "answers": given,
        "examinations": [CHECKED_IN, examined("skin_of_legs_and_feet", **nothing_found())],
    }
    return case, wrong


def some_value(name: str, dice: random.Random) -> object:
    finding = BOOK.findings[name]
    match finding.kind:
        case Kind.YES_NO:
            return dice.random() < 0.85 if not finding.protective else dice.random() < 0.15
        case Kind.NUMBER:
            return round(dice.uniform(finding.minimum, min(finding.maximum, 120)), 1)
        case Kind.CHOICE:
            return dice.choice(finding.choices).id
        case Kind.PLACES:
            return dice.sample(PLACES, 1)
        case _:
            return []


def decided(case: dict[str, object]) -> Decision:
    return decide(case=read_case(case, book=BOOK, now=NOON), book=BOOK, engine="test")


def free(decision: Decision) -> set[tuple[str, str]]:
    points = decision.choice.points if decision.choice is not None else ()
    return {
        (each.point.code, side)
        for each in points
        if each.free
        for side in (("left", "right") if each.side == "both" else (each.side,))
    }


def in_question(decision: Decision) -> set[tuple[str, str]]:
    choice = decision.choice
    return {
        (each.point.code, side)
        for each in ((*choice.points, *choice.barred) if choice is not None else ())
        for side in (("left", "right") if each.side == "both" else (each.side,))
    }


@pytest.mark.parametrize("seed", range(150))
def test_nothing_is_freed_by_losing_an_answer(seed):
    case, wrong = some_wrong(random.Random(seed))  # noqa: S311 - nothing secret
    whole = decided(case)
    for name in wrong:
        for how, lose in LOST.items():
            kept = lose(case["answers"][name])
            answers = {key: value for key, value in case["answers"].items() if key != name}
            less = decided({**case, "answers": answers | ({name: kept} if kept else {})})

            assert whole.triage.may_needle or not less.triage.may_needle, (how, name)
            gained = (free(less) - free(whole)) & in_question(whole)
            assert not gained, (how, name, case["answers"][name])
