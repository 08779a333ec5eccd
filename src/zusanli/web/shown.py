"""A document as a part of a page, or as a file to print."""

from collections.abc import Iterable
from dataclasses import replace

from django.http import HttpResponse
from django.utils.safestring import SafeString, mark_safe

from zusanli.documents.blocks import Block, Document, Table
from zusanli.documents.html import article, fragment


def shown(document: Document) -> SafeString:
    """Give a document for a template, which need not escape it: our own renderer did each word."""
    page = replace(document, blocks=tuple(_on_screen(each) for each in document.blocks))
    return mark_safe(article(page))  # noqa: S308 - see above


def blocks_shown(blocks: Iterable[Block]) -> SafeString:
    """Give blocks for a template that has a title of its own."""
    return mark_safe(fragment([_on_screen(each) for each in blocks]))  # noqa: S308 - as above


def pdf(printed: bytes, *, name: str) -> HttpResponse:
    """Answer with a PDF that the browser shows, and keeps under a name without anybody's in it."""
    answer = HttpResponse(printed, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return answer


def _on_screen(block: Block) -> Block:
    # Widths are for paper, and a page's policy allows no style within it.
    return replace(block, widths=()) if isinstance(block, Table) else block
