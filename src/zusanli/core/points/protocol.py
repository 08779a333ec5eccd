"""Prescriptions as they were published, conditions, and what an article or the tradition names."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Protocol:
    """
    A published prescription.

    Only trials are counted: lists of reviews, textbooks and registrations repeat each other.
    `conditions` are ours; `points` is empty where the report names none.
    """

    id: str
    author: str
    year: str
    conditions: tuple[str, ...]
    is_trial: bool
    points: tuple[str, ...]
    source: str
    excluded_because: str


@dataclass(frozen=True, slots=True)
class Use:
    """How many trials of those that name points used a point, and how many name none."""

    trials: int
    of: int
    silent: int


class TrialUse:
    """The trials for a set of conditions, and how often each point stands in them."""

    def __init__(self, protocols: tuple[Protocol, ...], conditions: frozenset[str]) -> None:
        trials = [
            each
            for each in protocols
            if each.is_trial
            and not each.excluded_because
            and not conditions.isdisjoint(each.conditions)
        ]
        self.naming = [each for each in trials if each.points]
        self.silent = len(trials) - len(self.naming)

    def of(self, code: str) -> Use:
        """Count the trials that used a point."""
        used = sum(code in each.points for each in self.naming)
        return Use(trials=used, of=len(self.naming), silent=self.silent)

    def codes(self) -> tuple[str, ...]:
        """Every point that any of them used, in the order of first mention."""
        return tuple(dict.fromkeys(code for each in self.naming for code in each.points))
