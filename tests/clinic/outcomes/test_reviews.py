"""Reviews: when they wait, what the numbers say, and what was decided on them."""

from datetime import timedelta
from itertools import pairwise

import pytest
from django.db import transaction
from django.db.utils import DatabaseError
from hypothesis import given as for_all
from hypothesis import strategies as st

from tests.clinic.booking.willow_street import ALICE
from tests.clinic.outcomes.treated import (
    A_DAY,
    A_WEEK,
    AN_HOUR,
    BEGUN,
    WALKING,
    given,
    patient,
    start,
    told,
    treated,
    visited,
)
from zusanli.clinic.books import rule_book
from zusanli.clinic.check_ins.asking import Told
from zusanli.clinic.check_ins.models import News
from zusanli.clinic.check_ins.telling import check_in
from zusanli.clinic.outcomes.asking import FUNCTIONS, TARGET, Function, Given
from zusanli.clinic.outcomes.deciding import (
    DecidedMeanwhileError,
    NoReasonError,
    NothingToDecideError,
    decide,
    visits_that_stand,
)
from zusanli.clinic.outcomes.kept import ANOTHER_COURSE_AFTER, kept_visits, not_noted
from zusanli.clinic.outcomes.models import CourseDecision, OutcomeSet, What
from zusanli.clinic.outcomes.reviews import due_after, look_back, reviews_due
from zusanli.clinic.outcomes.series import series, telling_of, tellings
from zusanli.core.course.review import GLOBAL_CHANGE

BEFORE = BEGUN - A_DAY


def after(count: int):
    """Give the day after the visit of that number."""
    return BEGUN + (count - 1) * A_WEEK + A_DAY


def followed(alice, bob, count, what, **more):
    """Let Alice be treated that often, with a start before and an answer after."""
    told(alice, start(**more), BEFORE)
    treated(alice, bob, count)
    told(alice, what, after(count))
    return look_back(alice, now=after(count) + AN_HOUR)


# When a review waits.


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("count", "due"),
    [(0, None), (1, None), (2, None), (3, 3), (4, 3), (5, 3), (6, 6), (7, 6), (12, 12), (13, 13)],
)
@pytest.mark.element("001-L087-3")
def test_a_review_waits_once_visit_3_and_6_took_place_and_from_12_on_after_each(
    alice, bob, count, due
):
    treated(alice, bob, count)
    found = reviews_due(now=after(max(count, 1)))

    assert [each.due for each in found] == ([] if due is None else [due])


@pytest.mark.django_db
def test_a_visit_that_was_cancelled_or_is_not_over_is_none(alice, bob):
    treated(alice, bob, 2)
    visited(alice, bob, after(2), state="cancelled")
    last = visited(alice, bob, after(2) + A_DAY)

    assert reviews_due(now=last.starts_at) == []
    assert [each.due for each in reviews_due(now=last.ends_at)] == [3]


@pytest.mark.django_db
def test_of_a_visit_that_nobody_noted_nobody_knows_and_it_is_counted_apart(alice, bob):
    for number in range(3):
        visited(alice, bob, BEGUN + number * A_WEEK, came=number > 0)
    now = BEGUN + 4 * A_WEEK

    assert reviews_due(now=now) == []
    assert not_noted(since=BEGUN - A_WEEK, now=now) == 1


def test_who_comes_next_stands_first_and_who_came_no_more_is_counted_elsewhere(bob):
    people = [patient(ALICE) for _ in range(3)]
    for n, each in enumerate(people):
        treated(each, bob, 3, begun=BEGUN + n * AN_HOUR)
    visited(people[2], bob, after(3) + A_DAY)
    visited(people[1], bob, after(3) + 2 * A_DAY)
    found = reviews_due(now=after(3))

    assert [each.patient for each in found] == [people[2], people[1], people[0]]
    assert reviews_due(now=after(3) + timedelta(days=90)) == []


@for_all(count=st.integers(0, 40), decided=st.none() | st.integers(1, 40))
def test_no_review_is_skipped_and_none_waits_once_it_was_decided_on(count, decided):
    course = rule_book().course
    last = None if decided is None else CourseDecision(after_visit=min(decided, count))
    due = due_after(count, course, last)
    reached = [each for each in course.review_at_visits if each <= count]

    if last is not None and last.after_visit == count:
        assert due is None
    elif last is None:
        assert (due is None) == (not reached)
    if due is not None:
        assert due <= count
        assert last is None or last.after_visit < due


