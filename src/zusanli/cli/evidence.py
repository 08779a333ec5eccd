"""`zusanli evidence CONDITION`: what is known of needles for it; and `evidence add FILE`."""

import argparse
import json
import re
import sys
from pathlib import Path

from zusanli.cli.decide import output_file, write
from zusanli.cli.documents import printed
from zusanli.cli.input_file import read_input
from zusanli.core.words import ENGLISH
from zusanli.documents.evidence_data import evidence_data
from zusanli.documents.evidence_page import evidence_document, release_month
from zusanli.errors import InputError, close_matches
from zusanli.knowledge.store import load, spoken

ADD = "add"


def run(options: argparse.Namespace) -> int:
    """Print the evidence for one condition, or add to it."""
    if options.condition == ADD:
        return _add(options)
    if options.file is not None or options.dry_run or options.in_spite_of_doubts:
        raise InputError("FILE", "and its options belong to `evidence add`")
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
    document = evidence_document(condition, book)
    write(printed(document, options.format, made_for=release_month(book)), file)
    return 0


def _add(options: argparse.Namespace) -> int:
    """Check new evidence, say what it changes, and put it in force unless that is only tried."""
    if options.file is None:
        raise InputError("FILE", "is missing: name a TOML file of effects and sources")
    from zusanli.knowledge.adding import proposed, put_in_force

    name, text = Path(options.file).name, read_input(options.file)
    if not re.fullmatch(r"[a-z0-9_]+\.toml", name):
        raise InputError("FILE", f"{name!r:.60} is no name such as new_trials.toml")
    proposal = proposed(name, text)
    print(*proposal.changes, sep="\n")
    for doubt in proposal.doubts:
        print(f"doubtful: {name}, {doubt}", file=sys.stderr)
    release = f"release {proposal.release}, {proposal.sha256[:12]}"
    if options.dry_run:
        print(f"{release}: not made, it was only tried")
        return 0
    if proposal.doubts and not options.in_spite_of_doubts:
        raise InputError(name, "has doubtful numbers; mend them, or add --in-spite-of-doubts")
    put_in_force(name, text, proposal)
    print(f"{release}: in force; decisions that were made keep theirs")
    return 0
