"""The course and the advice of a decision as text."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby

from zusanli.core.advice.advice import WHEN_TO_SAY
from zusanli.core.course.course import Phase
from zusanli.core.decide import Decision
from zusanli.documents.wording import wrapped


def course_text(decision: Decision) -> Iterator[str]:
    """Say the course in a few lines; while no point may be chosen, no course is proposed."""
    if decision.choice is None:
        return
    course = decision.book.course
    yield "Course: a proposal, to be agreed with the patient"
    for phase in course.phases:
        yield from wrapped("phase", _phase(phase))
    visits = " and ".join(str(each) for each in course.review_at_visits)
    limit = course.rule("reason_needed_above").values[0]
    yield from wrapped(
        "review", f"after visits {visits}; a visit beyond the {limit:.0f}th needs a reason"
    )
    for each in course.trials[:1]:
        yield from wrapped(
            "trials",
            f"{each.trials_that_say} of {each.of_trials} say how many visits: {each.low:g} to "
            f"{each.high:g}, median {each.median:g}",
        )
    for cut in decision.cut_offs:
        yield from wrapped("note", cut.means)
    yield from review_text(decision)


def review_text(decision: Decision) -> Iterator[str]:
    """Say what the patient's own numbers ask for after a visit."""
    review = decision.review
    if review is None:
        return
    said = "not known yet" if review.then is None else review.then
    due = "review due" if review.is_due else "no review due"
    yield from wrapped("review", f"visit {review.visit}, {due}: {said}")
    for rule in review.by:
        yield from wrapped("because", rule.says)
    if review.unknown:
        missing = (decision.book.measures[each].name for each in review.unknown)
        yield from wrapped("missing", "; ".join(missing))


def advice_text(decision: Decision) -> Iterator[str]:
    """
    Say what the leaflet tells, by topic, and what it leaves out for this patient, and why.

    The words themselves stand in the leaflet: three pages of them would bury the decision here.
    """
    said = [each.advice for each in decision.advice if each.text is not None]
    if said:
        yield f"Advice to the patient: {len(said)} pieces, in the leaflet"
    in_order = sorted(said, key=lambda each: WHEN_TO_SAY.index(each.when_to_say))
    for when, group in groupby(in_order, key=lambda each: each.when_to_say):
        yield from wrapped(when, _counted(each.topic for each in group))
    left_out = [each for each in decision.advice if each.suppressed_because]
    if left_out:
        yield "Left out for this patient"
    by_reason = sorted(left_out, key=lambda each: each.suppressed_because or "")
    for because, because_group in groupby(by_reason, key=lambda each: each.suppressed_because):
        topics = _counted(each.advice.topic for each in because_group)
        yield from wrapped("left out", f"{topics}. {because}")


def beside_text(decision: Decision) -> Iterator[str]:
    """Say what the patient may use beside it that asks for caution."""
    cautioned = [each.treatment for each in decision.beside if each.cautioned]
    if cautioned and decision.choice is not None:
        yield "Used beside it, with caution in this patient"
        for each in cautioned:
            yield from wrapped(each.id, each.caution)


def _counted(topics: Iterable[str]) -> str:
    counts = Counter(topics)
    return ", ".join(f"{topic} ({n})" if n > 1 else topic for topic, n in counts.items())


def _phase(phase: Phase) -> str:
    if phase.visits_per_week is None or phase.weeks is None or phase.visits is None:
        return f"{phase.name}: only after {phase.only_after}"
    often, weeks, visits = (
        f"{least}" if least == most else f"{least} to {most}"
        for least, most in (phase.visits_per_week, phase.weeks, phase.visits)
    )
    planned = (
        f", planned {phase.default_visits_per_week}"
        if phase.default_visits_per_week is not None
        else ""
    )
    return f"{phase.name}: {often} a week{planned}, {weeks} weeks, {visits} visits"
