"""The walk through the questionnaire, on a small rule book, without a terminal."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.rulebooks import FLAGS, NOON, SWOLLEN_LEG, book, finding
from zusanli.core.case.reading import read_case
from zusanli.core.decide import decide
from zusanli.core.findings import Kind, Stage
from zusanli.core.triage.flags import Urgency
from zusanli.core.triage.interview import (
    COMPLAINT_SCREEN,
    Interview,
    case_data,
    decide_so_far,
    next_screen,
    progress,
    refreshed,
    reply,
    resumed,
)
from zusanli.errors import InputError

BOOK = book(
    findings=[
        finding(
            "alarms", kind=Kind.ANY_OF, items=("cold_foot", "swollen_leg", "fever", "black_toe")
        ),
        finding("fever", screen="alarms", stage=None),
        finding("black_toe", screen="alarms", stage=None),
        *SWOLLEN_LEG[1:],
    ],
    flags={
        **FLAGS,
        "ill": ("fever", "fever", Urgency.EMERGENCY),
        "toe": ("black_toe", "black_toe", Urgency.EMERGENCY),
    },
)
MINUTE = timedelta(minutes=1)
BEGUN = Interview(by="patient", country="GB", language="en")
NOT_SURE = None


def decision(interview, on=NOON):
    return decide_so_far(interview, book=BOOK, engine="test", on=on)


def screen(interview, on=NOON):
    return next_screen(interview, decision(interview, on))


def answered(*values, interview=BEGUN, at=NOON):
    """Answer one screen after another, whatever it asks."""
    for value in values:
        interview = reply(interview, screen(interview, at), value, at)
    return interview


def nothing(shown):
    """What somebody says with whom nothing is the matter."""
    if shown.finding is None:
        return frozenset({"leg_pain"})
    if shown.items:
        return frozenset()
    return 36.6 if shown.finding.kind is Kind.NUMBER else False


def to_the_end(answer=nothing, interview=BEGUN, at=NOON):
    while (shown := screen(interview, at)) is not None:
        interview = reply(interview, shown, answer(shown), at)
        at += timedelta(seconds=1)
    return interview


def ids(*, of):
    return [each.id for each in of]


def read_back(interview, on=NOON):
    return read_case(case_data(interview, on), book=BOOK, now=on)


ON_A_LIST = frozenset({"swollen_leg"})


def test_the_first_screen_is_what_can_be_an_emergency():
    first = screen(BEGUN)

    assert first.id == "alarms"
    assert ids(of=first.items) == ["cold_foot", "swollen_leg", "fever", "black_toe"]


def test_what_brings_the_patient_is_asked_once_no_first_screen_can_be_an_emergency():
    second = screen(answered(frozenset()))

    assert second.id == COMPLAINT_SCREEN
    assert second.finding is None


def test_what_was_stated_at_the_start_is_not_asked():
    interview = answered(frozenset(), interview=BEGUN.about(["numb_feet"]))

    assert screen(interview).id != COMPLAINT_SCREEN
    assert interview.complaints == {"numb_feet"}


def test_what_is_stated_later_takes_the_place_of_what_was_ticked():
    interview = answered(frozenset(), frozenset({"leg_pain"})).about(["numb_feet"])

    assert interview.complaints == {"numb_feet"}
    assert all(step.screen != COMPLAINT_SCREEN for step in interview.steps)


def test_not_sure_what_brings_them_is_an_answer_and_not_asked_again():
    interview = answered(frozenset(), NOT_SURE)

    assert interview.complaints is None
    assert screen(interview).id != COMPLAINT_SCREEN


def test_after_a_tick_the_rest_of_the_list_is_shown():
    rest = screen(answered(ON_A_LIST))

    assert (rest.id, rest.rest) == ("alarms", True)
    assert sorted(ids(of=rest.items)) == ["black_toe", "cold_foot", "fever"]


def test_none_of_the_rest_is_no_to_each_that_was_shown():
    interview = answered(ON_A_LIST, frozenset())

    assert {answer.finding: answer.value for answer in interview.answers} == {
        "alarms": ON_A_LIST,
        "cold_foot": False,
        "fever": False,
        "black_toe": False,
    }


def test_not_sure_of_the_rest_has_it_asked_singly_and_says_nothing_of_it():
    interview = answered(ON_A_LIST, NOT_SURE)
    shown = screen(interview)

    assert [answer.finding for answer in interview.answers] == ["alarms"]
    assert (shown.id, shown.items) == ("alarms", ())


def test_not_sure_of_a_list_has_its_items_asked_singly():
    shown = [screen(answered(*[NOT_SURE] * count)) for count in range(1, 4)]

    assert {each.id for each in shown} == {"alarms"}
    assert {each.items for each in shown} == {()}
    assert {each.finding.id for each in shown} == {"cold_foot", "fever", "black_toe"}


def test_the_single_questions_of_a_list_count_as_its_one_screen():
    numbers = []
    interview = BEGUN
    for _ in range(4):
        shown = screen(interview)
        numbers.append(progress(interview, shown, decision(interview)).number)
        interview = reply(interview, shown, NOT_SURE, NOON)

    assert numbers == [1, 1, 1, 1]
    assert progress(interview, screen(interview), decision(interview)).number == 2


def test_when_nothing_is_the_matter_the_progress_promised_is_kept():
    seen, interview = [], BEGUN
    while (shown := screen(interview)) is not None and shown.stage is not Stage.SOON:
        seen.append(progress(interview, shown, decision(interview)))
        interview = reply(interview, shown, nothing(shown), NOON)

    assert [each.number for each in seen] == list(range(1, len(seen) + 1))
    assert {each.number + each.to_go for each in seen} == {len(seen)}


def test_an_emergency_leaves_nothing_to_ask():
    interview = answered(frozenset({"cold_foot"}))

    assert screen(interview) is None
    assert decision(interview).triage.urgency is Urgency.EMERGENCY


def test_not_sure_about_everything_books_an_assessment():
    triage = decision(to_the_end(lambda _: NOT_SURE)).triage

    assert triage.may_book_assessment
    assert not triage.may_needle


def test_back_forgets_the_last_screen_whole():
    first = answered(frozenset())

    assert answered(frozenset({"leg_pain"}), interview=first).back() == first


def test_back_at_the_first_screen_forgets_nothing():
    assert BEGUN.back() == BEGUN


def test_what_was_answered_again_has_its_last_answer():
    interview = answered(ON_A_LIST)
    step = replace(interview.steps[0].answers[0], value=frozenset(), at=NOON + MINUTE)
    again = replace(
        interview, steps=(*interview.steps, replace(interview.steps[0], answers=(step,)))
    )

    assert [answer.value for answer in again.answers] == [frozenset()]
    assert [answer.value for answer in again.case(NOON + MINUTE).answers] == [frozenset()]


def test_every_answer_says_who_gave_it_and_when():
    interview = answered(frozenset(), interview=replace(BEGUN, by="relative"))

    assert case_data(interview, NOON)["answers"] == {
        "alarms": {"value": [], "by": "relative", "at": NOON.isoformat()}
    }


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(nothing, id="nothing is the matter"),
        pytest.param(lambda _: NOT_SURE, id="not sure about anything"),
        pytest.param(
            lambda shown: ON_A_LIST if shown.items and not shown.rest else nothing(shown),
            id="a tick, and none of the others",
        ),
        pytest.param(
            lambda shown: frozenset({"cold_foot"}) if shown.items else nothing(shown),
            id="an emergency",
        ),
    ],
)
def test_the_case_read_back_decides_the_same(answer):
    interview = to_the_end(answer)
    on = NOON + MINUTE
    again = decide(case=read_back(interview, on), book=BOOK, engine="test")

    assert again.triage == decision(interview, on).triage


@pytest.mark.parametrize("answer", [nothing, lambda _: NOT_SURE])
def test_resumed_at_any_screen_it_goes_on_and_back_as_before(answer):
    interview = to_the_end(answer)
    asked = [step for step in interview.steps if step.answers or step.complaints]
    for count in range(len(interview.steps) + 1):
        so_far = replace(interview, steps=interview.steps[:count])
        again = resumed(read_back(so_far, NOON + MINUTE), by="patient", book=BOOK, engine="test")

        # Only that somebody did not know what brings them is not held by a case; it is asked again.
        assert again.steps == tuple(step for step in so_far.steps if step in asked)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("examinations", [{"id": "pulses", "by": "Bob", "at": NOON.isoformat(), "findings": {}}]),
        ("chosen", {"conditions": ["sciatica"]}),
    ],
)
def test_a_case_of_which_an_interview_would_drop_a_part_is_not_resumed(field, value):
    case = read_case({"on": NOON.isoformat(), field: value}, book=BOOK, now=NOON)

    with pytest.raises(InputError, match=field):
        resumed(case, by="patient", book=BOOK, engine="test")


LATER = NOON + timedelta(days=4)


def test_within_two_days_nothing_is_let_go_of():
    interview = to_the_end()

    assert refreshed(interview, book=BOOK, on=NOON + timedelta(hours=48)) is interview


def test_what_reassured_four_days_ago_is_asked_again_and_then_clears():
    interview = refreshed(to_the_end(), book=BOOK, on=LATER)
    assert screen(interview, LATER).id == "alarms"

    again = to_the_end(interview=interview, at=LATER)
    on = LATER + MINUTE
    assert decision(again, on).triage.may_needle
    assert decide(case=read_back(again, on), book=BOOK, engine="test").triage.may_needle


def test_a_tick_that_alarmed_four_days_ago_is_not_taken_back_by_a_new_none():
    interview = answered(ON_A_LIST)
    again = to_the_end(interview=refreshed(interview, book=BOOK, on=LATER), at=LATER)
    on = LATER + MINUTE

    assert decision(again, on).triage.urgency is Urgency.URGENT
    assert decide(case=read_back(again, on), book=BOOK, engine="test").triage == (
        decision(again, on).triage
    )


def test_fixed_history_does_not_age():
    def with_a_past_clot(shown):
        if shown.finding and shown.finding.id in {"sore_calf", "past_clot"}:
            return True
        return nothing(shown)

    later = refreshed(to_the_end(with_a_past_clot), book=BOOK, on=LATER)

    assert {answer.finding: answer.value for answer in later.answers} == {
        "sore_calf": True,
        "past_clot": True,
        "temperature": 36.6,  # it may alarm, so it stands until it is asked again
    } | {"looks_well": False}  # protective: its no is the bad news


def test_letting_go_twice_is_letting_go_once():
    once = refreshed(to_the_end(), book=BOOK, on=LATER)

    assert refreshed(once, book=BOOK, on=LATER) == once
