"""A danger sign for whoever reads about it: what to do in their country, and who says so."""

from collections.abc import Iterator

from zusanli.core.findings import AskedOf, Finding, Kind
from zusanli.core.rulebook import RuleBook
from zusanli.core.rules.polarity import polarities
from zusanli.core.triage.flags import RedFlag, Urgency
from zusanli.core.words import noop
from zusanli.documents.blocks import Block, Bullets, FinePrint, Heading, Notice, Paragraph
from zusanli.documents.claim_card import links
from zusanli.documents.leaflet import TO_DO
from zusanli.documents.numb_feet import PAGE_IS
from zusanli.documents.sentences import unchecked
from zusanli.documents.wording import action_of, label_of

WHAT_COUNTS = noop(
    "Some of these alone are enough, some count together. That none of them fits does not mean "
    "that all is well. If you are not sure, answer the danger questions, or ask a doctor."
)
OURS = noop("A part of this rule, its level or a number in it is our own proposal.")


def sign_blocks(flag: RedFlag, book: RuleBook, *, country: str | None) -> Iterator[Block]:
    """Say what to do first, then what makes the sign, and what was read for it."""
    say = book.say
    known = country if country in book.countries else None
    action = action_of(flag, country=known, book=book)
    yield Notice(say(TO_DO[flag.urgency]), (action,), alarm=flag.urgency >= Urgency.URGENT)
    for heading, asked in (
        (noop("What is asked about"), (AskedOf.PATIENT,)),
        (noop("What an examination may show"), (AskedOf.PRACTITIONER, AskedOf.EXAMINATION)),
    ):
        found = [each for each in signs_of(flag, book) if each.asked_of in asked]
        if found:
            yield Heading(say(heading))
            yield Bullets(tuple(label_of(each.id, book) for each in found))
    yield Paragraph(say(WHAT_COUNTS))
    yield Heading(say("Rests on"))
    yield links(flag.sources, book)
    if flag.proposed:
        yield Paragraph(say(OURS))
    yield FinePrint((say(PAGE_IS), *unchecked(say)))


def signs_of(flag: RedFlag, book: RuleBook) -> tuple[Finding, ...]:
    """Give what somebody may notice that speaks for a sign; nothing that speaks against it."""
    for_it = [name for rule in (flag.when, flag.gate) for name, up in polarities(rule) if up]
    found = (book.findings[each] for each in dict.fromkeys(for_it) if each in book.findings)
    return tuple(each for each in found if each.kind is Kind.YES_NO and not each.protective)
