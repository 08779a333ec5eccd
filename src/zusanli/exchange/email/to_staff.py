"""Mails to the clinic and staff. Nothing of a patient stands there: they tell where to look."""

from zusanli.clinic.outbox.pages import Page
from zusanli.clinic.records.models import CallRequest
from zusanli.documents.blocks import Notice, Paragraph
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
