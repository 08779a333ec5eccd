"""`zusanli evidence CONDITION`: what is known of needles for it, against what, and how surely."""

import argparse
import json
from datetime import datetime

from zusanli.cli.decide import output_file, write
from zusanli.cli.documents import printed
from zusanli.core.words import ENGLISH
from zusanli.documents.evidence_data import evidence_data
from zusanli.documents.evidence_page import evidence_document
from zusanli.errors import InputError, close_matches
from zusanli.knowledge.store import load, spoken


def run(options: argparse.Namespace) -> int:
    """Print the evidence for one condition."""
    file = output_file(options)
    book = spoken(load(), options.language or ENGLISH)
    condition = book.conditions.get(options.condition)
    if condition is None:
        near = close_matches(options.condition, list(book.conditions))
        raise InputError("CONDITION", f"{options.condition!r:.40} is no condition{near}")
    if options.format == "json":
        data = json.dumps(evidence_data(condition, book), ensure_ascii=False, indent=2)
        write(f"{data}\n".encode(), file)
        return 0
    # The month of the release: the time of printing would tell equal papers apart.
    month = datetime.strptime(f"{book.release}+0000", "%Y.%m%z")
    write(printed(evidence_document(condition, book), options.format, made_for=month), file)
    return 0
