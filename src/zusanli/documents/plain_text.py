"""A document as plain text, from the same blocks that a page or a PDF is made of."""

from collections.abc import Iterable, Iterator, Sequence

from zusanli.documents.blocks import (
    Block,
    Bullets,
    Document,
    Facts,
    FinePrint,
    Forest,
    Graded,
    Heading,
    Icons,
    Links,
    Notice,
    Paragraph,
    Quotes,
    Said,
    Signing,
    Table,
    Tip,
    Tips,
    is_wide,
    labelled,
)
from zusanli.documents.wording import WIDTH
from zusanli.documents.wrapping import wrap

Line = tuple[str, str]
"""A mark, empty for running words, and the words behind it."""
RULE = "_" * 40


def plain_text(document: Document, *, wrapped: bool = True) -> str:
    """
    Lay a document out in lines, the blocks apart from each other.

    Mails are not wrapped: they are read on phones, which break lines where they end themselves.
    """
    head = "\n".join(line for line in (document.title, document.subtitle) if line)
    parts = [block_text(block, wrapped=wrapped) for block in document.blocks]
    return "\n\n".join((head, *(part for part in parts if part))) + "\n"


def block_text(block: Block, *, wrapped: bool = True) -> str:
    """Lay one block out in lines."""
    lines = _lines(block)
    return "\n".join(_wrapped(lines) if wrapped else _running(lines))


def graded_text(said: Said) -> str:
    """Say a graded sentence in one line: how well it is known, the words, what falls short."""
    badges = "".join(f" [{badge}]" for badge in said.badges)
    return labelled(said.grade, f"{said.text}{badges}")


def _wrapped(lines: Iterable[Line]) -> Iterator[str]:
    for mark, text in lines:
        yield from wrap(text, WIDTH, first=_marked(mark), rest="  " if mark else "")


def _running(lines: Iterable[Line]) -> Iterator[str]:
    return (f"{_marked(mark)}{text}" for mark, text in lines if text)


def _marked(mark: str) -> str:
    return f"{mark} " if mark else ""


def _lines(block: Block) -> tuple[Line, ...]:  # noqa: C901, PLR0911, PLR0912 - one case for each kind
    match block:
        case Heading(text):
            return (("", text.upper()),)
        case Paragraph(text):
            return (("", text),)
        case Bullets(items):
            return tuple(("-", item) for item in items)
        case Tips(items, label):
            return tuple(line for tip in items for line in _tip(tip, label))
        case Graded(items):
            return tuple(("-", graded_text(said)) for said in items)
        case Quotes(items):
            return tuple(("-", f'"{words}" ({who})') for words, who in items)
        case Links(items):
            return tuple(line for link in items for line in _link(*link))
        case Signing(lines):
            return tuple(("", labelled(line, RULE)) for line in lines)
        case Facts(rows, of):
            return (("", of), *(("-", labelled(label, text)) for label, text in rows))
        case Table(head, rows):
            return tuple(("-", _row(head, row)) for row in rows)
        case Forest(marks=marks, says=says):
            return (("", says), *(("-", labelled(mark.name, mark.text)) for mark in marks))
        case Icons(says=says):
            return (("-", says),)
        case Notice(title, lines, alarm):
            return (("", title.upper() if alarm else title), *(("", line) for line in lines))
        case FinePrint(lines):
            return tuple(("", line) for line in lines)


def _tip(tip: Tip, label: str) -> Iterator[Line]:
    yield "-", tip.text
    if tip.get_help:
        yield " ", labelled(label, tip.get_help)


def _link(title: str, publisher: str, address: str) -> Iterator[Line]:
    stop = "\u3002" if is_wide(title) else ". "
    yield "-", f"{title}{stop}{publisher}{stop}".rstrip()
    yield " ", address


def _row(head: Sequence[str], row: Sequence[str]) -> str:
    cells = [labelled(name, cell) for name, cell in zip(head, row, strict=True) if cell]
    return ("\uff1b" if is_wide(head[0]) else "; ").join(cells)
