"""Mails about visits to come: booked, moved, cancelled, remembered, offered."""

from collections.abc import Iterator
from datetime import timedelta

from zusanli.clinic.booking.models import OfferState
from zusanli.clinic.outbox.hearing import hours_of_rest
from zusanli.clinic.outbox.pages import Page
from zusanli.clinic.outbox.timing import hours_after
from zusanli.clinic.outbox.visits import Visit, offer_of, visit_of, visits_of_course
from zusanli.clinic.premises.models import TextKind
from zusanli.core.words import noop
from zusanli.documents.blocks import Block, Facts, Heading, Paragraph, facts
from zusanli.exchange.email.moments import moment_text, span_text
from zusanli.exchange.email.parts import Mail, Sender, own_words, where_text
from zusanli.exchange.ics import Entry

CHANGE = noop("Move or cancel this visit")
BRING = ("before_bring_your_list", "before_clothes_and_shoes")
PUT_OFF = "before_put_off"
"""Advice of the knowledge base that is meant for everybody, whatever they come for."""


class Overtaken(Exception):  # noqa: N818 - it is no error
    """Something has changed since the message was owed, and another message tells it."""


def confirmation(sender: Sender) -> Mail:
    """Say that a visit is booked."""
    visit = _as_told(sender)
    say = sender.say
    return Mail(
        sender.document(
            say("Your appointment"),
            Paragraph(say("Your appointment is booked.")),
            _when_and_where(visit, sender),
            *_to_change(visit, sender),
            *own_words(TextKind.CANCELLING, sender),
            *_calendar(visit, sender),
            *own_words(TextKind.BEFORE_VISIT, sender),
            *_before(sender),
            sender.emergency(),
        ),
        (entry_of(visit, sender),),
    )


def course(sender: Sender) -> Mail:
    """Say which visits of a course are booked, each with its own link."""
    visits, say = visits_of_course(sender.message), sender.say
    if not visits:
        raise Overtaken
    dates = (block for each in visits for block in _one_of_course(each, sender))
    return Mail(
        sender.document(
            say("Your appointments"),
            Paragraph(
                say(
                    "Your appointments are booked. After a few visits we look together at how you "
                    "are. You can stop at any time."
                )
            ),
            *dates,
            *own_words(TextKind.CANCELLING, sender),
            *_calendar(visits[0], sender),
            *own_words(TextKind.BEFORE_VISIT, sender),
            *_before(sender),
            sender.emergency(),
        ),
        tuple(entry_of(each, sender) for each in visits),
    )


def moved(sender: Sender) -> Mail:
    """Say that a visit has another time, which one it had, and which it has."""
    visit = _as_told(sender)
    say = sender.say
    before = (
        [facts([(say("Earlier time"), moment_text(visit.before, sender.zone, say))])]
        if visit.before
        else []
    )
    return Mail(
        sender.document(
            say("Your appointment was moved"),
            Paragraph(say("Your appointment was moved. This is the time that holds now.")),
            _when_and_where(visit, sender),
            *before,
            *_to_change(visit, sender),
            *own_words(TextKind.CANCELLING, sender),
            *own_words(TextKind.BEFORE_VISIT, sender),
            *_before(sender),
            sender.emergency(),
        ),
        (entry_of(visit, sender),),
    )


def cancelled(sender: Sender) -> Mail:
    """Say that a visit does not take place."""
    visit = visit_of(sender.message)
    if visit.booked:
        raise Overtaken
    say = sender.say
    return Mail(
        sender.document(
            say("Your appointment was cancelled"),
            Paragraph(say("This appointment was cancelled. Nobody expects you then.")),
            _when_and_where(visit, sender),
            *sender.link(Page.START, "", say("Book another appointment")),
            Paragraph(
                say(
                    "If you did not cancel it and did not ask us to, please call us. If you feel "
                    "worse, do not wait for another appointment."
                )
            ),
            sender.emergency(),
        ),
        (entry_of(visit, sender),),
    )


