"""Mails to the clinic and staff. Nothing of a patient stands there: they tell where to look."""

from zusanli.clinic.outbox.pages import Page
from zusanli.clinic.records.models import CallRequest
from zusanli.clinic.staff.licences import end_soon
from zusanli.clinic.staff.models import Licence
from zusanli.core.words import noop
from zusanli.documents.blocks import Notice, Paragraph, facts
from zusanli.documents.sentences import day_text
from zusanli.exchange.email.moments import moment_text
from zusanli.exchange.email.of_visits import Overtaken
from zusanli.exchange.email.parts import Mail, Sender


def call(sender: Sender) -> Mail:
    """Tell the clinic that somebody waits to be called."""
    asked = CallRequest.objects.get(pk=sender.message.subject)
    if asked.called_at is not None:
        raise Overtaken
    say = sender.say
    when = moment_text(asked.asked_at, sender.zone, say)
    told = say("Somebody asked to be called, on {when}. The number stands at the desk.", when=when)
    urgent = say("Call at once: the answers told of an emergency.")
    return Mail(
        sender.document(
            say("Somebody waits to be called: urgent")
            if asked.emergency
            else say("Somebody waits to be called"),
            *([Notice(urgent, (told,), alarm=True)] if asked.emergency else [Paragraph(told)]),
            *sender.link(Page.CALLS, sender.message.subject, say("Open the desk")),
        )
    )


def worse(sender: Sender) -> Mail:
    """Tell the clinic that a check-in speaks of something new or worse."""
    say = sender.say
    return Mail(
        sender.document(
            say("A check-in needs a look now"),
            Notice(
                say("Please look at it now"),
                (say("A patient told of something new or worse after a visit."),),
                alarm=True,
            ),
            *sender.link(Page.WORSE, sender.message.subject, say("Open what was told")),
        )
    )


def invitation(sender: Sender) -> Mail:
    """Invite somebody to sign in as one of the staff, or let them set another password."""
    say = sender.say
    user = sender.message.user
    if user is not None and user.has_usable_password():
        return _new_password(sender)
    return Mail(
        sender.document(
            say("Your invitation"),
            Paragraph(
                say(
                    "You are invited to sign in at {clinic}. If you do not know the clinic, do "
                    "nothing: without you nothing happens.",
                    clinic=sender.clinic.name,
                )
            ),
            *sender.link(Page.INVITATION, sender.message.subject, say("Set your password")),
        )
    )


def _new_password(sender: Sender) -> Mail:
    say = sender.say
    return Mail(
        sender.document(
            say("A new password"),
            Paragraph(
                say(
                    "Somebody asked for a new password for your account at {clinic}. If it was "
                    "not you, do nothing: your password stays as it is.",
                    clinic=sender.clinic.name,
                )
            ),
            *sender.link(Page.INVITATION, sender.message.subject, say("Set your password")),
        )
    )


ENDS_SOON = {
    True: noop("Your licence ends on {day}. Please show the manager the new one before then."),
    False: noop("The licence of {name} ends on {day}. Record the new one when you have seen it."),
}
HAS_ENDED = {
    True: noop("Your licence ended on {day}. Until the new one is recorded you sign no plan."),
    False: noop(
        "The licence of {name} ended on {day}. Until a new one is recorded, they sign no plan."
    ),
}
"""By whether it is the reader's own."""


def licence(sender: Sender) -> Mail:
    """Tell whoever holds a licence, and the managers, that it ends or has ended."""
    say = sender.say
    found = Licence.objects.select_related("user").get(pk=sender.message.subject)
    today = sender.now.astimezone(sender.zone).date()
    if found.valid_until is None or found not in end_soon(found.user, on=today):
        raise Overtaken
    ended, own = found.valid_until < today, sender.message.user_id == found.user_id
    words = (HAS_ENDED if ended else ENDS_SOON)[own]
    told = say(words, name=found.user.called, day=day_text(found.valid_until, say))
    rows = [
        (say("Licence or certificate"), found.title),
        (say("Given by"), found.issuer),
        (say("Number"), found.number),
    ]
    page = () if own else sender.link(Page.LICENCE, str(found.user_id), say("Record a licence"))
    return Mail(
        sender.document(
            say("A licence has ended") if ended else say("A licence ends soon"),
            Paragraph(told),
            facts(rows),
            *page,
        )
    )
