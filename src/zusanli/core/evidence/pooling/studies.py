"""What is pooled: the effect of each study with its sampling variance."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from zusanli.core.evidence.pooling.model import Model


class Measure(StrEnum):
    """What an effect is; ratios are pooled as natural logarithms."""

    GENERIC = "generic"
    MD = "md"
    MD_POOLED_SD = "md_pooled_sd"
    SMD = "smd"
    SMD_REVMAN = "smd_revman"
    OR = "or"
    RR = "rr"
    RD = "rd"


RATIOS = frozenset((Measure.OR, Measure.RR))


@dataclass(frozen=True, slots=True)
class Counts:
    """Events `a` among `n1`, and `c` among `n2`."""

    a: float
    n1: float
    c: float
    n2: float

    @property
    def b(self) -> float:
        """How many of the first group had no event."""
        return self.n1 - self.a

    @property
    def d(self) -> float:
        """How many of the second group had no event."""
        return self.n2 - self.c

    @property
    def n(self) -> float:
        """How many there are."""
        return self.n1 + self.n2

    @property
    def has_zero(self) -> bool:
        """Whether one of the four cells is empty."""
        return not all((self.a, self.b, self.c, self.d))

    @property
    def says_nothing(self) -> bool:
        """Whether nobody had an event, or everybody: no ratio can be told from it."""
        return not (self.a or self.c) or not (self.b or self.d)


@dataclass(frozen=True, slots=True)
class Arms:
    """Mean, standard deviation and size of two groups, means and deviations in one unit."""

    m1: float
    sd1: float
    n1: float
    m2: float
    sd2: float
    n2: float

    @property
    def df(self) -> float:
        """Degrees of freedom of the pooled deviation."""
        return self.n1 + self.n2 - 2

    @property
    def pooled_sd(self) -> float:
        """The standard deviation within the groups."""
        squares = (self.n1 - 1) * self.sd1**2 + (self.n2 - 1) * self.sd2**2
        return float((squares / self.df) ** 0.5)


@dataclass(frozen=True, slots=True)
class Study:
    """One study. `line` is where it stood in its table, `x` a covariate if one was asked for."""

    label: str
    line: int
    yi: float
    vi: float
    counts: Counts | None = None
    x: float | None = None


def model_of(studies: Sequence[Study]) -> Model:
    """Give the studies as one mean with distances."""
    return Model([each.yi for each in studies], [each.vi for each in studies])


def counts_of(studies: Iterable[Study]) -> list[Counts]:
    """Give the counts of those that have any."""
    return [each.counts for each in studies if each.counts is not None]
