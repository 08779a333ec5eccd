"""Who came no more is counted, whoever it was, and a reason that nobody knows is a row."""

from datetime import timedelta

import pytest

from tests.clinic.booking.willow_street import ALICE
from tests.clinic.outcomes.treated import (
    A_DAY,
    A_WEEK,
    BEGUN,
    patient,
    service,
    treated,
    visited,
)
from zusanli.clinic.booking.courses import plan_course
from zusanli.clinic.outcomes.deciding import decide
from zusanli.clinic.outcomes.leaving import (
    CAME_NO_MORE_AFTER,
    NobodyLeftError,
    came_no_more,
    tell_why,
)
from zusanli.clinic.outcomes.models import What, Why

pytestmark = pytest.mark.django_db
A_YEAR = timedelta(days=365)


def counted(now):
    return came_no_more(since=now - A_YEAR, until=now, now=now)


def long_after(visits):
    return visits[-1].ends_at + CAME_NO_MORE_AFTER + A_DAY


def test_who_began_and_has_no_visit_to_come_is_counted_once_the_time_ran_out(alice, bob):
    visits = treated(alice, bob, 2)
    ends = visits[-1].ends_at + CAME_NO_MORE_AFTER

    assert counted(ends).left == ()
    assert [each.patient for each in counted(long_after(visits)).left] == [alice]


def test_who_comes_again_who_was_told_to_stop_and_who_had_every_visit_did_not_leave(bob):
    plan = ((1, 2),)
    coming, stopped, finished, left, assessed = (patient(ALICE) for _ in range(5))
    planned = {
        each: plan_course(
            patient=each, service=service(), practitioner=bob, phases=plan, by="Bob", now=BEGUN
        )
        for each in (finished, left)
    }
    visits = treated(coming, bob, 2)
    treated(stopped, bob, 2)
    treated(finished, bob, 2, course=planned[finished])
    treated(left, bob, 1, course=planned[left])
    visited(left, bob, BEGUN + A_WEEK, course=planned[left], state="cancelled")
    visited(assessed, bob, BEGUN, first_visit=True)
    now = long_after(visits)
    visited(coming, bob, now + A_DAY)
    decide(stopped, What.STOP, reason="Well.", seen=0, by=bob, now=visits[-1].ends_at + A_DAY)
    found = counted(now)

    assert [each.patient for each in found.left] == [left]
    assert found.of == 4


def test_a_reason_that_nobody_knows_has_a_row_and_nobody_is_dropped(bob):
    people = [patient(ALICE) for _ in range(3)]
    visits = [treated(each, bob, 2) for each in people]
    now = long_after(visits[0])
    tell_why(people[0], Why.COST, note="", by="Rosa", now=now)
    tell_why(people[1], Why.MOVED_AWAY, note="", by="Rosa", now=now)
    tell_why(people[1], Why.WORSE, note="said so later", by="Mei", now=now + A_DAY)
    found = counted(now + A_DAY)

    assert found.by_reason[Why.UNKNOWN] == 1
    assert found.by_reason[Why.WORSE] == found.by_reason[Why.COST] == 1
    assert set(found.by_reason) == set(Why)
    assert sum(found.by_reason.values()) == len(found.left) == 3


def test_each_is_counted_in_one_time_only(alice, bob):
    visits = treated(alice, bob, 2)
    day = visits[-1].ends_at + CAME_NO_MORE_AFTER
    now = day + A_WEEK

    assert came_no_more(since=day - A_WEEK, until=day, now=now).left == ()
    assert len(came_no_more(since=day, until=day + A_WEEK, now=now).left) == 1


def test_who_came_back_after_all_is_not_counted_any_more(alice, bob):
    visits = treated(alice, bob, 2)
    now = long_after(visits)
    assert len(counted(now).left) == 1

    visited(alice, bob, now + A_DAY)
    assert counted(now + A_WEEK).left == ()


def test_who_was_never_here_has_nothing_to_leave(alice):
    with pytest.raises(NobodyLeftError):
        tell_why(alice, Why.COST, note="", by="Rosa", now=BEGUN)
