"""Documents about a case on paper, each beginning on a new page."""

from collections.abc import Sequence
from datetime import datetime

from zusanli.documents.blocks import Document
from zusanli.documents.html import html
from zusanli.exchange.pdf.printing import to_pdf


def paper(documents: Sequence[Document], *, title: str, made_for: datetime) -> bytes:
    """Give the bytes of one PDF with all of them."""
    return to_pdf(html(documents, title=title, made_for=made_for))
