"""Where published sentences contradict each other, and numbers that were printed wrong."""

from dataclasses import dataclass

from zusanli.core.claims.shares import Counts, percentages


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of an article, as they stand in one of its lines."""

    article: str
    line: int
    says: str


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Passages that cannot all be so. `because` says in what they differ, and what holds here."""

    id: str
    passages: tuple[Passage, ...]
    because: str

    @property
    def within_one(self) -> bool:
        """Whether one article contradicts itself, and not another."""
        return len({each.article for each in self.passages}) == 1


@dataclass(frozen=True, slots=True)
class Misprint:
    """A number as it was printed. `counts` are those beside it, from which it is computed anew."""

    id: str
    source: str
    printed: str
    counts: Counts
    because: str

    @property
    def shares(self) -> tuple[float, ...]:
        """The counts as percentages, computed."""
        return percentages(self.counts)
