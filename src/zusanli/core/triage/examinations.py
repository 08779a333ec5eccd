"""Which examinations a patient needs before needling, and whether a record of one still counts."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from zusanli.core.rules.tree import Rule


@dataclass(frozen=True, slots=True)
class ExaminationKind:
    """
    An examination that the clinic knows how to do.

    It is due while `required_if` is not false and no record of it is whole and recent.
    `valid_for` is None where it holds for the calendar day of the clinic only, as skin does.
    """

    id: str
    title: str
    required_if: Rule
    required: tuple[str, ...]
    also: tuple[str, ...]
    valid_for: timedelta | None
    sources: tuple[str, ...]
    covers: tuple[str, ...] = ()
    proposed: bool = False

    @property
    def findings(self) -> tuple[str, ...]:
        """All that may be recorded under it."""
        return (*self.required, *self.also)

    def still_holds(self, *, done_at: datetime, on: datetime) -> bool:
        """
        Whether a record of `done_at` counts at `on`.

        The day is that of the clinic, whose offset `on` carries.
        """
        if self.valid_for is None:
            return done_at.astimezone(on.tzinfo).date() == on.date()
        return on - done_at <= self.valid_for
