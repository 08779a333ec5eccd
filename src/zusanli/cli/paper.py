"""`zusanli letter CASE.json` and `zusanli leaflet CASE.json`: one document about one case."""

import argparse
import sys
from collections.abc import Callable

from zusanli.cli.decide import decide_file, output_file
from zusanli.cli.output_file import write_whole
from zusanli.core.decide import Decision
from zusanli.documents.blocks import Document
from zusanli.documents.leaflet import leaflet
from zusanli.documents.letter import letter
from zusanli.documents.plain_text import plain_text


def run_letter(options: argparse.Namespace) -> int:
    """Print the letter to the patient's doctor."""
    return _run(options, letter)


def run_leaflet(options: argparse.Namespace) -> int:
    """Print the patient's leaflet."""
    return _run(options, leaflet)


def _run(options: argparse.Namespace, make: Callable[[Decision], Document]) -> int:
    file = output_file(options)
    decision = decide_file(options.case)
    document = make(decision)
    if options.format == "pdf":
        from zusanli.exchange.pdf.paper import paper

        made = paper((document,), title=document.title, case=decision.case)
    else:
        made = plain_text(document).encode()
    if file is not None:
        write_whole(file, made)
    else:
        sys.stdout.buffer.write(made)
        sys.stdout.buffer.flush()
    return 0
