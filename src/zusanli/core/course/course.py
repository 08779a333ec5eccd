"""A course as the articles describe it, with what they contradict, and what the plan does."""

from dataclasses import dataclass
from datetime import date

from zusanli.core.months import is_longer_ago
from zusanli.core.rules.tree import Rule


@dataclass(frozen=True, slots=True)
class Phase:
    """
    One phase of a course. Visits a week and weeks are ranges, [least, most].

    None where the phase has no fixed length: it follows on demand, after `only_after`.
    """

    id: str
    name: str
    visits_per_week: tuple[int, int] | None
    weeks: tuple[int, int] | None
    default_visits_per_week: int | None
    only_after: str
    elements: tuple[str, ...]
    sources: tuple[str, ...]

    @property
    def visits(self) -> tuple[int, int] | None:
        """The visits that it adds up to; None without a fixed length."""
        if self.visits_per_week is None or self.weeks is None:
            return None
        return (self.visits_per_week[0] * self.weeks[0], self.visits_per_week[1] * self.weeks[1])


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Where the articles differ, and what the plan does about it."""

    id: str
    differ: str
    decided: str
    elements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CourseRule:
    """A rule of every course; `values` are its number or range, in `unit`, where it has one."""

    id: str
    values: tuple[float, ...]
    unit: str
    says: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StopRule:
    """
    What follows from a patient's own numbers.

    `amount` is the change from the start that it speaks at, in the measure's unit; None for "the
    same", which speaks when no other rule does. `at_visit` is None for any review, or any visit.
    """

    id: str
    at_review: bool
    at_visit: int | None
    measure: str
    for_targets: tuple[str, ...]
    direction: str
    amount: float | None
    then: str
    says: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CutOff:
    """A value above which, and not at which, something is said."""

    id: str
    when: Rule
    means: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TrialSummary:
    """What the trials that are entered did: how many say it, of how many, and the range."""

    id: str
    unit: str
    trials_that_say: int
    of_trials: int
    low: float
    median: float
    high: float


@dataclass(frozen=True, slots=True)
class Monitored:
    """
    An illness for which no course begins unless a named doctor looks after it.

    It holds unless `when` is known to be false; a review holds for `holds_months`.
    """

    id: str
    when: Rule
    holds_months: int
    says: str
    sources: tuple[str, ...]

    def is_overdue(self, *, reviewed_on: date, on: date) -> bool:
        """Whether the last review is too long ago on a day."""
        return is_longer_ago(reviewed_on, self.holds_months, on=on)


@dataclass(frozen=True, slots=True)
class Course:
    """Everything that is said of a course before it begins."""

    phases: tuple[Phase, ...]
    rules: tuple[CourseRule, ...]
    stop_rules: tuple[StopRule, ...]
    contradictions: tuple[Contradiction, ...]
    cut_offs: tuple[CutOff, ...]
    trials: tuple[TrialSummary, ...]
    monitored: tuple[Monitored, ...]

    def rule(self, name: str) -> CourseRule:
        """
        Give a rule by its id.

        Raises:
            KeyError: there is none, which the compiler has refused before.
        """
        return {each.id: each for each in self.rules}[name]

    @property
    def review_at_visits(self) -> tuple[int, ...]:
        """The visits after which a review is due before the next needles."""
        return tuple(int(each) for each in self.rule("review_at_visits").values)

    def reason_needed(self, visit: int) -> bool:
        """Whether a visit of this number needs a reason with a name and a date."""
        return visit > self.rule("reason_needed_above").values[0]
