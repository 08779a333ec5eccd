"""How long a record is kept: years after the last visit, and of who was a minor then longer."""

from dataclasses import dataclass
from datetime import date

MARCH = 3


@dataclass(frozen=True, slots=True)
class UntilAge:
    """Of who was younger than `under` at the last visit, a record is kept until `until_age`."""

    under: int
    until_age: int


@dataclass(frozen=True, slots=True)
class Retention:
    """
    What a country asks for.

    `proposed` is a number that nothing which was read makes binding here: somebody at the clinic
    takes it over or sets another before a record counts as past its time.
    """

    id: str
    country: str
    years: int
    minors: tuple[UntilAge, ...]
    sources: tuple[str, ...]
    proposed: bool


def kept_until(
    last: date, *, born: date | None, years: int, minors: tuple[UntilAge, ...] = ()
) -> date:
    """
    Give the first day on which a record need not be kept any more.

    Somebody whose birthday is not known may have been a child: they are taken to have been born on
    the day of their last visit.
    """
    ends = [_years_after(last, years)]
    birthday = born or last
    rule = next((each for each in minors if last < _years_after(birthday, each.under)), None)
    if rule is not None:
        ends.append(_years_after(birthday, rule.until_age))
    return max(ends)


def _years_after(day: date, years: int) -> date:
    """Give the same day later; 29 February is taken as 1 March where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, month=MARCH, day=1)
