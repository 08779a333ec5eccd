"""Mails after a visit: how somebody is, and a look at the skin that may not feel."""

from collections.abc import Iterator

from zusanli.clinic.outbox.feeling import feeling_may_be_reduced
from zusanli.clinic.outbox.pages import Page
from zusanli.clinic.outbox.visits import visit_of
from zusanli.documents.blocks import Block, Paragraph, facts
from zusanli.exchange.email.moments import moment_text
from zusanli.exchange.email.of_visits import Overtaken
from zusanli.exchange.email.parts import Mail, Sender

WATCH = ("after_note_changes", "after_soreness", "after_new_numbness_is_no_good_sign")
LOOK = ("look_at_your_feet", "after_infection_watch")
"""
Advice of the knowledge base. Of `LOOK` the first is for whoever feels less, or of whom nobody
knows: it names no illness, so that it may stand in a mail.
"""


def check_in(sender: Sender) -> Mail:
    """Ask how somebody is, and say what must not wait."""
    say = sender.say
    return Mail(
        sender.document(
            say("After your appointment"),
            Paragraph(say("How are you since your visit? Please tell us, also if all is well.")),
            *_visit_of(sender),
            *sender.link(Page.CHECK_IN, sender.message.subject, say("Tell us how you are")),
            sender.advice(*WATCH),
            Paragraph(say("If something is new or worse, please call us today as well.")),
            sender.emergency(),
        )
    )


def skin(sender: Sender) -> Mail:
    """Ask to look at the skin, where feeling is reduced or nobody knows that it is not."""
    patient = sender.message.patient
    if patient is not None and not feeling_may_be_reduced(patient, now=sender.now):
        raise Overtaken
    say = sender.say
    return Mail(
        sender.document(
            say("After your appointment"),
            Paragraph(
                say(
                    "Please look at your legs and feet today, wherever needles went in. What does "
                    "not hurt can still need help."
                )
            ),
            *_visit_of(sender),
            sender.advice(*LOOK),
            sender.emergency(),
        )
    )


def _visit_of(sender: Sender) -> Iterator[Block]:
    """
    Name the visit that is meant.

    Raises:
        Overtaken: it did not take place, or was moved.
    """
    visit = visit_of(sender.message)
    if not visit.booked or visit.revision != sender.message.revision:
        raise Overtaken
    say = sender.say
    yield facts([(say("Your visit"), moment_text(visit.starts_at, sender.zone, say))])