# What the numbers say.


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("count", "what", "then", "because"),
    [
        (3, given(pain=4.0, change=1.0), "continue", "pain_better"),
        (3, given(change=0.0), "continue", "no_change_at_3"),
        (6, given(change=0.0), "consider stopping", "no_change_at_6"),
        (6, given(pain=5.0, walking=4.0, change=1.0), "consider stopping", "no_change_at_6"),
        (6, given(pain=8.0, change=1.0), "stop and triage again", "pain_worse"),
        (5, given(pain=8.0, change=1.0), "stop and triage again", "pain_worse"),
    ],
    ids=["better", "same at 3", "same at 6", "too little", "worse", "worse between reviews"],
)
def test_the_review_goes_by_the_patients_own_numbers(alice, bob, count, what, then, because):
    back = followed(alice, bob, count, what)

    assert back.review.then == then
    assert because in {each.id for each in back.review.by}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("what", "unknown"),
    [
        (given(pain=None, change=0.0), "pain_0_10"),
        (given(walking=None, change=0.0), FUNCTIONS),
        (given(change=None), GLOBAL_CHANGE),
    ],
)
@pytest.mark.parametrize("count", [3, 6])
def test_what_was_not_given_is_never_the_same(alice, bob, count, what, unknown):
    back = followed(alice, bob, count, what)

    assert back.review.then is None
    assert unknown in back.review.unknown


@pytest.mark.django_db
def test_without_answers_before_the_first_needles_no_change_is_known(alice, bob):
    treated(alice, bob, 6)
    told(alice, start(), BEGUN + AN_HOUR)
    told(alice, given(pain=2.0, change=2.0), after(6))
    back = look_back(alice, now=after(6) + AN_HOUR)

    assert back.start is None
    assert back.review.then is None
    assert "pain_0_10" in back.review.unknown


@pytest.mark.django_db
def test_without_a_symptom_to_follow_nothing_is_the_same(alice, bob):
    back = followed(alice, bob, 6, given(change=0.0, target=""), target="")

    assert back.review.then is None
    assert TARGET in back.review.unknown


@pytest.mark.django_db
def test_the_start_is_the_last_that_was_told_before_the_first_needles(alice, bob):
    told(alice, start(pain=9.0), BEFORE - A_WEEK)
    back = followed(alice, bob, 3, given(pain=4.0, change=0.0))

    assert back.start_answers["pain_0_10"] == (6.0,)


@pytest.mark.django_db
def test_an_answer_from_before_the_last_visit_but_one_tells_nothing_of_now(alice, bob):
    told(alice, start(), BEFORE)
    treated(alice, bob, 3)
    told(alice, given(pain=1.0, change=3.0), after(1))

    assert look_back(alice, now=after(3)).review.then is None


@pytest.mark.django_db
def test_the_numbers_of_a_check_in_are_read_where_they_are(alice, bob):
    told(alice, start(), BEFORE)
    visits = treated(alice, bob, 3)
    told(alice, given(pain=6.0, change=1.0), after(3))
    later = after(3) + A_DAY
    what = Told({"pain_0_10": 3.0, "interference_0_10": None}, frozenset(), News.NO)
    check_in(visits[-1], what, by="patient", language="en", now=later)
    back = look_back(alice, now=later)

    assert back.answers["pain_0_10"] == (3.0,)
    assert [each.value for each in series(tellings(alice))["pain_0_10"]] == [6.0, 6.0, 3.0]
    assert alice.outcome_sets.count() == 2


@pytest.mark.django_db
def test_a_number_that_was_asked_again_and_not_given_is_not_known(alice, bob):
    told(alice, start(), BEFORE)
    visits = treated(alice, bob, 6)
    told(alice, given(pain=6.0, change=0.0), after(6))
    what = Told({"pain_0_10": None}, frozenset(), News.NO)
    check_in(visits[-1], what, by="patient", language="en", now=after(6) + AN_HOUR)

    assert look_back(alice, now=after(6) + A_DAY).review.then is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    "functions",
    [(), (Function(WALKING, 3.0), Function("Stairs", 9.0)), (Function("Stairs", 3.0),)],
    ids=["left off", "another put on", "exchanged"],
)
def test_a_list_that_became_another_tells_of_no_change(alice, bob, functions):
    what = given(change=0.0)
    back = followed(alice, bob, 6, Given(what.values, functions, what.target))

    assert FUNCTIONS in back.review.unknown
    assert back.review.then is None


@pytest.mark.django_db
@for_all(data=st.data())
def test_the_mean_of_a_list_is_known_only_if_all_of_it_is(data):
    values = data.draw(st.lists(st.none() | st.integers(0, 10).map(float), min_size=1, max_size=3))
    functions = [{"name": str(n), "value": each} for n, each in enumerate(values)]
    kept = OutcomeSet(at=BEGUN, values={}, functions=functions, collected_by="patient")
    point = series([telling_of(kept)])[FUNCTIONS][0]

    if None in values:
        assert point.value is None
    else:
        assert min(values) <= point.value <= max(values)


# Courses.


