"""
From what happened to what people are told of it.

Booking writes an event in the transaction of what happened, so that neither stands without the
other. Each event is heard once: its messages, and the mark that it was heard, stand together or not
at all. So nothing is told that did not happen, and nothing that did is forgotten, however many
workers listen and wherever one stops. Whoever books waits for none of it.
"""

import logging
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial

from django.db import transaction

from zusanli.clinic.booking.events import waiting_events
from zusanli.clinic.booking.models import Appointment, AppointmentChange, Event, EventKind
from zusanli.clinic.books import rule_book
from zusanli.clinic.outbox.kinds import Kind
from zusanli.clinic.outbox.models import Message
from zusanli.clinic.outbox.telling import drop_planned, tell
from zusanli.clinic.outbox.timing import (
    CALL_IS_NEWS_FOR,
    CHECK_IN_GOOD_FOR,
    SKIN_GOOD_FOR,
    check_in_at,
    reminder_at,
    skin_at,
)
from zusanli.clinic.premises.models import the_clinic
from zusanli.clinic.records.models import CallRequest
from zusanli.clinic.staff.reminding import Reminder, remind
from zusanli.clinic.staff.reminding import reminders as licence_reminders
from zusanli.core.rulebook import RuleBook

log = logging.getLogger("zusanli.outbox")
REST = "no_hard_effort_hours"
"""
The rule of courses by which a patient takes it easy after a visit. When that time is over, somebody
asks how they are: the articles want a note of changes then.
"""


def something_unheard(now: datetime) -> bool:
    """Whether something happened of which nobody was told yet."""
    return (
        waiting_events().exists()
        or any(_unheard_calls(now))
        or next(licence_reminders(now=now), None) is not None
    )


def hear(now: datetime) -> int:
    """Owe the messages of what happened, and give how many things that were."""
    news = [
        *(partial(_hear_event, pk, now) for pk in waiting_events().values_list("pk", flat=True)),
        *(partial(_hear_call, call, now) for call in _unheard_calls(now)),
        *(partial(_hear_licence, each, now) for each in licence_reminders(now=now)),
    ]
    return sum(_heard(each) for each in news)


def _heard(hearing: Callable[[], bool]) -> bool:
    try:
        with transaction.atomic():
            return hearing()
    except Exception:
        # One that cannot be told must not keep the others back; it stays unheard, and is logged
        # at each round until somebody sees to it.
        log.exception("something that happened cannot be told")
        return False


def _hear_event(pk: int, now: datetime) -> bool:
    # Of two workers one gets the row; the other changes none.
    mine = Event.objects.filter(pk=pk, drained_at=None).update(drained_at=now)
    if mine:
        _tell_of(Event.objects.get(pk=pk), now)
    return bool(mine)


def _hear_call(call: CallRequest, now: datetime) -> bool:
    tell(Kind.CALL, key=_key_of(call), subject=str(call.pk), now=now)
    return True


def _hear_licence(reminder: Reminder, now: datetime) -> bool:
    remind(reminder, now=now)
    return True


def hours_of_rest(book: RuleBook) -> timedelta:
    """Give how long a patient takes it easy after a visit."""
    return timedelta(hours=book.course.rule(REST).values[0])


def _unheard_calls(now: datetime) -> Iterator[CallRequest]:
    """Give those who wait to be called and whom the clinic was not told of."""
    waiting = CallRequest.objects.filter(called_at=None, asked_at__gt=now - CALL_IS_NEWS_FOR)
    keys = {_key_of(each): each for each in waiting.order_by("pk")}
    told = set(Message.objects.filter(key__in=keys).values_list("key", flat=True))
    yield from (call for key, call in keys.items() if key not in told)


def _key_of(call: CallRequest) -> str:
    return f"{Kind.CALL}:{call.pk}"


def _tell_of(event: Event, now: datetime) -> None:
    match EventKind(event.kind):
        case EventKind.BOOKED if event.appointment:
            _tell_change(event.appointment, Kind.CONFIRMATION, event, now)
            _plan(event.appointment, now)
        case EventKind.MOVED if event.appointment:
            drop_planned(str(event.appointment.pk), because="the visit was moved")
            _tell_change(event.appointment, Kind.MOVED, event, now)
            _plan(event.appointment, now)
        case EventKind.CANCELLED if event.appointment:
            drop_planned(str(event.appointment.pk), because="the visit was cancelled")
            _tell_change(event.appointment, Kind.CANCELLED, event, now)
        case EventKind.COURSE_BOOKED if event.course:
            _tell_course(event, now)
        case EventKind.OFFERED if event.offer:
            _tell_offer(event, now)
        case _:
            raise ValueError(f"event {event.pk} names nothing that it tells of")


def _tell_change(appointment: Appointment, kind: Kind, event: Event, now: datetime) -> None:
    number = _number(appointment, event)
    tell(
        kind,
        key=f"{kind}:{appointment.pk}:{number}",
        subject=str(appointment.pk),
        revision=number,
        reader=appointment.patient,
        # Whoever was treated does not need to hear that the visit was booked.
        good_until=appointment.starts_at if appointment.starts_at > now else None,
        now=now,
    )


def _number(appointment: Appointment, event: Event) -> int:
    """Give the number of the change that an event speaks of; another may have followed."""
    changes = appointment.changes.filter(kind=event.kind).order_by("number")
    found: AppointmentChange | None = changes.filter(at=event.at).last() or changes.last()
    return found.number if found else 0


def _plan(appointment: Appointment, now: datetime) -> None:
    """
    Owe what is due around a visit: a reminder, and afterwards a look at the skin and a question.

    Whether feeling is reduced is asked again when the skin's turn comes.
    """
    if not appointment.is_booked:
        return
    zone, book = the_clinic().zone, rule_book()
    start, end = appointment.starts_at, appointment.ends_at
    asked = check_in_at(end, zone, after=hours_of_rest(book))
    skin = skin_at(end, zone)
    reminder = reminder_at(start, zone)
    # Who books within a day of the visit has just read about it.
    if reminder > now:
        _owe(appointment, Kind.REMINDER, reminder, start, now)
    if end > now:
        _owe(appointment, Kind.SKIN, skin, skin + SKIN_GOOD_FOR, now)
        _owe(appointment, Kind.CHECK_IN, asked, asked + CHECK_IN_GOOD_FOR, now)


def _owe(
    appointment: Appointment, kind: Kind, due_at: datetime, good_until: datetime, now: datetime
) -> None:
    number = appointment.changes.latest("number").number
    tell(
        kind,
        key=f"{kind}:{appointment.pk}:{number}",
        subject=str(appointment.pk),
        revision=number,
        reader=appointment.patient,
        due_at=due_at,
        good_until=good_until,
        now=now,
    )


def _tell_course(event: Event, now: datetime) -> None:
    course = event.course
    if course is None:
        return
    visits = list(course.appointments.order_by("starts_at"))
    tell(
        Kind.COURSE,
        key=f"{Kind.COURSE}:{course.pk}",
        subject=str(course.pk),
        reader=course.patient,
        now=now,
    )
    for each in visits:
        _plan(each, now)


def _tell_offer(event: Event, now: datetime) -> None:
    offer = event.offer
    if offer is None:
        return
    tell(
        Kind.OFFER,
        key=f"{Kind.OFFER}:{offer.pk}",
        subject=str(offer.pk),
        reader=offer.patient,
        good_until=offer.valid_until,
        now=now,
    )
