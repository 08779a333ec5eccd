"""Documents about a case on paper, each beginning on a new page."""

from collections.abc import Sequence

from zusanli.core.case.record import Case
from zusanli.documents.blocks import Document
from zusanli.exchange.pdf.markup import html
from zusanli.exchange.pdf.printing import to_pdf


def paper(documents: Sequence[Document], *, title: str, case: Case) -> bytes:
    """Give the bytes of one PDF with all of them."""
    return to_pdf(html(documents, title=title, language=case.language, made_for=case.on))
