"""Whether mail is set up, and a test mail that tells whether it goes out."""

from datetime import datetime
from email.headerregistry import Address
from email.utils import format_datetime, make_msgid
from enum import StrEnum

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from zusanli.clinic.outbox.carriers import Outcome
from zusanli.clinic.premises.models import Clinic
from zusanli.core.words import Words
from zusanli.exchange.email import backends
from zusanli.exchange.email.carrier import hand_over


class Way(StrEnum):
    """Where mails go."""

    NOWHERE = "nowhere"
    KEPT_HERE = "kept_here"
    SERVER = "server"


def way_of_mail() -> Way:
    """Say where mails go from here, by what was set up."""
    ours = f"{backends.__name__}."
    named = {
        f"{ours}{backends.NotSetUp.__name__}": Way.NOWHERE,
        f"{ours}{backends.KeptOnThisMachine.__name__}": Way.KEPT_HERE,
    }
    return named.get(settings.EMAIL_BACKEND, Way.SERVER)


def send_test(clinic: Clinic, *, to: str, say: Words, now: datetime) -> Outcome:
    """Hand a test mail over at once, and say what became of it there; it may still get lost."""
    sender = settings.DEFAULT_FROM_EMAIL or clinic.email
    letter = EmailMultiAlternatives(
        subject=say("A test mail of {clinic}", clinic=clinic.name),
        body=say(
            "This mail was asked for at the settings of the clinic. Who reads it knows that mails "
            "of the clinic arrive here."
        ),
        from_email=str(Address(clinic.name, addr_spec=sender)),
        to=[to],
        reply_to=[clinic.email],
        headers={
            "Message-ID": make_msgid(domain=sender.rpartition("@")[2]),
            "Date": format_datetime(now),
            "Auto-Submitted": "auto-generated",
            "Content-Language": say.language,
        },
    )
    return hand_over(letter)
