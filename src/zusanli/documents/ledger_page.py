"""What stands beside the claims: contradictions, numbers that were printed wrong, and words."""

from collections.abc import Iterator

from zusanli.core.claims.contradiction import Contradiction, Misprint
from zusanli.core.glossary import Term
from zusanli.core.rulebook import RuleBook
from zusanli.core.words import noop
from zusanli.documents.blocks import Block, FinePrint, Heading, Paragraph, Quotes, facts
from zusanli.documents.claim_card import CARDS_ARE, links
from zusanli.documents.numb_feet import PAGE_IS
from zusanli.documents.sentences import unchecked
from zusanli.documents.shares import shares_text

ADDED = noop("We added this word: none of the articles explains it.")


def contradiction_blocks(each: Contradiction, number: int, book: RuleBook) -> Iterator[Block]:
    """Set the passages side by side, word for word, and say in what they differ."""
    say = book.say
    yield Heading(say("Contradiction {number}", number=number))
    yield Quotes(
        tuple(
            (one.says, say("article {article}, line {line}", article=one.article, line=one.line))
            for one in each.passages
        )
    )
    yield Paragraph(each.because)


def misprint_blocks(each: Misprint, number: int, book: RuleBook) -> Iterator[Block]:
    """Say a number as it was printed, why it cannot be, and what its counts give."""
    say = book.say
    yield Heading(say("Number {number}", number=number))
    yield facts([(say("Printed"), say(each.printed))])
    yield Paragraph(each.because)
    if each.counts:
        yield facts([(say("Computed from the counts"), shares_text(each.counts, say))])
    yield links([each.source], book)


def term_blocks(term: Term, book: RuleBook) -> Iterator[Block]:
    """Say a word in plain words, how it is said, and what was read for it."""
    say = book.say
    if term.sound:
        yield facts([(say("Say it"), term.sound)])
    yield Paragraph(term.says)
    if term.added:
        yield Paragraph(say(ADDED))
    if term.sources:
        yield links(term.sources, book)


def ledger_fine_print(book: RuleBook) -> FinePrint:
    """Say what cards are and are not."""
    return FinePrint((book.say(CARDS_ARE), *unchecked(book.say)))


def words_fine_print(book: RuleBook) -> FinePrint:
    """Say what a page of words is and is not."""
    return FinePrint((book.say(PAGE_IS), *unchecked(book.say)))
