"""Shares: a count of so many, as a percentage that is computed and never copied."""

Counts = tuple[tuple[int, int], ...]
"""Pairs of a count and of how many."""


def percentages(counts: Counts) -> tuple[float, ...]:
    """Give each count as a percentage of how many there are."""
    return tuple(100 * count / of for count, of in counts)
