"""
What mails are put together from.

No name of the reader stands in a mail, and nothing of their health: it is read on locked screens,
over shoulders, and by whoever shares the address.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from zusanli.clinic.outbox.models import Message
from zusanli.clinic.outbox.pages import Page, address_of
from zusanli.clinic.premises.models import Clinic, TextKind
from zusanli.clinic.premises.texts import own_text
from zusanli.core.advice.advice import Advice
from zusanli.core.rulebook import RuleBook
from zusanli.core.words import Words
from zusanli.documents.blocks import (
    Block,
    Document,
    FinePrint,
    Heading,
    Links,
    Notice,
    Paragraph,
    Tip,
    Tips,
    facts,
)
from zusanli.documents.sentences import unchecked
from zusanli.documents.wording import in_country
from zusanli.exchange.ics import Entry


@dataclass(frozen=True, slots=True)
class Mail:
    """A message as words, with the entries of a calendar that come along."""

    document: Document
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Sender:
    """What a mail is written by: the message, the clinic, the rule book in its language, now."""

    message: Message
    clinic: Clinic
    book: RuleBook
    now: datetime

    @property
    def say(self) -> Words:
        """The words of the reader's language."""
        return self.book.say

    @property
    def zone(self) -> ZoneInfo:
        """The clinic's time zone."""
        return self.clinic.zone

    def document(self, title: str, *blocks: Block) -> Document:
        """Give a document of these blocks that closes as each mail does."""
        say = self.say
        return Document(
            language=say.language,
            kind=say("Message"),
            title=title,
            subtitle="",
            large_print=False,
            blocks=(*blocks, *self._contact(), self._fine_print()),
        )

    def link(self, page: Page, subject: str, title: str) -> Iterator[Block]:
        """Give the link to a page, or nothing where there is no such page."""
        address = address_of(page, subject, now=self.now)
        if address:
            yield Links(((title, self.clinic.name, address),))

    def advice(self, *names: str) -> Block:
        """
        Say pieces of advice that are meant for everybody, with the signs that ask for help.

        Raises:
            KeyError: the knowledge base has no such advice.
        """
        known = {each.id: each for each in self.book.advice}
        return Tips(tuple(self._tip(known[name]) for name in names), self.say("Get help"))

    def emergency(self) -> Block:
        """Say what does not wait for a visit, with the number of the clinic's country."""
        known = {each.id: each for each in self.book.advice}
        text = self.fill(known["emergency_first"].text)
        return Notice(self.say("In an emergency"), (text,), alarm=True)

    def fill(self, text: str) -> str:
        """Put the numbers of the clinic's country into a text."""
        return in_country(text, country=self.clinic.country, book=self.book)

    def _tip(self, advice: Advice) -> Tip:
        return Tip(self.fill(advice.text), self.fill(advice.seek_help))

    def _contact(self) -> Iterator[Block]:
        say = self.say
        rows = [
            (say("Phone"), self.clinic.phone),
            (say("Where"), where_text([self.clinic.name, *self.clinic.address.splitlines()], say)),
        ]
        yield Heading(say("How to reach us"))
        yield facts(rows)

    def _fine_print(self) -> FinePrint:
        say = self.say
        return FinePrint(
            (
                say(
                    "This message informs you. It is not a diagnosis. "
                    "It was not reviewed by a clinician."
                ),
                *unchecked(say),
            )
        )


def own_words(kind: TextKind, sender: Sender) -> Iterator[Block]:
    """Give what the clinic says there in its own words, each line a paragraph; nothing if none."""
    found = own_text(kind, sender.say.language)
    if found is not None:
        yield from (Paragraph(line) for line in found.text.splitlines() if line.strip())


def where_text(parts: Sequence[str], say: Words) -> str:
    """Join the parts of an address that are there."""
    return say.listed(part.strip() for part in parts if part.strip())
