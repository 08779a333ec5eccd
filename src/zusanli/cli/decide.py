"""`zusanli decide CASE.json`: decide one case."""

import argparse
import errno
import json
import sys
from datetime import UTC, datetime
from pathlib import Path

from zusanli.cli.input_file import read_input
from zusanli.cli.output_file import may_write, write_whole
from zusanli.core.case.json_text import parse_json
from zusanli.core.case.reading import read_case
from zusanli.core.decide import Decision, decide
from zusanli.core.words import ENGLISH
from zusanli.errors import InputError
from zusanli.knowledge.store import load, spoken
from zusanli.version import ENGINE_VERSION


def run(options: argparse.Namespace) -> int:
    """Print the decision for a file, or write it into one."""
    file = output_file(options)
    data = parse_json(read_input(options.case), name=options.case)
    made = _made(data, options.format)
    write(made, file)
    return 0


def write(data: bytes, file: Path | None) -> None:
    """Write into a file, or to standard output."""
    if file is not None:
        write_whole(file, data)
        return
    if sys.stdout is None:
        raise OSError(errno.EBADF, "standard output is closed")
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def decided(data: object, *, language: str | None = None) -> Decision:
    """
    Decide a case, now unless it says when; texts come in `language`, or else in the case's own.

    Raises:
        InputError: it is no case.
    """
    book = load()
    case = read_case(data, book=book, now=datetime.now(UTC))
    book = spoken(book, language or case.language)
    return decide(case=case, book=book, engine=ENGINE_VERSION)


def print_decision(decision: Decision, form: str) -> None:
    """Print a decision as text or JSON."""
    print(_as_text(decision, form), end="")


def _as_text(decision: Decision, form: str) -> str:
    # Each form loads only what it needs.
    if form == "json":
        from zusanli.documents.decision_data import decision_data

        return json.dumps(decision_data(decision), ensure_ascii=False, indent=2) + "\n"
    from zusanli.documents.decision_text import decision_text

    return decision_text(decision)


def _made(data: object, form: str) -> bytes:
    """Make what was asked for: the practitioner's page in English, a patient's in their own."""
    if form == "pdf":
        from zusanli.exchange.pdf.decision import decision_pdf

        return decision_pdf(decided(data, language=ENGLISH), for_patient=decided(data))
    language = ENGLISH if form == "text" else None
    return _as_text(decided(data, language=language), form).encode()


def output_file(options: argparse.Namespace) -> Path | None:
    """
    Name the file to write, before anything is decided.

    Raises:
        InputError: it cannot be written, or a PDF would fill a terminal with its bytes.
    """
    if options.output is not None:
        return may_write(
            "--output", options.output, force=options.force, instead="name another file"
        )
    if options.format == "pdf" and sys.stdout.isatty():
        raise InputError(
            "--format", "a pdf is not for a terminal; add --output FILE, or send it on to a file"
        )
    return None
