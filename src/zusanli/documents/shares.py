"""Counts in the words that people understand best: so many of a round number."""

from zusanli.core.claims.shares import Counts, percentages
from zusanli.core.words import Words

ROUND = (10, 100, 1_000, 10_000, 100_000, 1_000_000)


def natural_frequency(count: int, of: int) -> tuple[str, str]:
    """
    Give a share as so many of the smallest round number that leaves at least one.

    Raises:
        ZeroDivisionError: there is nobody to be one of.
    """
    share = count / of
    people = next((each for each in ROUND if share * each >= 1), ROUND[-1])
    return f"{share * people:,.0f}", f"{people:,}"


def shares_text(counts: Counts, say: Words) -> str:
    """Say counts with the share that they give, computed."""
    shares = zip(counts, percentages(counts), strict=True)
    return say.listed(
        say("{count} of {of} is {share} %", count=f"{count:,}", of=f"{of:,}", share=f"{share:.2g}")
        for (count, of), share in shares
    )
