"""Sent when due, tried again when refused, and never twice."""

from datetime import timedelta

import pytest
from django.db import transaction

from tests.clinic.booking.willow_street import MONDAY_AT_TEN, NOW
from tests.clinic.outbox.told import A_MINUTE, DOWN, Postman, booked, told
from zusanli.clinic.outbox import desk
from zusanli.clinic.outbox.carriers import InDoubt, NotNeeded, NotTaken, Taken
from zusanli.clinic.outbox.draining import TOO_LATE, drain, needs_a_drain
from zusanli.clinic.outbox.kinds import Kind
from zusanli.clinic.outbox.models import Message, State
from zusanli.clinic.outbox.telling import NotInATransactionError, tell
from zusanli.clinic.outbox.timing import BATCH, LOST_AFTER, PAUSES

pytestmark = pytest.mark.django_db


def test_the_same_cause_is_told_once(bob):
    first = told(Kind.WORSE)
    again = told(Kind.WORSE, now=NOW + A_MINUTE)

    assert first == again
    assert Message.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_message_outside_a_transaction_is_refused(bob):
    with pytest.raises(NotInATransactionError):
        tell(Kind.WORSE, key="worse:1", subject="1", now=NOW)


@pytest.mark.django_db(transaction=True)
def test_a_message_goes_with_the_transaction_it_tells_of(bob):
    with transaction.atomic():
        tell(Kind.WORSE, key="worse:1", subject="1", now=NOW)
        transaction.set_rollback(True)

    assert not Message.objects.exists()


def test_only_what_is_due_is_sent_and_only_once(bob):
    booked(bob)
    postman = Postman()
    drain(carrier=postman, now=NOW)
    drain(carrier=postman, now=NOW)

    assert postman.kinds == [Kind.CONFIRMATION]
    sent = Message.objects.get(kind=Kind.CONFIRMATION)
    assert (sent.state, sent.sent_at, sent.attempts) == (State.SENT, NOW, 1)


def test_a_reminder_goes_out_the_day_before(bob):
    booked(bob)
    postman = Postman()
    drain(carrier=Postman(), now=NOW)
    drain(carrier=postman, now=MONDAY_AT_TEN - timedelta(days=1, minutes=1))
    assert postman.kinds == []

    drain(carrier=postman, now=MONDAY_AT_TEN - timedelta(days=1))
    assert postman.kinds == [Kind.REMINDER]


def test_a_server_that_is_down_is_tried_again_after_growing_pauses_and_then_shown(bob):
    told(Kind.WORSE)
    postman, now, tries = Postman(DOWN), NOW, []
    while Message.objects.get().state == State.WAITING:
        now = Message.objects.get().next_try_at
        tries.append(now)
        assert drain(carrier=postman, now=now - timedelta(seconds=1)).taken == 0
        drain(carrier=postman, now=now)

    assert [later - earlier for earlier, later in zip(tries, tries[1:])] == list(PAUSES)  # noqa: B905, RUF007 - pairs of neighbours
    failed = Message.objects.get()
    assert failed.state == State.FAILED
    assert failed.last_error == "the mail server cannot be reached (ConnectionRefusedError)"
    assert list(desk.troubles(now)) == [failed]


def test_while_the_server_is_down_the_others_keep_their_tries(bob):
    for each in range(3):
        told(Kind.WORSE, str(each))
    postman = Postman(DOWN)
    drain(carrier=postman, now=NOW)

    assert len(postman.carried) == 1
    assert Message.objects.filter(attempts=0).count() == 2


def test_an_address_that_is_refused_for_good_is_shown_at_once(bob):
    told(Kind.WORSE)
    drain(carrier=Postman(NotTaken("the address was refused (550)", final=True)), now=NOW)

    assert Message.objects.get().state == State.FAILED


def test_what_is_not_true_any_more_is_dropped_in_silence(bob):
    told(Kind.WORSE)
    drain(carrier=Postman(NotNeeded("not true any more")), now=NOW)

    assert Message.objects.get().state == State.DROPPED
    assert not desk.troubles(NOW).exists()


def test_what_is_in_doubt_is_not_sent_again_by_itself(bob):
    told(Kind.WORSE)
    drain(carrier=Postman(InDoubt("the connection broke")), now=NOW)
    postman = Postman()
    drain(carrier=postman, now=NOW + timedelta(days=2))

    assert postman.carried == []
    assert Message.objects.get() in desk.troubles(NOW)


def test_a_worker_that_stopped_with_a_message_leaves_it_in_doubt(bob):
    told(Kind.WORSE)
    Message.objects.update(state=State.SENDING, claimed_at=NOW, attempts=1)
    postman = Postman()

    drain(carrier=postman, now=NOW + LOST_AFTER)
    assert Message.objects.get().state == State.SENDING

    later = NOW + LOST_AFTER + A_MINUTE
    assert needs_a_drain(later)
    drain(carrier=postman, now=later)
    assert Message.objects.get().state == State.IN_DOUBT
    assert postman.carried == []


def test_a_worker_that_was_only_slow_knows_better(bob):
    told(Kind.WORSE)

    def slow(message, now):
        drain(carrier=Postman(), now=now + LOST_AFTER + A_MINUTE)
        assert Message.objects.get().state == State.IN_DOUBT
        return Taken()

    drain(carrier=slow, now=NOW)

    assert Message.objects.get().state == State.SENT


def test_a_carrier_that_breaks_holds_up_nobody_and_its_words_are_not_kept(bob):
    told(Kind.WORSE, "1")
    told(Kind.WORSE, "2")
    postman = Postman()

    def breaks(message, now):
        if message.subject == "1":
            raise RuntimeError("to alice.archer@mail.example")
        return postman(message, now)

    drain(carrier=breaks, now=NOW)

    assert Message.objects.get(subject="1").last_error == "stopped by RuntimeError"
    assert Message.objects.get(subject="2").state == State.SENT


def test_what_comes_too_late_is_shown_and_not_sent(bob):
    booked(bob)
    postman = Postman()
    drain(carrier=postman, now=MONDAY_AT_TEN + A_MINUTE)

    assert postman.kinds == []
    late = Message.objects.filter(state=State.FAILED)
    assert {(each.kind, each.last_error) for each in late} == {
        (Kind.CONFIRMATION, TOO_LATE),
        (Kind.REMINDER, TOO_LATE),
    }


def test_more_than_a_batch_is_told_to_go_on(bob):
    for each in range(BATCH + 1):
        told(Kind.WORSE, str(each))

    assert drain(carrier=Postman(), now=NOW).go_on
    assert not drain(carrier=Postman(), now=NOW).go_on


def test_the_desk_may_send_again_or_say_that_it_is_done_but_not_both(bob):
    message = told(Kind.WORSE)
    drain(carrier=Postman(InDoubt("the connection broke")), now=NOW)
    desk.settle(message, by="Rita", now=NOW)

    with pytest.raises(desk.AlreadySettledError):
        desk.send_again(message, now=NOW)
    assert not desk.troubles(NOW).exists()


def test_what_the_desk_sends_again_has_one_more_try(bob):
    message = told(Kind.WORSE)
    drain(carrier=Postman(NotTaken("refused", final=True)), now=NOW)
    desk.send_again(message, now=NOW)
    postman = Postman()
    drain(carrier=postman, now=NOW)

    assert postman.carried == [message]


def test_a_worker_that_does_not_run_is_noticed(bob):
    told(Kind.WORSE)

    assert not desk.troubles(NOW + A_MINUTE).exists()
    assert desk.troubles(NOW + desk.OVERDUE_AFTER + A_MINUTE).exists()
