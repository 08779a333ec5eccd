"""`zusanli verify`: check the whole knowledge base, and say what was counted."""

import argparse
import hashlib
import json

from zusanli.knowledge.compiler import compile_kb
from zusanli.knowledge.store import KB, to_bytes
from zusanli.knowledge.verify import Report, verify

PLURALS = {"country": "countries"}


def run(options: argparse.Namespace) -> int:
    """Print the report; exit with 1 if there is a problem."""
    compiled = compile_kb(KB)
    report = verify(compiled, KB)
    sha256 = hashlib.sha256(to_bytes(compiled.document)).hexdigest()
    release = compiled.document["release"]
    if options.format == "json":
        print(json.dumps(_data(report, release, sha256), ensure_ascii=False, indent=2))
    else:
        print(*_lines(report, release, sha256), sep="\n")
    return 1 if report.problems else 0


def _data(report: Report, release: str, sha256: str) -> dict[str, object]:
    return {
        "ok": not report.problems,
        "release": release,
        "sha256": sha256,
        "counts": report.counts,
        "covers": report.covers,
        "declined": report.declined,
        "proposed": report.proposed,
        "untranslated": report.untranslated,
        "problems": report.problems,
    }


def _lines(report: Report, release: str, sha256: str) -> list[str]:
    counted = ", ".join(
        f"{count} {PLURALS.get(table) or table.replace('_', ' ') + 's'}"
        for table, count in report.counts.items()
    )
    met = sum(bool(by) for by in report.covers.values())
    return [
        f"{'ok' if not report.problems else 'NOT OK'}: release {release}, {sha256[:12]}",
        f"counted: {counted}",
        f"rows covered: {met} of {len(report.covers)}; declined: {len(report.declined)}",
        *(f"  {row} declined: {reason}" for row, reason in report.declined.items()),
        f"proposed, without a source that gives the rule itself: {report.proposed}",
        "shown in English, since nobody has translated it: "
        + ", ".join(f"{language} {count}" for language, count in report.untranslated.items()),
        *(f"problem: {problem}" for problem in report.problems),
    ]
