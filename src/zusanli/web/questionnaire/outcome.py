"""What a patient is told when the questions are at an end: help first, then whether to book."""

from dataclasses import dataclass

from zusanli.clinic.records.intakes import Standing
from zusanli.core.triage.flags import Urgency
from zusanli.documents.wording import action_of


@dataclass(frozen=True, slots=True)
class Outcome:
    """
    What is shown.

    In an emergency there is nothing but `now`. `today` is what needs to be seen the same day, and
    comes before booking. `not_clear` tells that "not sure" was a good answer.
    """

    now: tuple[str, ...] = ()
    today: tuple[str, ...] = ()
    soon: tuple[str, ...] = ()
    may_book: bool = False
    not_clear: bool = False
    unfinished: bool = False


def outcome(stood: Standing) -> Outcome:
    """Say what follows from a questionnaire as it stands."""
    triage = stood.decision.triage
    if stood.is_emergency:
        return Outcome(now=_actions(stood, Urgency.EMERGENCY))
    return Outcome(
        today=_actions(stood, Urgency.URGENT),
        soon=_actions(stood, Urgency.SOON),
        may_book=triage.may_book_assessment,
        not_clear=any(each.flag.serious for each in triage.open),
        unfinished=stood.screen is not None,
    )


def _actions(stood: Standing, urgency: Urgency) -> tuple[str, ...]:
    said = (
        action_of(each.flag, country=stood.interview.country, book=stood.decision.book)
        for each in stood.decision.triage.raised
        if each.flag.urgency is urgency
    )
    return tuple(dict.fromkeys(said))
