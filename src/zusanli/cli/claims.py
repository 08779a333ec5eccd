"""`zusanli claims` and `zusanli faq`: what was claimed, how it stands, and what is answered."""

import argparse
import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from zusanli.cli.decide import output_file, write
from zusanli.cli.documents import printed
from zusanli.core.claims.claim import Claim, Verdict
from zusanli.core.rulebook import RuleBook
from zusanli.core.words import ENGLISH
from zusanli.documents.blocks import Document
from zusanli.documents.claim_card import claim_cards, claim_rows
from zusanli.documents.faq import faq, question_data
from zusanli.errors import InputError
from zusanli.knowledge.store import load, spoken


def run(options: argparse.Namespace) -> int:
    """Print the claims that were asked for."""
    file = output_file(options)
    book = spoken(load(), options.language or ENGLISH)
    wanted = chosen(book.claims, article=options.article, verdict=options.verdict)
    rows = [row for each in wanted for row in claim_rows(each, book)]
    _write(book, claim_cards(wanted, book), rows, options, file)
    return 0


def run_faq(options: argparse.Namespace) -> int:
    """Print the questions with their answers."""
    file = output_file(options)
    book = spoken(load(), options.language or ENGLISH)
    _write(book, faq(book), [question_data(each) for each in book.questions], options, file)
    return 0


def _write(
    book: RuleBook,
    document: Document,
    rows: list[dict[str, object]],
    options: argparse.Namespace,
    file: Path | None,
) -> None:
    if options.format == "json":
        write((json.dumps(rows, ensure_ascii=False, indent=2) + "\n").encode(), file)
    else:
        write(printed(document, options.format, made_for=_made_for(book)), file)


def _made_for(book: RuleBook) -> datetime:
    """Give the month of the release: the time of printing would tell equal papers apart."""
    return datetime.strptime(f"{book.release}+0000", "%Y.%m%z")


def chosen(
    claims: Sequence[Claim], *, article: str | None, verdict: str | None
) -> tuple[Claim, ...]:
    """
    Give the claims of an article, or with a verdict, or all.

    Raises:
        InputError: no article or verdict is called so.
    """
    articles = sorted({quote.article for each in claims for quote in each.quotes})
    if article is not None and article not in articles:
        raise InputError("--article", f"{article!r:.40} is none of {', '.join(articles)}")
    if verdict is not None and verdict not in list(Verdict):
        raise InputError("--verdict", f"{verdict!r:.40} is none of {', '.join(Verdict)}")
    return tuple(
        each
        for each in claims
        if (article is None or any(quote.article == article for quote in each.quotes))
        and (verdict is None or each.verdict == verdict)
    )
