"""One document about a case on paper."""

from zusanli.core.case.record import Case
from zusanli.documents.blocks import Document
from zusanli.exchange.pdf.markup import html
from zusanli.exchange.pdf.printing import to_pdf


def document_pdf(document: Document, case: Case) -> bytes:
    """Give the bytes of a PDF."""
    return to_pdf(html((document,), title=document.title, language=case.language, made_for=case.on))
