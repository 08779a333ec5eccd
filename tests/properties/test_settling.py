"""
Several records of one thing: nothing old, second-hand, corrected or withdrawn reads as safe.

The oracle below says what each record is worth in the words of the manual, record by record. It
shares no code with what is tested but the reading of the case.
"""

from dataclasses import replace
from datetime import timedelta
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rulebooks import NOON, SWOLLEN_LEG, book, finding
from zusanli.core.case.reading import read_case
from zusanli.core.facts import Facts, gather
from zusanli.core.findings import AskedOf, Kind
from zusanli.core.triage.examinations import ExaminationKind

FINDINGS = [
    *SWOLLEN_LEG,
    finding(
        "pressure", kind=Kind.NUMBER, asked_of=AskedOf.EXAMINATION, unit="1", minimum=0, maximum=9
    ),
]
BOOK = replace(
    book(findings=FINDINGS),
    examinations={
        "record": ExaminationKind(
            id="record",
            title="A record that holds for ten days",
            required_if=book().examinations["pulses"].required_if,
            required=("pulse_absent",),
            also=("cold_foot", "looks_well", "pressure"),
            valid_for=timedelta(days=10),
            sources=(),
        )
    },
)
HOURS = (0, 1, 30, 72, 200, 300)
"""On both sides of two days, after which an answer reassures no more, and of the ten."""


class Record(NamedTuple):
    """One record of a finding, so many hours ago, by a layperson or not, with its time or not."""

    kind: str
    value: object
    hours: int
    lay: bool = False
    timed: bool = True


def records(values: list[object]) -> st.SearchStrategy[list[Record]]:
    value, hours = st.sampled_from(values), st.sampled_from(HOURS)
    yes, no = st.just(True), st.just(False)
    said = st.builds(Record, st.just("said"), value, hours, st.booleans(), yes)
    untimed = st.builds(Record, st.just("said"), value, st.just(0), st.booleans(), no)
    found = st.builds(Record, st.just("found"), value, hours, no, yes)
    corrected = st.builds(Record, st.just("corrected"), value, hours, no, yes)
    return st.tuples(
        st.lists(st.one_of(said, untimed), max_size=1),
        st.lists(found, max_size=3),
        st.lists(corrected, max_size=2, unique_by=lambda each: each.hours),
    ).map(lambda parts: [each for part in parts for each in part])


def facts_of(name: str, given: list[Record]) -> Facts:
    def at(record: Record) -> str:
        return (NOON - timedelta(hours=record.hours)).isoformat()

    answers = {}
    for each in given:
        if each.kind == "said":
            by = {"value": each.value, "by": "the Patient's mother" if each.lay else "Bob Lee"}
            answers[name] = {**by, "at": at(each)} if each.timed else by
    data = {
        "on": NOON.isoformat(),
        "answers": answers,
        "examinations": [
            {"id": "record", "by": "Bob Lee", "at": at(each), "findings": {name: each.value}}
            for each in given
            if each.kind == "found"
        ],
        "overrides": [
            {"finding": name, "value": each.value, "by": "Ann", "at": at(each), "reason": "r"}
            for each in given
            if each.kind == "corrected"
        ],
    }
    return gather(read_case(data, book=BOOK, now=NOON), BOOK)


def standing(given: list[Record]) -> list[Record]:
    """What no later correction took the place of, and no later examination that still counts."""
    last = min((each.hours for each in given if each.kind == "corrected"), default=None)
    return [
        each
        for each in given
        if last is None
        or (each.kind == "corrected" and each.hours == last)
        or (each.kind != "corrected" and each.timed and each.hours < last)
    ]


def is_fresh(name: str, each: Record) -> bool:
    examiners = name in ("pulse_absent", "pressure")
    if each.kind == "found" and examiners:
        return each.hours <= 240
    return each.hours <= 48 and not (each.kind == "said" and each.lay and examiners)


def overtaken(name: str, each: Record, given: list[Record]) -> bool:
    return each.kind == "found" and any(
        other.kind == "found"
        and other.value is not None
        and is_fresh(name, other)
        and other.hours < each.hours
        for other in given
    )


YES_NO = st.sampled_from(["cold_foot", "looks_well", "pulse_absent"])


@given(name=YES_NO, given=records([True, False, None]))
@settings(max_examples=1500)
def test_bad_news_stands_until_it_is_corrected_or_found_otherwise(name, given):
    alarm = name != "looks_well"
    left = standing(given)
    bad = any(each.value is alarm and not overtaken(name, each, left) for each in left)

    assert (gather_value(name, given) is alarm) is bad


@given(name=YES_NO, given=records([True, False, None]))
@settings(max_examples=1500)
def test_good_news_needs_a_record_that_still_counts(name, given):
    good = name == "looks_well"
    left = standing(given)
    fresh = [each for each in left if each.value is good and is_fresh(name, each)]
    unsure = [each for each in left if each.kind != "found" and each.value is None]
    found = [each for each in fresh if each.kind == "found"]
    if gather_value(name, given) is good:
        assert found or (fresh and not unsure)
    elif gather_value(name, given) is None:
        assert not found
        assert unsure or not fresh


def gather_value(name: str, given: list[Record]) -> object:
    facts = facts_of(name, given)
    assert name not in facts.otherwise
    return facts.known.get(name)


@given(given=records([0.3, 0.9, 1.2, None]))
@settings(max_examples=1500)
def test_every_number_that_may_be_true_is_read(given):
    left = [
        each
        for each in standing(given)
        if each.value is not None and not overtaken("pressure", each, standing(given))
    ]
    fresh = [each for each in left if is_fresh("pressure", each)]
    facts = facts_of("pressure", given)
    read = {*facts.otherwise.get("pressure", ())}
    known = facts.known.get("pressure")

    assert read | ({known} - {None}) == {each.value for each in left}
    assert (known is None) is (not fresh)
    if fresh:
        latest = min(each.hours for each in fresh)
        assert known in {each.value for each in fresh if each.hours == latest}


@given(given=records([36.6, 38.5, None]))
@settings(max_examples=500)
def test_a_flag_counts_by_the_worst_number_that_may_be_true(given):
    hot = next(flag for flag in BOOK.flags if flag.id == "hot")
    left = [each for each in standing(given) if each.kind != "found"]
    facts = facts_of("temperature", [each for each in given if each.kind != "found"])
    above = any(each.value == 38.5 for each in left)

    assert (facts.worst(hot.gate) is True) is above
