"""`zusanli claims`: what the articles claim, and how it stands."""

import argparse
import json
from collections.abc import Sequence

from zusanli.core.claims.claim import Claim, Verdict
from zusanli.documents.claim_card import claim_data, claim_text
from zusanli.documents.decision_data import REVIEW
from zusanli.errors import InputError
from zusanli.knowledge.store import load


def run(options: argparse.Namespace) -> int:
    """Print the claims that were asked for."""
    book = load()
    wanted = chosen(book.claims, article=options.article, verdict=options.verdict)
    if options.format == "json":
        data = [claim_data(each, book) for each in wanted]
        print(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        for claim in wanted:
            print("\n".join(claim_text(claim, book)), end="\n\n")
        print(f"{len(wanted)} claims. Content {REVIEW}.")
    return 0


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
