"""
The linter: what must not stand in a document, whatever it is made of and however it is shown.

It reads blocks and rendered pages alike. What others say, quoted word for word, is not searched.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

from zusanli.core.claims.phrases import Kind, Phrase, compiled, faults, flat, matches, of_kind
from zusanli.core.rulebook import RuleBook
from zusanli.core.words import ENGLISH
from zusanli.documents.blocks import Block, Document, FinePrint, Graded, Links, Quotes
from zusanli.documents.grades import BADGES, badges_of
from zusanli.documents.plain_text import block_text

NEAR = 240
"""How many characters after a sentence of the ledger its badges may stand."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found, word for word, and the rule that it breaks."""

    rule: str
    words: str
    because: str


def lint(document: Document, book: RuleBook) -> Iterator[Finding]:
    """Look through a document; what must be said stands in its fine print."""
    for text in (document.kind, document.title, document.subtitle):
        yield from _lint(text, book)
    for block in document.blocks:
        for text in _texts(block, book):
            yield from _lint(text, book)
        if not isinstance(block, Graded | Quotes | Links):
            yield from _effects(block_text(block), book)
    fine = " ".join(
        line for block in document.blocks if isinstance(block, FinePrint) for line in block.lines
    )
    yield from _unsaid(fine, book)


def lint_page(page: str, book: RuleBook) -> Iterator[Finding]:
    """Look through a page of HTML as a reader sees it."""
    reader = _Reader()
    reader.feed(page)
    yield from _lint(" ".join(reader.seen), book)
    yield from _effects(" ".join(reader.ungraded), book)
    yield from _unsaid(" ".join(reader.fine_print), book)


def lint_words(text: str, book: RuleBook) -> Iterator[Finding]:
    """Look through words that somebody typed for a page of ours: they promise nothing either."""
    yield from _lint(text, book)
    yield from _effects(text, book)


def _texts(block: Block, book: RuleBook) -> Iterator[str]:
    """Give the texts of a block, each of which must stand on its own; not what others say."""
    match block:
        case Quotes():
            return
        case Graded(items):
            yield from (block_text(Graded((item,))) for item in items)
        case Links(items):
            others = {(e.title, e.publisher, e.url) for e in book.sources.values()}
            yield from (" ".join(item) for item in items if item not in others)
        case _:
            yield block_text(block)


def _lint(text: str, book: RuleBook) -> Iterator[Finding]:
    language, words = book.say.language, flat(text)
    # What nobody has translated stands in English, and is searched as such.
    for spoken in dict.fromkeys((language, ENGLISH)):
        for fault in faults(words, book.phrases, language=spoken):
            yield Finding(fault.phrase.id, fault.words, fault.phrase.because)
    for phrase in of_kind(Kind.SHARE, book.phrases, language=language):
        yield from _wrong_shares(words, phrase)
    yield from _without_badges(words, book)


def _effects(text: str, book: RuleBook) -> Iterator[Finding]:
    """Find an effect outside the blocks that carry a grade."""
    for phrase in of_kind(Kind.NEEDS_GRADE, book.phrases, language=book.say.language):
        for fault in matches(flat(text), phrase):
            yield Finding(phrase.id, fault.words, phrase.because)


def _unsaid(text: str, book: RuleBook) -> Iterator[Finding]:
    for phrase in of_kind(Kind.MUST_SAY, book.phrases, language=book.say.language):
        if compiled(phrase.pattern).search(flat(text)) is None:
            yield Finding(phrase.id, "", phrase.because)


def _wrong_shares(text: str, phrase: Phrase) -> Iterator[Finding]:
    """Find a percentage that its counts do not give, at the precision it is printed with."""
    for found in compiled(phrase.pattern).finditer(text):
        count, of = (int(found[name].replace(",", "")) for name in ("count", "of"))
        printed = found["percent"]
        digits = len(printed.partition(".")[2])
        if of == 0 or abs(100 * count / of - float(printed)) > 0.5 * 10**-digits + 1e-9:
            yield Finding(phrase.id, found.group(), phrase.because)


def _without_badges(text: str, book: RuleBook) -> Iterator[Finding]:
    """Find a sentence of the ledger that is said without what its evidence falls short in."""
    for claim in book.claims:
        badges = [book.say(BADGES[each]) for each in badges_of(claim)]
        for found in _places(flat(claim.instead), text) if badges else ():
            after = text[found : found + len(claim.instead) + NEAR]
            if missing := [each for each in badges if each not in after]:
                because = f"It rests on evidence that falls short: {', '.join(missing)}."
                yield Finding("without_a_badge", claim.instead, because)


def _places(words: str, text: str) -> Iterable[int]:
    return (found.start() for found in re.finditer(re.escape(words), text)) if words else ()


class _Reader(HTMLParser):
    """Reads what a reader sees of a page, without what is quoted; and where it stands."""

    NOT_OURS = frozenset(("blockquote", "cite", "a", "style", "title"))

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []
        self.ungraded: list[str] = []
        self.fine_print: list[str] = []
        self.inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "ul" and ("class", "graded") in attrs:
            self.inside.append("graded")
        elif tag in self.NOT_OURS or tag in ("ul", "footer"):
            self.inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.inside and self.inside[-1] in {tag, "graded" if tag == "ul" else tag}:
            self.inside.pop()

    def handle_data(self, data: str) -> None:
        if not data.strip() or not self.NOT_OURS.isdisjoint(self.inside):
            return
        self.seen.append(data.strip())
        if "graded" not in self.inside:
            self.ungraded.append(data.strip())
        if "footer" in self.inside:
            self.fine_print.append(data.strip())
