"""
What can be looked for: each public page with its names and texts, in all languages at once.

Who reads Japanese types English names and the other way round, so one index holds every language.
"""

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files

from zusanli.clinic.books import rule_book
from zusanli.core.findings import AskedOf
from zusanli.core.rulebook import RuleBook
from zusanli.core.words import LANGUAGES, noop
from zusanli.documents.danger_page import signs_of
from zusanli.documents.numb_feet import CAUSES_ARE
from zusanli.web.public.kinds import Kind

NAME, ALIAS, SIGN, TEXT = 1.0, 0.95, 0.8, 0.45
"""How much a line of a page counts: what it is called, is also called, is told by, and says."""
NUMB_FEET = "numb-feet"
PRACTITIONERS = "practitioners"
WRITE = "contact"
CLINIC = "clinic"
OF_NUMB_FEET = ("numb_feet", "tingling")
"""Complaints that the page about numb feet is for."""
OURS = {
    NUMB_FEET: noop("Numb feet and nerve damage (neuropathy)"),
    PRACTITIONERS: noop("Find a practitioner"),
    CLINIC: noop("Our clinic: where and when"),
    WRITE: noop("Write to us"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """Words of a page, and how much they count."""

    text: str
    weight: float


@dataclass(frozen=True, slots=True)
class Page:
    """A page, or a part of one: its kind, its id among that kind, and what it says."""

    kind: Kind
    id: str
    lines: tuple[Line, ...]


def pages() -> tuple[Page, ...]:
    """Give every page that can be looked for."""
    books = [rule_book(each) for each in LANGUAGES]
    called = lay_words()
    return tuple(
        replace(each, lines=(*each.lines, *called.get((each.kind, each.id), ())))
        for each in _pages(books)
    )


def lay_words() -> Mapping[tuple[str, str], list[Line]]:
    """
    Give what people call things who do not know the names, by kind and id of the page.

    They are ours: basis = "proposed". A name leads to a page and clears nobody.
    """
    found: dict[tuple[str, str], list[Line]] = defaultdict(list)
    with (files(__package__) / "lay_words.csv").open(encoding="utf-8") as file:
        for each in csv.DictReader(file):
            found[each["kind"], each["id"]].append(Line(each["words"], NAME))
    return found


def _pages(books: Sequence[RuleBook]) -> Iterator[Page]:
    for part in (
        _dangers,
        _conditions,
        _points,
        _questions,
        _claims,
        _contradictions,
        _misprints,
        _words,
        _ours,
    ):
        yield from part(books)


def title_of(page: Page, book: RuleBook) -> str:  # noqa: PLR0911 - one line for each kind
    """Say what a page is called in the language of a book."""
    match page.kind:
        case Kind.DANGER:
            return next(each.title for each in book.flags if each.id == page.id)
        case Kind.CONDITION:
            return book.conditions[page.id].name
        case Kind.POINT:
            point = book.points[page.id]
            return f"{point.code} {point.pinyin} {point.hanzi}"
        case Kind.QUESTION:
            return next(each.plainly for each in book.questions if each.id == page.id)
        case Kind.CLAIM:
            return next(each.quotes[0].says for each in book.claims if each.id == page.id)
        case Kind.CONTRADICTION:
            return next(each.because for each in book.contradictions if each.id == page.id)
        case Kind.MISPRINT:
            return book.say(next(e.printed for e in book.misprints if e.id == page.id))
        case Kind.WORD:
            return next(each.name for each in book.terms if each.id == page.id)
        case Kind.OURS:
            return book.say(OURS[page.id])


def _lines(weight: float, *texts: str) -> Iterator[Line]:
    yield from (Line(each, weight) for each in texts if each)


def _dangers(books: Sequence[RuleBook]) -> Iterator[Page]:
    for flags in zip(*(each.flags for each in books), strict=True):
        lines: list[Line] = []
        for flag, book in zip(flags, books, strict=True):
            signs = signs_of(flag, book)
            lines += _lines(NAME, flag.title)
            for each in signs:
                noticed = each.asked_of is AskedOf.PATIENT
                lines += _lines(SIGN if noticed else TEXT, each.label)
            lines += _lines(TEXT, *(each.text for each in signs), flag.action)
        yield Page(Kind.DANGER, flags[0].id, tuple(lines))


def _conditions(books: Sequence[RuleBook]) -> Iterator[Page]:
    for id_, english in books[0].conditions.items():
        lines = list(_lines(ALIAS, *english.also))
        for book in books:
            lines += _lines(NAME, *_names(book.conditions[id_].name))
            lines += _lines(TEXT, *(book.complaints[each].label for each in english.complaints))
        yield Page(Kind.CONDITION, id_, tuple(lines))


def _points(books: Sequence[RuleBook]) -> Iterator[Page]:
    for point in books[0].points.values():
        place = point.placing.place if point.placing else ""
        lines = (*_lines(NAME, *point.names), *_lines(TEXT, place))
        yield Page(Kind.POINT, point.code, lines)


def _questions(books: Sequence[RuleBook]) -> Iterator[Page]:
    for asked in zip(*(each.questions for each in books), strict=True):
        lines = [*_lines(ALIAS, asked[0].id.replace("_", " "))]
        for each in asked:
            lines += _lines(NAME, each.plainly, each.asks)
            lines += _lines(TEXT, each.answer, *(one.instead for one in each.claims))
        yield Page(Kind.QUESTION, asked[0].id, tuple(lines))


def _claims(books: Sequence[RuleBook]) -> Iterator[Page]:
    for claims in zip(*(each.claims for each in books), strict=True):
        lines = [*_lines(ALIAS, *(each.says for each in claims[0].quotes))]
        for each in claims:
            lines += _lines(TEXT, each.because, each.instead)
        yield Page(Kind.CLAIM, claims[0].id, tuple(lines))


def _contradictions(books: Sequence[RuleBook]) -> Iterator[Page]:
    for found in zip(*(each.contradictions for each in books), strict=True):
        lines = [
            *_lines(ALIAS, found[0].id.replace("_", " ")),
            *_lines(TEXT, *(each.says for each in found[0].passages)),
            *_lines(SIGN, *(each.because for each in found)),
        ]
        yield Page(Kind.CONTRADICTION, found[0].id, tuple(lines))


def _misprints(books: Sequence[RuleBook]) -> Iterator[Page]:
    for found in zip(*(each.misprints for each in books), strict=True):
        source = books[0].sources[found[0].source]
        lines = [
            *_lines(NAME, found[0].printed),
            *_lines(SIGN, *(each.because for each in found)),
            *_lines(TEXT, source.title),
        ]
        yield Page(Kind.MISPRINT, found[0].id, tuple(lines))


def _words(books: Sequence[RuleBook]) -> Iterator[Page]:
    for terms in zip(*(each.terms for each in books), strict=True):
        lines: list[Line] = []
        for each in terms:
            lines += _lines(NAME, *_names(each.name))
            lines += _lines(TEXT, each.says)
        yield Page(Kind.WORD, terms[0].id, tuple(lines))


def _ours(books: Sequence[RuleBook]) -> Iterator[Page]:
    for id_, name in OURS.items():
        lines = list(_lines(NAME, *(each.say(name) for each in books)))
        if id_ == NUMB_FEET:
            for book in books:
                lines += _lines(NAME, *(book.complaints[each].label for each in OF_NUMB_FEET))
                lines += _lines(TEXT, book.say(CAUSES_ARE))
        yield Page(Kind.OURS, id_, tuple(lines))


def _names(name: str) -> tuple[str, ...]:
    """Give a name, and what stands before and within its brackets, each for itself."""
    before, _, within = name.replace("\uff08", "(").replace("\uff09", ")").partition("(")
    parts = (name, before.strip(), within.rstrip(")").strip())
    return tuple(dict.fromkeys(each for each in parts if each))
