"""What policies cover, in the clinic's words, each dated: no promise, and it ages."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from zusanli.clinic.books import rule_book
from zusanli.clinic.receipts.models import CoverageNote

AGES = "coverage_note_days"
"""What the knowledge base calls the time after which a note is to be checked again."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A note that is shown; one that is old says so."""

    note: CoverageNote
    check_again: bool


def keep_note(
    *, payer: str, policy: str, covers: str, as_of: date, source: str, by: str, now: datetime
) -> CoverageNote:
    """Keep what a policy covers as of a day; an older note on it is shown no more."""
    return CoverageNote.objects.create(
        payer=payer,
        policy=policy,
        covers=covers,
        as_of=as_of,
        source=source,
        added_at=now,
        added_by=by,
    )


def shown_notes(*, on: date) -> list[Shown]:
    """Give the last note on each policy of each payer."""
    last = {
        (each.payer.casefold(), each.policy.casefold()): each
        for each in CoverageNote.objects.filter(active=True)
    }
    holds = timedelta(days=rule_book().course.rule(AGES).values[0])
    return [Shown(each, check_again=each.as_of + holds < on) for each in last.values()]
