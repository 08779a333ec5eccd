"""Bodies outside the clinic that somebody named as a place to find a practitioner."""

from dataclasses import dataclass
from datetime import date

from zusanli.core.months import is_longer_ago


@dataclass(frozen=True, slots=True)
class Directory:
    """
    One body with its telephone as E.164 writes it, and whom it lists in `scope`.

    `printed_in` is the source that named it. `verified_on` is the day on which somebody last found
    the number right, None where nobody did; after `check_after_months` it has to be checked anew.
    """

    id: str
    name: str
    country: str
    phone: str
    scope: str
    printed_in: str
    verified_on: date | None
    check_after_months: int

    def is_to_check(self, on: date) -> bool:
        """Whether nobody has found the number right lately; a number never tried is not known."""
        if self.verified_on is None:
            return True
        return is_longer_ago(self.verified_on, self.check_after_months, on=on)
