"""Commands that write a document: about a case, about a visit, or from the ledger."""

import argparse
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.resources import files

from zusanli.cli.decide import decided, output_file, write
from zusanli.cli.input_file import read_input
from zusanli.core.case.json_text import parse_json
from zusanli.core.case.plain import a_whole_object
from zusanli.core.decide import Decision
from zusanli.core.visit.reading import read_visit
from zusanli.documents.blocks import Document
from zusanli.documents.consent import consent
from zusanli.documents.leaflet import leaflet
from zusanli.documents.letter import letter
from zusanli.documents.plain_text import plain_text
from zusanli.documents.visit_summary import visit_summary
from zusanli.errors import InputError

ABOUT_A_CASE: dict[str, Callable[[Decision], Document]] = {
    "letter": letter,
    "leaflet": leaflet,
    "consent": consent,
}


def run_about_case(options: argparse.Namespace) -> int:
    """Print the document about a case that the command is called after."""
    file = output_file(options)
    data = parse_json(read_input(options.case), name=options.case)
    decision = decided(data, language=options.language)
    document = ABOUT_A_CASE[options.name](decision)
    write(printed(document, options.format, made_for=decision.case.on), file)
    return 0


def run_summary(options: argparse.Namespace) -> int:
    """Print what a patient takes home from a visit: {"visit": ..., "case": ...}."""
    file = output_file(options)
    data = parse_json(read_input(options.case), name=options.case)
    parts = a_whole_object(data, options.case, ("visit", "case"))
    decision = decided(parts["case"], language=options.language)
    visit = read_visit(parts["visit"], book=decision.book, now=datetime.now(UTC))
    if decision.case.on.date() != visit.on.date():
        raise InputError("case.on", f"{decision.case.on.date()} is not the day of the visit")
    document = visit_summary(visit, decision)
    write(printed(document, options.format, made_for=visit.on), file)
    return 0


def printed(document: Document, form: str, *, made_for: datetime) -> bytes:
    """Give a document as text, as a page of its own, or on paper."""
    if form == "pdf":
        from zusanli.exchange.pdf.paper import paper

        return paper((document,), title=document.title, made_for=made_for)
    if form == "html":
        from zusanli.documents.html import html

        style = (files("zusanli.documents") / "page.css").read_text(encoding="utf-8")
        page = html((document,), title=document.title, made_for=made_for, style=style)
        return f"{page}\n".encode()
    return plain_text(document).encode()
