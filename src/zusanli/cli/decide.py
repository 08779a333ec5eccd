"""`zusanli decide CASE.json`: decide one case."""

import argparse
import json
import sys
from datetime import UTC, datetime
from pathlib import Path

from zusanli.core.case.json_text import MOST_BYTES, parse_json
from zusanli.core.case.reading import read_case
from zusanli.core.decide import Decision, decide
from zusanli.documents.decision_data import decision_data
from zusanli.documents.decision_text import decision_text
from zusanli.errors import InputError
from zusanli.knowledge.store import load
from zusanli.version import ENGINE_VERSION


def run(options: argparse.Namespace) -> int:
    """Print the decision for a file."""
    data = parse_json(read_input(options.case), name=options.case)
    book = load()
    case = read_case(data, book=book, now=datetime.now(UTC))
    print_decision(decide(case=case, book=book, engine=ENGINE_VERSION), options.format)
    return 0


def print_decision(decision: Decision, form: str) -> None:
    """Print a decision as text or JSON."""
    if form == "json":
        print(json.dumps(decision_data(decision), ensure_ascii=False, indent=2))
    else:
        print(decision_text(decision), end="")


def read_input(name: str) -> bytes:
    """
    Read a file, or standard input where the name is `-`.

    Raises:
        InputError: it cannot be read.
    """
    # One byte more than is allowed tells a file that is too large without reading all of it.
    try:
        if name == "-":
            return sys.stdin.buffer.read(MOST_BYTES + 1)
        with Path(name).open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise InputError(name, f"cannot be read: {reason}") from error
