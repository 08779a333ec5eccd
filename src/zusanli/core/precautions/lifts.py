"""Whether a hold that somebody lifted, with a name and a reason, is lifted for today's patient."""

from collections.abc import Iterator
from dataclasses import dataclass

from zusanli.core.case.record import Case, Lift
from zusanli.core.facts import Facts
from zusanli.core.precautions.precaution import Effect, Precaution
from zusanli.core.rulebook import RuleBook
from zusanli.core.rules.tree import distinct_names
from zusanli.core.statements import aged_by


@dataclass(frozen=True, slots=True)
class JudgedLift:
    """A lift, and why it does not count; None if it does."""

    lift: Lift
    void_because: str | None


def judged_lifts(case: Case, facts: Facts, book: RuleBook) -> tuple[JudgedLift, ...]:
    """Judge every lift of a case; a void one is shown with its reason, and lifts nothing."""
    return tuple(
        JudgedLift(lift, next(_faults(lift, case, facts, book), None)) for lift in case.lifts
    )


def _faults(lift: Lift, case: Case, facts: Facts, book: RuleBook) -> Iterator[str]:
    if aged_by(lift.at, on=case.on, book=book):
        yield "it was given too long ago: a reason holds as long as an answer does"
    for precaution in book.precautions:
        if precaution.id == lift.precaution:
            yield from _not_to_be_lifted(lift, precaution, facts)


def _not_to_be_lifted(lift: Lift, precaution: Precaution, facts: Facts) -> Iterator[str]:
    if precaution.effect is not Effect.HOLD:
        yield f"its effect is {precaution.effect.id}, and only a hold is lifted"
    for name in _looked_at(precaution):
        stated = facts.stated_at.get(name)
        if stated is not None and stated > lift.at:
            yield f"{name} was answered or found after it"


def _looked_at(precaution: Precaution) -> tuple[str, ...]:
    where = precaution.scope.places_finding
    names = distinct_names(precaution.gate, precaution.when)
    return names if where is None else (*names, where)
