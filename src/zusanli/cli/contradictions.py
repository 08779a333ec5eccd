"""`zusanli contradictions`: where the articles contradict each other, and misprinted numbers."""

import argparse
import json
from collections.abc import Iterator
from dataclasses import asdict

from zusanli.core.claims.contradiction import Contradiction, Misprint
from zusanli.core.rulebook import RuleBook
from zusanli.documents.decision_data import REVIEW
from zusanli.documents.shares import shares_text
from zusanli.documents.wording import wrapped
from zusanli.knowledge.store import load


def run(options: argparse.Namespace) -> int:
    """Print all of them."""
    book = load()
    if options.format == "json":
        print(json.dumps(_data(book), ensure_ascii=False, indent=2))
        return 0
    for contradiction in book.contradictions:
        print("\n".join(_contradiction(contradiction)), end="\n\n")
    for misprint in book.misprints:
        print("\n".join(_misprint(misprint, book)), end="\n\n")
    print(
        f"{len(book.contradictions)} contradictions, {len(book.misprints)} numbers that were "
        f"printed wrong. Content {REVIEW}."
    )
    return 0


def _contradiction(each: Contradiction) -> Iterator[str]:
    where = "inside one article" if each.within_one else "between articles"
    yield f"{where.upper()}  [{each.id}]"
    for passage in each.passages:
        yield from wrapped("says", f'{passage.article}, line {passage.line}: "{passage.says}"')
    yield from wrapped("differ", each.because)


def _misprint(each: Misprint, book: RuleBook) -> Iterator[str]:
    yield f"PRINTED WRONG  [{each.id}]"
    yield from wrapped("source", f"{book.sources[each.source].title}")
    yield from wrapped("printed", each.printed)
    yield from wrapped("computed", shares_text(each.counts, book.say))
    yield from wrapped("because", each.because)


def _data(book: RuleBook) -> dict[str, object]:
    return {
        "contradictions": [
            {**asdict(each), "within_one": each.within_one} for each in book.contradictions
        ],
        "misprints": [
            {**asdict(each), "shares_percent": [round(share, 4) for share in each.shares]}
            for each in book.misprints
        ],
    }