def reminder(sender: Sender) -> Mail:
    """Remind of a visit, and of the quiet hours after it."""
    visit = _as_told(sender)
    say = sender.say
    rest = hours_of_rest(sender.book)
    quiet_until = hours_after(visit.ends_at, rest)
    return Mail(
        sender.document(
            say("A reminder of your appointment"),
            Paragraph(say("We expect you at this time.")),
            _when_and_where(visit, sender),
            *_to_change(visit, sender),
            *own_words(TextKind.CANCELLING, sender),
            *own_words(TextKind.BEFORE_VISIT, sender),
            *_before(sender),
            Heading(say("After your visit")),
            Paragraph(
                say(
                    "If needles are used, no hard sport and no heavy work for {hours} hours: "
                    "until {until}.",
                    hours=_hours(rest),
                    until=moment_text(quiet_until, sender.zone, say),
                )
            ),
            sender.emergency(),
        )
    )


def offer(sender: Sender) -> Mail:
    """Offer an earlier time to somebody who waits, and say until when it is kept."""
    kept, say = offer_of(sender.message), sender.say
    if kept.state != OfferState.OPEN or kept.valid_until <= sender.now:
        raise Overtaken
    own = kept.entry.appointment
    stays = (
        say("If you do nothing, your own appointment stays as it is.")
        if own is not None and own.is_booked
        else say("If you do nothing, you stay on the list.")
    )
    return Mail(
        sender.document(
            say("An earlier appointment is free"),
            Paragraph(
                say(
                    "This time is kept for you until {until}.",
                    until=moment_text(kept.valid_until, sender.zone, say),
                )
            ),
            facts(
                [
                    (say("When"), span_text(kept.starts_at, kept.ends_at, sender.zone, say)),
                    (say("What"), kept.service.called(say.language)),
                ]
            ),
            *sender.link(Page.OFFER, str(kept.pk), say("Take this time, or say no to it")),
            Paragraph(stays),
            sender.emergency(),
        )
    )


def entry_of(visit: Visit, sender: Sender) -> Entry:
    """Give a visit as an entry of a calendar: neutral, since calendars are shared."""
    clinic, say = sender.clinic, sender.say
    return Entry(
        uid=f"{visit.id}@zusanli",
        start=visit.starts_at,
        end=visit.ends_at,
        zone=sender.zone,
        summary=say("Your appointment"),
        stamp=visit.changed_at,
        sequence=visit.revision,
        location=where_text([clinic.name, *clinic.address.splitlines()], say),
        cancelled=not visit.booked,
    )


def _as_told(sender: Sender) -> Visit:
    """Give the visit if it still is as when the message was owed."""
    visit = visit_of(sender.message)
    if not visit.booked or visit.revision != sender.message.revision:
        raise Overtaken
    return visit


def _when_and_where(visit: Visit, sender: Sender) -> Facts:
    say, clinic = sender.say, sender.clinic
    return facts(
        [
            (say("When"), span_text(visit.starts_at, visit.ends_at, sender.zone, say)),
            (say("What"), visit.what),
            (
                say("Where"),
                where_text([clinic.name, visit.where, *clinic.address.splitlines()], say),
            ),
        ]
    )


def _one_of_course(visit: Visit, sender: Sender) -> Iterator[Block]:
    say = sender.say
    when = span_text(visit.starts_at, visit.ends_at, sender.zone, say)
    yield facts([(say("When"), when), (say("What"), visit.what)])
    yield from _to_change(visit, sender)


def _to_change(visit: Visit, sender: Sender) -> Iterator[Block]:
    yield from sender.link(Page.VISIT, visit.id, sender.say(CHANGE))


def _calendar(visit: Visit, sender: Sender) -> Iterator[Block]:
    title = sender.say("All your appointments in the calendar of your phone")
    yield from sender.link(Page.CALENDAR, visit.id, title)


def _before(sender: Sender) -> Iterator[Block]:
    yield Heading(sender.say("What to bring"))
    yield sender.advice(*BRING)
    yield Heading(sender.say("When not to come"))
    yield sender.advice(PUT_OFF)


def _hours(span: timedelta) -> int:
    return int(span / timedelta(hours=1))
