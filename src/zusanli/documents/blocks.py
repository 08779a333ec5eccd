"""
What a document is made of, whatever it is shown on: a PDF, a page or a mail.

A block holds words and says what they are, never how they look. So one renderer serves every
document, and one reader can look through them all for what must not be said.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Heading:
    """What follows, in a few words. The title of the document stands apart from these."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running words."""

    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list without an order."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tip:
    """What to do, and the signs that ask for help meanwhile, empty if there are none."""

    text: str
    get_help: str


@dataclass(frozen=True, slots=True)
class Tips:
    """Several tips, each kept together. `label` stands before the signs that ask for help."""

    items: tuple[Tip, ...]
    label: str


@dataclass(frozen=True, slots=True)
class Said:
    """What is known of an effect: how well, the words, and in what the evidence falls short."""

    grade: str
    text: str
    badges: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Graded:
    """Sentences from the ledger. Nothing about an effect is said in any other block."""

    items: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Quotes:
    """What somebody else says, word for word, and who; never our own words."""

    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Links:
    """Pages to read: the title, who publishes it, and the address."""

    items: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Signing:
    """Lines to sign on: what each is for."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Lines of a label and what it says. `of` is the thing they are about, empty if plain."""

    rows: tuple[tuple[str, str], ...]
    of: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Columns under their names. Where `widths` are given they are per cent of the line."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """An effect on a line of its own: where it lies, its interval, and both in words."""

    name: str
    value: float
    low: float
    high: float
    text: str
    pooled: bool = False


@dataclass(frozen=True, slots=True)
class Forest:
    """
    Effects of one unit below each other, `as_ratio` on a scale of ratios.

    `says` is what the whole shows, for those who do not see it; `nothing` names the line of no
    difference, `better` what does better to its left and to its right.
    """

    marks: tuple[Mark, ...]
    as_ratio: bool
    says: str
    nothing: str
    better: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Icons:
    """A hundred people, of whom so many are filled in; `says` is the same in words."""

    filled: int
    says: str


@dataclass(frozen=True, slots=True)
class Notice:
    """What must be seen first. `alarm` sets it apart from one that is good to know."""

    title: str
    lines: tuple[str, ...]
    alarm: bool = False


@dataclass(frozen=True, slots=True)
class FinePrint:
    """What the document is, who made it and what it is not; at its end."""

    lines: tuple[str, ...]


Block: TypeAlias = (
    Heading
    | Paragraph
    | Bullets
    | Tips
    | Graded
    | Quotes
    | Links
    | Signing
    | Facts
    | Table
    | Forest
    | Icons
    | Notice
    | FinePrint
)


@dataclass(frozen=True, slots=True)
class Document:
    """One document for one reader, in one language. `kind` names it in each page's margin."""

    language: str
    kind: str
    title: str
    subtitle: str
    large_print: bool
    blocks: tuple[Block, ...]


def labelled(label: str, text: str) -> str:
    """Put a label before a text, with the colon of its writing."""
    colon = "\uff1a" if is_wide(label) else ": "
    return f"{label}{colon}{text}"


def is_wide(label: str) -> bool:
    """Whether a label ends in the wide characters of Chinese or Japanese."""
    return unicodedata.east_asian_width(label[-1:] or " ") in "WF"


def facts(rows: Sequence[tuple[str, str]], *, of: str = "") -> Facts:
    """Leave out the labels that have nothing to say."""
    return Facts(tuple((label, text) for label, text in rows if text), of)
