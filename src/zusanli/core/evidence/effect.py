"""What a review or a trial found of needles beside something else, as it was read."""

from dataclasses import dataclass
from enum import StrEnum

from zusanli.core.claims.shares import Counts


class Kind(StrEnum):
    """A review of several trials, or one trial."""

    REVIEW = "review"
    TRIAL = "trial"


class Against(StrEnum):
    """With what needles were compared. The three are never mixed: they answer other questions."""

    SHAM = "sham"
    NO_TREATMENT = "no_treatment"
    ACTIVE = "active"


class Concern(StrEnum):
    """What takes certainty away; the first four as a source says it, the others as we count."""

    RISK_OF_BIAS = "risk_of_bias"
    INCONSISTENT = "inconsistent"
    INDIRECT = "indirect"
    PUBLICATION_BIAS = "publication_bias"
    ONE_TRIAL = "one_trial"
    IMPRECISE = "imprecise"


@dataclass(frozen=True, slots=True)
class Effect:
    """
    One effect as it was printed.

    `value`, `low` and `high` are as printed, or None; then `arms` (mean, spread and size of both
    groups, the spread a `spread` of sd or se) or `p` give the interval. `counts` are those who did
    well with needles, then without. `of_review` is the effect of the review that names this trial
    among its own: only such trials are ever pooled. `trials` and `patients` are None where they
    were not read.
    """

    id: str
    name: str
    kind: Kind
    conditions: tuple[str, ...]
    against: Against
    outcome: str
    unit: str
    as_ratio: bool
    lower_is_better: bool
    value: float | None
    low: float | None
    high: float | None
    p: float | None
    arms: tuple[float, ...]
    spread: str
    counts: Counts
    trials: int | None
    patients: int | None
    concerns: tuple[Concern, ...]
    of_review: str
    signed: str
    source: str

    @property
    def people(self) -> int | None:
        """How many people it rests on, where that was read."""
        if self.patients is not None:
            return self.patients
        if self.arms:
            return int(self.arms[2] + self.arms[5])
        return sum(of for _, of in self.counts) or None