@pytest.mark.django_db
def test_who_comes_back_after_a_stop_or_half_a_year_begins_again(alice, bob):
    treated(alice, bob, 6)
    decide(alice, What.STOP, reason="No change.", seen=0, by=bob, now=after(6))
    again = visited(alice, bob, after(8))
    assert kept_visits(alice, now=again.ends_at) == (again,)
    assert reviews_due(now=again.ends_at) == []

    much_later = visited(alice, bob, again.ends_at + ANOTHER_COURSE_AFTER + A_DAY)
    assert kept_visits(alice, now=much_later.ends_at) == (much_later,)


@pytest.mark.django_db
def test_a_new_course_has_a_start_of_its_own(alice, bob):
    told(alice, start(pain=9.0), BEFORE)
    treated(alice, bob, 6)
    told(alice, given(pain=5.0, change=1.0), after(6))
    decide(alice, What.STOP, reason="Better.", seen=0, by=bob, now=after(6) + AN_HOUR)
    visited(alice, bob, after(8))

    back = look_back(alice, now=after(8) + A_DAY)
    assert back.start_answers["pain_0_10"] == (5.0,)


# What was decided.


@pytest.mark.django_db
def test_a_decision_is_kept_with_what_the_numbers_said(alice, bob):
    followed(alice, bob, 6, given(change=0.0))
    kept = decide(alice, What.STOP, reason=" Nothing moved. ", seen=0, by=bob, now=after(6))
    kept.refresh_from_db()

    assert (kept.after_visit, kept.by, kept.reason) == (6, "Bob", "Nothing moved.")
    assert kept.said["then"] == "consider stopping"
    assert [each["id"] for each in kept.said["because"]] == ["no_change_at_6"]
    assert kept.said["start"]["pain_0_10"] == [6.0]
    assert kept.release == f"{rule_book().release} {rule_book().sha256}"
    assert reviews_due(now=after(6)) == []


@pytest.mark.django_db
def test_a_decision_against_the_numbers_stands_beside_them(alice, bob):
    followed(alice, bob, 6, given(change=0.0))
    kept = decide(
        alice, What.CONTINUE, reason="She sleeps again.", seen=0, by=bob, now=after(6) + AN_HOUR
    )

    assert (kept.what, kept.said["then"]) == (What.CONTINUE, "consider stopping")


@pytest.mark.django_db
@pytest.mark.parametrize("reason", ["", "   ", "\n"])
@pytest.mark.parametrize("what", What)
def test_no_decision_goes_without_a_reason(alice, bob, what, reason):
    treated(alice, bob, 3)
    with pytest.raises(NoReasonError):
        decide(alice, what, reason=reason, seen=0, by=bob, now=after(3))
    assert not CourseDecision.objects.exists()


@pytest.mark.django_db
def test_before_the_first_visit_there_is_nothing_to_decide(alice, bob):
    with pytest.raises(NothingToDecideError):
        decide(alice, What.STOP, reason="?", seen=0, by=bob, now=BEFORE)


@pytest.mark.django_db
def test_of_two_who_decide_at_the_same_time_one_is_told(alice, bob, mei):
    treated(alice, bob, 3)
    first = decide(alice, What.CHANGE, reason="Other points.", seen=0, by=bob, now=after(3))

    with pytest.raises(DecidedMeanwhileError) as told_so:
        decide(alice, What.STOP, reason="No.", seen=0, by=mei, now=after(3))
    assert told_so.value.holds == first


@pytest.mark.django_db
def test_a_later_decision_holds_and_both_are_kept(alice, bob):
    treated(alice, bob, 6)
    decide(alice, What.STOP, reason="No change.", seen=0, by=bob, now=after(6))
    decide(alice, What.CONTINUE, reason="She asks to.", seen=1, by=bob, now=after(6) + AN_HOUR)

    assert look_back(alice, now=after(6) + A_DAY).decided.what == What.CONTINUE
    again = visited(alice, bob, after(7))
    assert len(kept_visits(alice, now=again.ends_at)) == 7
    numbers = list(alice.course_decisions.values_list("number", flat=True))
    assert all(after == before + 1 for before, after in pairwise(numbers))


@pytest.mark.django_db
def test_to_stop_cancels_no_visit_and_says_which_stand(alice, bob):
    treated(alice, bob, 6)
    coming = [visited(alice, bob, after(6) + n * A_WEEK) for n in (1, 2)]
    decide(alice, What.STOP, reason="No change.", seen=0, by=bob, now=after(6))

    assert list(visits_that_stand(alice, now=after(6))) == coming


@pytest.mark.django_db
def test_nobody_writes_over_a_decision(alice, bob):
    treated(alice, bob, 3)
    kept = decide(alice, What.CONTINUE, reason="Better.", seen=0, by=bob, now=after(3))

    with pytest.raises(DatabaseError), transaction.atomic():
        CourseDecision.objects.filter(pk=kept.pk).update(reason="Other")
