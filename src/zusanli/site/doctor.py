"""`zusanli doctor`: say how the set-up is and what to do. It changes nothing."""

import argparse
import json
import os
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, datetime

from zusanli.site.checking.values import Checked, How, worst
from zusanli.site.checking.whole import check

WIDTH = 88


def run(options: argparse.Namespace) -> int:
    """Print what was found; exit with 1 if something is wrong."""
    found = check(os.environ, now=datetime.now(UTC))
    right = worst(found) is not How.WRONG
    if options.format == "json":
        told = {"ok": right, "checks": [asdict(each) for each in found]}
        print(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        print(*lines(found), "", _in_all(found), sep="\n")
    return 0 if right else 1


def lines(found: Sequence[Checked]) -> Iterator[str]:
    """Write a table for people: how it is, what it is, and below what is not fine what to do."""
    broad = max(len(each.what) for each in found)
    for each in found:
        how = each.how.upper() if each.how is How.WRONG else each.how
        start = f"{how:<7}  {each.what:<{broad}}  "
        yield from _wrapped(start, each.says)
        if each.to_do:
            yield from _wrapped(" " * len(start) + "-> ", each.to_do)


def _wrapped(start: str, text: str) -> list[str]:
    # A command or a file's name stays whole, so that it can be copied.
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=start,
        subsequent_indent=" " * len(start),
        break_long_words=False,
        break_on_hyphens=False,
    )


def _in_all(found: Sequence[Checked]) -> str:
    many = {how: sum(each.how is how for each in found) for how in How}
    if many[How.WRONG]:
        return f"Wrong: {many[How.WRONG]}. The clinic does not start before that is put right."
    if many[How.WARNING]:
        return f"The clinic can start. To be looked at: {many[How.WARNING]}."
    return "Everything is fine."
