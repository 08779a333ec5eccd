"""One small wrong change, and whether anything notices it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Mutant:
    """
    Something of the knowledge base made wrong, and how.

    `noticed` tells whether an example beside it comes out otherwise than it says. `apart` looks for
    a case in which it differs from what is right, and says it; None proves that there is none.
    """

    change: str
    noticed: Callable[[], bool]
    apart: Callable[[], str | None]


@dataclass(frozen=True)
class Subject:
    """What is made wrong in every small way, one after the other."""

    kind: str
    id: str
    mutants: Callable[[], Iterator[Mutant]]


def moved(cut: float) -> list[float]:
    """Give the numbers next to a number: one away, and where it is not whole a tenth away too."""
    steps = [1.0] if cut == int(cut) else [1.0, 0.1]
    near = [cut + sign * step for step in steps for sign in (-1, 1)]
    return [int(each) if each == int(each) else round(each, 6) for each in near]


def not_told(what: str) -> Callable[[], str]:
    """Say of a mutant that no search is made: examples alone decide."""
    return lambda: f"no example beside {what} tells it apart"
