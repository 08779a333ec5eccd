"""
A review: go on, change something, consider stopping, or stop and ask the danger questions again.

It goes by the patient's own numbers against the smallest change that a study found to matter.
What is missing is unknown, and unknown is neither better nor the same.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from zusanli.core.course.course import StopRule
from zusanli.core.outcomes.measure import Interval, Measure, mean
from zusanli.core.rules.tree import Truth

GLOBAL_CHANGE = "global_change"
NEW_SYMPTOMS = "symptoms_new_since_visit"
WORST_FIRST = ("stop and triage again", "consider stopping", "continue")


Answers = Mapping[str, Sequence[float | None]]
"""What a patient answered at one time, by measure; a list has an answer for each thing named."""


@dataclass(frozen=True, slots=True)
class Review:
    """
    What the numbers say after a visit.

    `then` is None while nothing can be said; `unknown` are the measures that keep it open.
    """

    visit: int
    then: str | None
    by: tuple[StopRule, ...]
    unknown: tuple[str, ...]
    is_due: bool


def review(
    *,
    visit: int,
    target: str,
    start: Answers,
    now: Answers,
    rules: Sequence[StopRule],
    measures: Mapping[str, Measure],
    review_at: Sequence[int],
) -> Review:
    """
    Say what follows from the answers after a visit, the worst first.

    Getting better in one thing never outweighs getting worse in another. "The same" speaks only
    when every number of the review is known and none has moved enough.

    Raises:
        ValueError: an answer lies outside its measure.
    """
    is_due = visit in review_at
    asked = [each for each in rules if _is_asked(each, target, at_review=is_due)]
    told = [
        (each, _speaks(each, start, now, measures)) for each in asked if each.direction != "same"
    ]
    speaking = [rule for rule, truth in told if truth is True]
    unknown = tuple(dict.fromkeys(rule.measure for rule, truth in told if truth is None))
    if not speaking and not unknown:
        speaking = [each for each in asked if each.direction == "same" and each.at_visit == visit]
    then = min((each.then for each in speaking), key=WORST_FIRST.index, default=None)
    if unknown and then != WORST_FIRST[0]:
        # A number that is missing may be the one that got worse.
        then = None
    by = tuple(each for each in speaking if each.then == then)
    return Review(visit=visit, then=then, by=by, unknown=unknown, is_due=is_due)


def _is_asked(rule: StopRule, target: str, *, at_review: bool) -> bool:
    if rule.at_review and not at_review:
        return False
    if rule.for_targets:
        return target in rule.for_targets
    # The pain of a patient who follows numbness decides nothing.
    return not rule.measure.endswith("_0_10") or rule.measure == target


def _speaks(rule: StopRule, start: Answers, now: Answers, measures: Mapping[str, Measure]) -> Truth:
    """Whether the change is at least the rule's amount, its way; None while that is not known."""
    measure = measures[rule.measure]
    change = _change(measure, start, now)
    if change is None or rule.amount is None:
        return None
    low, high = change
    upward = (rule.direction == "better") == (measure.better == "higher")
    # Of 6.3 and 5 the difference is a hair under 1.3: rounded, so that "at least" means it.
    least, most = (round(each, 9) for each in ((low, high) if upward else (-high, -low)))
    if least >= rule.amount:
        return True
    return False if most < rule.amount else None


def _change(measure: Measure, start: Answers, now: Answers) -> Interval | None:
    """Give what changed since the start; for a measure that asks for change, what it says."""
    after = mean(measure, now.get(measure.id, ()))
    if measure.id in (GLOBAL_CHANGE, NEW_SYMPTOMS):
        return after
    if len(start.get(measure.id, ())) != len(now.get(measure.id, ())):
        # What was dropped from the list, or put on it, may be what got worse.
        return None
    before = mean(measure, start.get(measure.id, ()))
    if before is None or after is None:
        return None
    return after[0] - before[1], after[1] - before[0]
