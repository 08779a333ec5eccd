"""From a message that is owed to a mail: which words belong to which kind."""

from collections.abc import Callable, Mapping
from datetime import datetime

from zusanli.clinic.books import rule_book
from zusanli.clinic.outbox.kinds import Kind
from zusanli.clinic.outbox.models import Message
from zusanli.clinic.premises.models import the_clinic
from zusanli.exchange.email import afterwards, of_visits, to_staff
from zusanli.exchange.email.parts import Mail, Sender

COMPOSERS: Mapping[Kind, Callable[[Sender], Mail]] = {
    Kind.CONFIRMATION: of_visits.confirmation,
    Kind.COURSE: of_visits.course,
    Kind.MOVED: of_visits.moved,
    Kind.CANCELLED: of_visits.cancelled,
    Kind.REMINDER: of_visits.reminder,
    Kind.OFFER: of_visits.offer,
    Kind.CHECK_IN: afterwards.check_in,
    Kind.SKIN: afterwards.skin,
    Kind.CALL: to_staff.call,
    Kind.WORSE: to_staff.worse,
    Kind.INVITATION: to_staff.invitation,
    Kind.LICENCE: to_staff.licence,
}


def compose(message: Message, *, now: datetime) -> Mail:
    """
    Write a mail, by how things stand now.

    Raises:
        Overtaken: it is not true any more.
    """
    book = rule_book(message.language)
    return COMPOSERS[Kind(message.kind)](Sender(message, the_clinic(), book, now))
