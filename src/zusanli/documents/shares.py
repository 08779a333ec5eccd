"""Counts in the words that people understand best: so many of a round number."""

from zusanli.core.claims.shares import Counts, percentages
from zusanli.core.words import Words

MOST_OFF = 0.1
ALMOST_ALL = 99.5
ROUND = (10, 100, 1_000, 10_000, 100_000, 1_000_000)


def natural_frequency(count: int, of: int) -> tuple[str, str]:
    """
    Give a share as so many of the smallest round number that tells it well, or as it was counted.

    Raises:
        ZeroDivisionError: there is nobody to be one of.
    """
    share = count / of
    for people in ROUND:
        told = round(share * people)
        # "2 of 10" for 15 of 100 would be a third too much, and "10 of 10" is not 995 of 1,000.
        if (
            told
            and abs(told - share * people) <= MOST_OFF * told
            and (told < people or count == of)
        ):
            return f"{told:,}", f"{people:,}"
    return f"{count:,}", f"{of:,}"


def shares_text(counts: Counts, say: Words) -> str:
    """Say counts with the share that they give, computed."""
    shares = zip(counts, percentages(counts), strict=True)
    return say.listed(
        say(
            "{count} of {of} is {share} %",
            count=f"{count:,}",
            of=f"{of:,}",
            share=f"{share:.2g}" if share < ALMOST_ALL else f"{share:.4g}",
        )
        for (count, of), share in shares
    )
