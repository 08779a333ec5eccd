"""`zusanli letter CASE.json` and `zusanli leaflet CASE.json`: one document about one case."""

import argparse
import sys
from collections.abc import Callable
from datetime import UTC, datetime

from zusanli.cli.decide import output_file, read_input
from zusanli.cli.output_file import write_whole
from zusanli.core.case.json_text import parse_json
from zusanli.core.case.reading import read_case
from zusanli.core.decide import Decision, decide
from zusanli.documents.blocks import Document
from zusanli.documents.leaflet import leaflet
from zusanli.documents.letter import letter
from zusanli.documents.plain_text import plain_text
from zusanli.knowledge.store import load
from zusanli.version import ENGINE_VERSION


def run_letter(options: argparse.Namespace) -> int:
    """Print the letter to the patient's doctor."""
    return _run(options, letter)


def run_leaflet(options: argparse.Namespace) -> int:
    """Print the patient's leaflet."""
    return _run(options, leaflet)


def _run(options: argparse.Namespace, make: Callable[[Decision], Document]) -> int:
    file = output_file(options)
    data = parse_json(read_input(options.case), name=options.case)
    book = load()
    case = read_case(data, book=book, now=datetime.now(UTC))
    document = make(decide(case=case, book=book, engine=ENGINE_VERSION))
    if options.format == "pdf":
        from zusanli.exchange.pdf.paper import document_pdf

        made = document_pdf(document, case)
    else:
        made = plain_text(document).encode()
    if file is not None:
        write_whole(file, made)
    else:
        sys.stdout.buffer.write(made)
        sys.stdout.buffer.flush()
    return 0
