"""Carries a message as mail: composed, addressed, handed to a server; and says how that went."""

import contextlib
import smtplib
from datetime import datetime
from email.headerregistry import Address
from email.mime.base import MIMEBase
from email.mime.text import MIMEText
from email.utils import format_datetime
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from zusanli.clinic.outbox.carriers import InDoubt, NotNeeded, NotTaken, Outcome, Taken
from zusanli.clinic.outbox.kinds import MUST_REACH, TO_THE_CLINIC
from zusanli.clinic.outbox.models import Message
from zusanli.clinic.premises.models import Clinic, the_clinic
from zusanli.clinic.records.patients import details_or_none
from zusanli.documents.html import html
from zusanli.documents.plain_text import plain_text
from zusanli.exchange.email.backends import NoMailServerError
from zusanli.exchange.email.composing import compose
from zusanli.exchange.email.of_visits import Overtaken
from zusanli.exchange.email.parts import Mail
from zusanli.exchange.ics import Parties, invitation, method_of

STYLE = Path(__file__).with_name("mail.css").read_text(encoding="utf-8")
FOR_GOOD = 500
"""Codes of SMTP from here on mean that trying again changes nothing (RFC 5321, 4.2.1)."""


def carry(message: Message, now: datetime) -> Outcome:
    """Send a message as mail."""
    try:
        address = _address(message)
        if not address:
            return _without_address(message)
        letter = letter_of(message, compose(message, now=now), to=address)
    except Overtaken:
        return NotNeeded("not true any more")
    except Exception as error:  # noqa: BLE001 - nothing was handed over yet, and may go later
        # Its words may hold what the mail holds; its kind does not.
        return NotTaken(f"could not be written ({type(error).__name__})")
    return hand_over(letter)


def hand_over(letter: EmailMultiAlternatives) -> Outcome:
    """
    Hand a mail to the server, and tell what is certain from what is not.

    Until the connection stands nothing can have gone out. After that the server's own refusals are
    certain; a connection that breaks is not, since the mail may have been taken.
    """
    connection = get_connection()
    try:
        connection.open()
    except NoMailServerError:
        return NotTaken("no mail server is set up (ZUSANLI_MAIL)", nothing_goes=True)
    except (OSError, smtplib.SMTPException) as error:
        return NotTaken(f"the mail server cannot be reached ({_said(error)})", nothing_goes=True)
    try:
        return _handed(letter, connection)
    finally:
        # It answers for the mail by now, whatever becomes of the good-bye.
        with contextlib.suppress(OSError, smtplib.SMTPException):
            connection.close()


def letter_of(message: Message, mail: Mail, *, to: str) -> EmailMultiAlternatives:
    """Give a mail as it is sent: text, the same as HTML, and the calendar's entry."""
    clinic, document = the_clinic(), mail.document
    sender = settings.DEFAULT_FROM_EMAIL or clinic.email
    letter = EmailMultiAlternatives(
        subject=document.title,
        body=plain_text(document, wrapped=False),
        from_email=str(Address(clinic.name, addr_spec=sender)),
        to=[to],
        reply_to=[clinic.email],
        headers={
            "Message-ID": message_id(message, sender),
            "Date": format_datetime(message.written_at),
            "Auto-Submitted": "auto-generated",
            "Content-Language": message.language,
        },
    )
    page = html([document], title=document.title, made_for=message.written_at, style=STYLE)
    letter.attach_alternative(page, "text/html")
    if mail.entries:
        letter.attach(_calendar(mail, clinic, to))
    return letter


def message_id(message: Message, sender: str) -> str:
    """Give the id that a message has at every try: mailboxes drop a second copy by it."""
    return f"<{message.pk}@{sender.rpartition('@')[2]}>"


def _handed(letter: EmailMultiAlternatives, connection: BaseEmailBackend) -> Outcome:
    try:
        connection.send_messages([letter])
    except smtplib.SMTPRecipientsRefused as error:
        codes = [code for code, _ in error.recipients.values()]
        return NotTaken(
            f"the address was refused ({codes[0]})", final=all(code >= FOR_GOOD for code in codes)
        )
    except (smtplib.SMTPResponseException, smtplib.SMTPNotSupportedError) as error:
        return NotTaken(f"the mail server refused ({_said(error)})")
    except (smtplib.SMTPException, OSError) as error:
        return InDoubt(f"the connection broke while it was sent ({_said(error)})")
    return Taken()


def _said(error: Exception) -> str:
    """Name an error without its words, which may hold an address."""
    code = getattr(error, "smtp_code", None)
    return f"{type(error).__name__} {code}" if code else type(error).__name__


def _address(message: Message) -> str:
    if message.kind in TO_THE_CLINIC:
        return the_clinic().email
    if message.user is not None:
        return message.user.email if message.user.is_active else ""
    details = details_or_none(message.patient_id)
    return details.email if details else ""


def _without_address(message: Message) -> Outcome:
    if message.kind in MUST_REACH:
        return NotTaken("there is no mail address: please tell them in another way", final=True)
    return NotNeeded("there is no mail address")


def _calendar(mail: Mail, clinic: Clinic, to: str) -> MIMEBase:
    method = method_of(mail.entries)
    data = invitation(mail.entries, Parties(organizer=clinic.email, attendee=to))
    part = MIMEText(data.decode(), "calendar", "utf-8")
    part.set_param("method", method)
    part.add_header("Content-Disposition", "attachment", filename="appointment.ics")
    return part
