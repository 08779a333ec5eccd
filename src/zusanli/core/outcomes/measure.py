"""Measures, and their values with missing answers as intervals."""

from collections.abc import Sequence
from dataclasses import dataclass

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Measure:
    """
    One thing that is asked again. A measure tells of change; none clears anybody.

    `low` and `high` are its ends, in `unit`; `better` is the end that is good news. `important` is
    the smallest change that a study found to matter, None where none is sourced.
    """

    id: str
    name: str
    kind: str
    asked: str
    items: tuple[str, ...]
    low: float
    high: float | None
    better: str
    unit: str
    recall: str
    important: float | None
    important_says: str
    licence: str
    sources: tuple[str, ...]
    proposed: bool

    @property
    def is_list(self) -> bool:
        """Whether it asks of several things, each with an answer; any other takes one number."""
        return self.kind == "function_list"


def mean(measure: Measure, answers: Sequence[float | None]) -> Interval | None:
    """
    Give the mean of some answers; a missing one can be anything from low to high.

    None where nothing was named at all, or a missing answer of the measure has no upper end: then
    nothing is known, and it is never read as the same as before.

    Raises:
        ValueError: an answer lies outside the measure.
    """
    if not answers:
        return None
    for answer in answers:
        if answer is not None and not within(measure, answer):
            raise ValueError(f"{answer} lies outside {measure.low:g} to {measure.high}")
    if measure.high is None and None in answers:
        return None
    lows = [measure.low if each is None else each for each in answers]
    highs = [(measure.high or 0.0) if each is None else each for each in answers]
    return sum(lows) / len(lows), sum(highs) / len(highs)


def within(measure: Measure, answer: float) -> bool:
    """Whether an answer lies between the measure's ends."""
    return measure.low <= answer and (measure.high is None or answer <= measure.high)
