"""The weeks that a report is about, by the clinic's own calendar."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from zusanli.clinic.premises.models import the_clinic

A_WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Period:
    """Whole weeks, each named by its Monday; the last one may still go on."""

    mondays: tuple[date, ...]

    @property
    def since(self) -> datetime:
        """When it begins, by the clock on the clinic's wall."""
        return _midnight(self.mondays[0])

    @property
    def until(self) -> datetime:
        """When its last week ends; that moment is not part of it."""
        return _midnight(self.mondays[-1] + A_WEEK)

    def week_of(self, moment: datetime) -> date:
        """Give the Monday of the week that a moment is in."""
        return _monday(moment.astimezone(the_clinic().zone).date())


def last_weeks(number: int, *, now: datetime) -> Period:
    """Give the last weeks up to the one that goes on."""
    this = _monday(now.astimezone(the_clinic().zone).date())
    return Period(tuple(this - back * A_WEEK for back in range(number - 1, -1, -1)))


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=the_clinic().zone)
