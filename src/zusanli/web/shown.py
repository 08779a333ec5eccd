"""A document as a part of a page."""

from collections.abc import Iterable
from dataclasses import replace

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


def _on_screen(block: Block) -> Block:
    # Widths are for paper, and a page's policy allows no style within it.
    return replace(block, widths=()) if isinstance(block, Table) else block
