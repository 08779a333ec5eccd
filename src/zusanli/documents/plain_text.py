"""A document as plain text, from the same blocks that a page or a PDF is made of."""

import textwrap
from collections.abc import Iterable, Iterator, Sequence

from zusanli.documents.blocks import (
    Block,
    Bullets,
    Document,
    Facts,
    FinePrint,
    Heading,
    Notice,
    Paragraph,
    Table,
    Tip,
    Tips,
)
from zusanli.documents.wording import WIDTH

Line = tuple[str, str]
"""A mark, empty for running words, and the words behind it."""


def plain_text(document: Document) -> str:
    """Lay a document out in lines, the blocks apart from each other."""
    head = f"{document.title}\n{document.subtitle}"
    parts = ["\n".join(_wrapped(_lines(block))) for block in document.blocks]
    return "\n\n".join((head, *(part for part in parts if part))) + "\n"


def _wrapped(lines: Iterable[Line]) -> Iterator[str]:
    for mark, text in lines:
        first, rest = (f"{mark} ", "  ") if mark else ("", "")
        yield from textwrap.wrap(text, WIDTH, initial_indent=first, subsequent_indent=rest)


def _lines(block: Block) -> tuple[Line, ...]:  # noqa: PLR0911 - one case for each kind
    match block:
        case Heading(text):
            return (("", text.upper()),)
        case Paragraph(text):
            return (("", text),)
        case Bullets(items):
            return tuple(("-", item) for item in items)
        case Tips(items):
            return tuple(line for tip in items for line in _tip(tip))
        case Facts(rows, of):
            return (("", of), *(("-", f"{label}: {text}") for label, text in rows))
        case Table(head, rows):
            return tuple(("-", _row(head, row)) for row in rows)
        case Notice(title, lines, alarm):
            return (("", title.upper() if alarm else title), *(("", line) for line in lines))
        case FinePrint(lines):
            return tuple(("", line) for line in lines)


def _tip(tip: Tip) -> Iterator[Line]:
    yield "-", tip.text
    if tip.get_help:
        yield " ", f"Get help: {tip.get_help}"


def _row(head: Sequence[str], row: Sequence[str]) -> str:
    return "; ".join(f"{name}: {cell}" for name, cell in zip(head, row, strict=True) if cell)
