"""What happens to a visit, and what is owed for it."""

from datetime import datetime, timedelta

import pytest
from django_tasks_db.models import DBTaskResult

from tests.clinic.booking.willow_street import MONDAY_AT_TEN, NOW
from tests.clinic.outbox.told import A_MINUTE, booked, call_wanted, cancelled, moved
from zusanli.clinic.booking.models import Event
from zusanli.clinic.outbox.hearing import hear, something_unheard
from zusanli.clinic.outbox.kinds import Kind
from zusanli.clinic.outbox.models import Message, State

TUESDAY_AT_TEN = MONDAY_AT_TEN + timedelta(days=1)


def owed(state: State = State.WAITING) -> dict[str, datetime]:
    return {each.kind: each.due_at for each in Message.objects.filter(state=state)}


def test_a_visit_that_is_booked_owes_a_confirmation_now_and_the_rest_later(bob):
    visit = booked(bob)

    assert owed() == {
        Kind.CONFIRMATION: NOW,
        Kind.REMINDER: MONDAY_AT_TEN - timedelta(days=1),
        Kind.SKIN: datetime.fromisoformat("2026-12-01T09:00+00:00"),
        Kind.CHECK_IN: visit.ends_at + timedelta(hours=24),
    }


def test_a_visit_within_a_day_owes_no_reminder(bob):
    booked(bob, at=NOW + timedelta(hours=5))

    assert Kind.REMINDER not in owed()


def test_what_happened_is_heard_once(bob):
    booked(bob)
    hear(NOW + A_MINUTE)
    Event.objects.update(drained_at=None)
    hear(NOW + A_MINUTE)

    assert Message.objects.count() == 4
    assert not something_unheard(NOW)


def test_a_visit_that_is_moved_takes_its_messages_along(bob):
    visit = moved(booked(bob), TUESDAY_AT_TEN)

    due = owed()
    assert due[Kind.REMINDER] == TUESDAY_AT_TEN - timedelta(days=1)
    assert due[Kind.CHECK_IN] == visit.ends_at + timedelta(hours=24)
    assert due[Kind.MOVED] == NOW + A_MINUTE
    assert set(owed(State.DROPPED)) == {Kind.REMINDER, Kind.SKIN, Kind.CHECK_IN}


def test_a_visit_that_is_cancelled_drops_what_waits_for_it(bob):
    cancelled(booked(bob))

    assert set(owed()) == {Kind.CONFIRMATION, Kind.CANCELLED}
    assert set(owed(State.DROPPED)) == {Kind.REMINDER, Kind.SKIN, Kind.CHECK_IN}


def test_of_two_workers_that_hear_in_the_wrong_order_nothing_is_planned_for_a_cancelled_visit(bob):
    visit = booked(bob)
    cancelled(visit)
    Message.objects.all().delete()
    Event.objects.filter(kind="booked").update(drained_at=None)
    hear(NOW + A_MINUTE)

    assert set(owed()) == {Kind.CONFIRMATION}


def test_the_clinic_hears_of_who_wants_to_be_called_once(bob):
    call_wanted()
    hear(NOW)

    assert Message.objects.get().kind == Kind.CALL
    assert Message.objects.get().patient is None


def test_one_event_that_cannot_be_told_does_not_hold_up_the_others(bob, caplog):
    visit = booked(bob)
    Message.objects.all().delete()
    Event.objects.update(drained_at=None)
    Event.objects.create(kind="moved", at=NOW)
    Event.objects.create(kind="cancelled", at=NOW, appointment=visit)
    hear(NOW)

    assert Kind.CONFIRMATION in owed()
    assert Event.objects.get(drained_at=None).kind == "moved"
    assert "cannot be told" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_what_is_committed_wakes_the_worker_with_one_task(bob):
    booked(bob)

    tasks = DBTaskResult.objects.all()
    assert [each.task_path for each in tasks] == ["zusanli.clinic.outbox.tasks.drain_outbox"]
    assert tasks[0].args_kwargs == {"args": [], "kwargs": {}}
