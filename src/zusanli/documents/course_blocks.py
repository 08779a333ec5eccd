"""The course of a decision as blocks: for the sheet, and for whatever else shows it."""

from collections.abc import Iterator

from zusanli.core.course.course import Phase
from zusanli.core.decide import Decision
from zusanli.documents.blocks import Block, Heading, facts


def course_blocks(decision: Decision) -> Iterator[Block]:
    """Say the course, its reviews, and what is used beside it, once points may be chosen."""
    if decision.choice is None:
        return
    course = decision.book.course
    reviews = " and ".join(str(each) for each in course.review_at_visits)
    limit = course.rule("reason_needed_above").values[0]
    yield Heading("Course: a proposal, to be agreed with the patient")
    yield facts(
        [
            *(("phase", _phase(phase)) for phase in course.phases),
            ("review", f"after visits {reviews}; from visit {limit + 1:.0f} each needs a reason"),
            *(("note", cut.means) for cut in decision.cut_offs),
            ("review now", _review(decision)),
            ("with caution beside it", _beside(decision)),
        ]
    )


def _phase(phase: Phase) -> str:
    if phase.visits_per_week is None or phase.weeks is None or phase.visits is None:
        return f"{phase.name}: only after {phase.only_after}"
    often, weeks, visits = map(_range, (phase.visits_per_week, phase.weeks, phase.visits))
    planned = phase.default_visits_per_week
    plan = "" if planned is None else f" (planned: {planned})"
    return f"{phase.name}: {often} a week{plan}, {weeks} weeks, {visits} visits"


def _range(ends: tuple[int, int]) -> str:
    least, most = ends
    return f"{least}" if least == most else f"{least} to {most}"


def _beside(decision: Decision) -> str:
    return ", ".join(each.treatment.name.lower() for each in decision.beside if each.cautioned)


def _review(decision: Decision) -> str:
    review = decision.review
    if review is None:
        return ""
    missing = "; ".join(decision.book.measures[each].name for each in review.unknown)
    return " ".join(
        (
            f"visit {review.visit}, {review.then or 'not known yet'}.",
            *(rule.says for rule in review.by),
            *([f"Not known: {missing}."] if missing else []),
        )
    )
