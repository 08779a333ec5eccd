"""
Walk the log from its beginning: `python -m zusanli.site verify_log`.

It prints the anchor of the last entry. Keep that line somewhere else, and give it to `--anchor` the
next time: entries that were cut off the end are found by it, and by nothing else.
"""

import argparse
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from zusanli.clinic.audit.chain import Anchor
from zusanli.clinic.audit.verifying import Verdict, verify

BROKEN = 1


def anchor(typed: str) -> Anchor:
    """
    Read an anchor.

    Raises:
        ArgumentTypeError: it is none.
    """
    try:
        return Anchor.read(typed)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


class Command(BaseCommand):
    """Says whether the log is whole; the exit code is 1 when it is not."""

    help = "Walk the log from its beginning, and say whether it is whole."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take an anchor."""
        parser.add_argument(
            "--anchor", type=anchor, help="what this command printed earlier, such as 120:9f8e..."
        )

    def handle(self, *_args: object, **options: Any) -> None:  # noqa: ANN401 - as Django calls it
        """Verify, and print."""
        verdict = verify(anchor=options["anchor"])
        for line in lines(verdict):
            self.stdout.write(line)
        if not verdict.is_whole:
            sys.exit(BROKEN)


def lines(verdict: Verdict) -> list[str]:
    """Tell what was found."""
    walk = verdict.walk
    if walk.broken is None:
        said = [f"The log is whole up to number {walk.last}."]
    else:
        said = [f"The log is broken at number {walk.broken}: {walk.because}."]
        said.append(f"It is whole up to number {walk.last}.")
    said.append(f"Anchor: {walk.last}:{walk.head}")
    if verdict.unsealed:
        said.append(f"Changes not yet in the chain: {verdict.unsealed}")
    said += [f"A trigger is missing: {each}" for each in verdict.unguarded]
    if verdict.unguarded:
        said.append("Put the triggers up again: python -m zusanli.site migrate")
    if verdict.half_erased:
        said.append(
            f"{verdict.half_erased} people are in the books for whom a tombstone stands: "
            "zusanli erased --apply FILE, or find out who laid it"
        )
    return said
