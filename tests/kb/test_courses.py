"""The course as decided for a case, and the numbers of the trials beside it."""

from statistics import median

import pytest

from tests.people import NOON
from zusanli.core.case.reading import read_case
from zusanli.core.decide import decide
from zusanli.documents.decision_data import decision_data
from zusanli.errors import InputError


def decided(book, **case):
    data = {"complaints": ["leg_pain"], "on": NOON.isoformat(), **case}
    return decision_data(decide(case=read_case(data, book=book, now=NOON), book=book, engine="t"))


def reached(book, **answers) -> set[str]:
    return {each["id"] for each in decided(book, answers=answers)["course"]["reached"]}


def one_number(value) -> float | None:
    if isinstance(value, list):
        return sum(value) / 2
    return value


def of_trials(compiled, key) -> list[float]:
    """One number for each trial: arms once, none that is excluded, a range by its middle."""
    found = {}
    for entry in compiled.entries.of("protocol").values():
        if entry.text("kind") == "trial" and not entry.text("excluded_because"):
            trial = entry.text("trial") or entry.id
            number = one_number(entry.data.get(key))
            if number is not None or trial not in found:
                found[trial] = number
    return [each for each in found.values() if each is not None]


@pytest.mark.parametrize(
    ("summary", "key"),
    [("trials_visits", "sessions"), ("trials_retention_minutes", "retention_min")],
)
def test_what_trials_did_recomputes_from_the_protocols(compiled, summary, key):
    told = compiled.entries.of("trial_summary")[summary]
    numbers = of_trials(compiled, key)

    assert told.number("trials_that_say") == len(numbers)
    assert told.number("low") == min(numbers)
    assert told.number("high") == max(numbers)
    assert told.number("median") == pytest.approx(median(numbers))


@pytest.mark.element("001-L043-1")
@pytest.mark.parametrize(("days", "suggested"), [(14, False), (15, True)])
def test_pain_over_two_weeks_suggests_an_assessment(book, days, suggested):
    assert ("lasts_over_two_weeks" in reached(book, symptom_days=days)) is suggested


@pytest.mark.element("001-L044-1")
@pytest.mark.parametrize(("points", "suggested"), [(0, False), (1, True)])
def test_pain_in_the_way_suggests_an_assessment(book, points, suggested):
    assert ("gets_in_the_way" in reached(book, interference_0_10=points)) is suggested


@pytest.mark.element("002-L066-1")
@pytest.mark.parametrize(("days", "chronic"), [(84, False), (85, True)])
def test_chronic_begins_above_84_days(book, days, chronic):
    assert ("chronic" in reached(book, symptom_days=days)) is chronic


def test_days_not_known_suggest_nothing(book):
    assert reached(book, symptom_days=None) == set()


def test_a_decision_holds_the_whole_course(book):
    course = decided(book)["course"]

    assert [each["name"] for each in course["phases"]]
    assert course["review_at_visits"] == [3, 6]
    assert course["reason_needed_above"] == 12
    assert len(course["contradictions"]) >= 4
    assert course["review"] is None


def test_the_numbers_of_a_visit_are_reviewed_in_the_decision(book):
    review = decided(
        book,
        review={
            "visit": 6,
            "target": "pain_0_10",
            "start": {"pain_0_10": 6, "patient_specific_function": [3, 4]},
            "now": {
                "pain_0_10": 6,
                "patient_specific_function": [3, 4],
                "global_change": 0,
                "symptoms_new_since_visit": 0,
            },
        },
    )["course"]["review"]

    assert review["then"] == "consider stopping"
    assert review["is_due"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        pytest.param({"visit": 0}, "review.visit", id="no visit"),
        pytest.param({"visit": True}, "review.visit", id="not a count"),
        pytest.param({"target": "pian"}, "review.target", id="misspelt target"),
        pytest.param({"now": {"pain_0_10": 11}}, "review.now.pain_0_10", id="beyond the scale"),
        pytest.param({"now": {"pain_0_10": True}}, "review.now.pain_0_10", id="not a number"),
        pytest.param({"now": {"pain": 1}}, "review.now.pain", id="unknown measure"),
    ],
)
def test_wrong_numbers_are_named(book, change, field):
    review = {"visit": 3, "target": "pain_0_10", "start": {}, "now": {}, **change}

    with pytest.raises(InputError, match=field):
        decided(book, review=review)
