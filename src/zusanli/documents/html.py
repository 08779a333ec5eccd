"""Documents as HTML: nothing but words and what they are; how they look is in a style sheet."""

import unicodedata
from collections.abc import Iterator, Sequence
from datetime import datetime
from html import escape

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
    labelled,
)
from zusanli.documents.drawing import forest, icons

SAFE = ("https://", "http://localhost", "http://127.0.0.1")
"""A page that anybody on the way could change is told and not led to; this machine's own is."""


def html(documents: Sequence[Document], *, title: str, made_for: datetime, style: str = "") -> str:
    """
    Give one page of HTML for documents that are printed one after the other.

    `made_for` is the moment of the case: the time of printing would tell equal documents apart.
    `style` is a style sheet of our own, where the page stands alone.
    """
    body = "\n".join(article(document) for document in documents)
    language = documents[0].language
    return page_of(body, title=title, language=language, made_for=made_for, style=style)


def page_of(body: str, *, title: str, language: str, made_for: datetime, style: str = "") -> str:
    """Give a page of its own for articles that were made before, such as a letter that was kept."""
    return "\n".join(
        (
            f'<!doctype html><html lang="{escape(language)}">',
            '<head><meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{escape(title)}</title>",
            *([f"<style>\n{style}</style>"] if style else []),
            '<meta name="author" content="Zusanli">',
            f'<meta name="dcterms.created" content="{made_for.isoformat(timespec="seconds")}">',
            f'<meta name="dcterms.modified" content="{made_for.isoformat(timespec="seconds")}">',
            "</head><body>",
            body,
            "</body></html>",
        )
    )


def article(document: Document) -> str:
    """Give one document as a part of a page."""
    return "\n".join(_article(document))


def fragment(blocks: Sequence[Block]) -> str:
    """Give blocks alone, for a page that has a title of its own."""
    return "\n".join(line for block in blocks for line in _block(block))


def _article(document: Document) -> Iterator[str]:
    size = "large" if document.large_print else "plain"
    language = escape(document.language)
    yield f'<article class="{size}" lang="{language}" data-kind="{escape(document.kind)}">'
    yield f"<h1>{escape(document.title)}</h1>"
    if document.subtitle:
        yield f'<p class="subtitle">{escape(document.subtitle)}</p>'
    for block in document.blocks:
        yield from _block(block)
    yield "</article>"


def _block(block: Block) -> Iterator[str]:  # noqa: C901, PLR0912 - one case for each kind
    match block:
        case Heading(text):
            yield f"<h2>{escape(text)}</h2>"
        case Paragraph(text):
            yield f"<p>{escape(text)}</p>"
        case Bullets(items):
            yield f"<ul>{''.join(f'<li>{escape(item)}</li>' for item in items)}</ul>"
        case Tips(items, label):
            yield f"<ul>{''.join(_tip(item, label) for item in items)}</ul>"
        case Graded(items):
            yield f'<ul class="graded">{"".join(map(_said, items))}</ul>'
        case Quotes(items):
            yield from (_quote(*item) for item in items)
        case Links(items):
            yield f'<ul class="links">{"".join(_link(*item) for item in items)}</ul>'
        case Signing(lines):
            yield from (f'<p class="sign">{escape(line)}</p>' for line in lines)
        case Facts():
            yield from _facts(block)
        case Table():
            yield from _table(block)
        case Forest():
            yield forest(block)
        case Icons():
            yield icons(block)
        case Notice(title, lines, alarm):
            yield f'<section class="notice{" alarm" if alarm else ""}">'
            yield f"<h2>{escape(title)}</h2>"
            yield from (f"<p>{escape(line)}</p>" for line in lines)
            yield "</section>"
        case FinePrint(lines):
            yield f"<footer>{''.join(f'<p>{escape(line)}</p>' for line in lines)}</footer>"


def _said(said: Said) -> str:
    badges = "".join(f' <span class="badge">[{escape(badge)}]</span>' for badge in said.badges)
    return f"<li>{_bold(said.grade, said.text)}{badges}</li>"


def _quote(words: str, who: str) -> str:
    return (
        # The articles are in English, whatever the document is in.
        f'<blockquote><p lang="en">{escape(words)}</p><p>{escape(who)}</p></blockquote>'
    )


def _link(title: str, publisher: str, address: str) -> str:
    place = escape(address)
    cited = f"<cite>{escape(title)}. {escape(publisher)}.</cite>"
    linked = f'<a href="{place}">{place}</a>'
    return f"<li>{cited}<br>{linked if address.startswith(SAFE) else place}</li>"


def _tip(tip: Tip, label: str) -> str:
    get_help = f"<p>{_bold(label, tip.get_help)}</p>" if tip.get_help else ""
    return f"<li><p>{escape(tip.text)}</p>{get_help}</li>"


def _bold(label: str, text: str) -> str:
    head = labelled(label, "").rstrip()
    return f"<b>{escape(head)}</b>{escape(labelled(label, text).removeprefix(head))}"


def _facts(block: Facts) -> Iterator[str]:
    yield '<section class="facts">'
    if block.of:
        yield f"<h3>{escape(block.of)}</h3>"
    for label, text in block.rows:
        yield f"<p>{_bold(label, text)}</p>"
    yield "</section>"


def _table(block: Table) -> Iterator[str]:
    yield "<table><colgroup>"
    yield from (f'<col style="width: {width}%">' for width in block.widths)
    yield f"</colgroup><thead><tr>{_cells('th', block.head)}</tr></thead><tbody>"
    yield from (f"<tr>{_cells('td', row)}</tr>" for row in block.rows)
    yield "</tbody></table>"


def _cells(kind: str, texts: Sequence[str]) -> str:
    return "".join(f"<{kind}{_language(text)}>{escape(text)}</{kind}>" for text in texts)


def _language(text: str) -> str:
    """Mark a cell of characters, so that it is read aloud as Chinese and not broken in two."""
    return (
        ' lang="zh-Hant" class="characters"'
        if text and all(_is_character(each) for each in text)
        else ""
    )


def _is_character(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith("CJK UNIFIED")
