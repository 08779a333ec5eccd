"""Who gives licences and certificates, and when one that ends is spoken of."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class IssuerName:
    """A name and its short form, used from `since` until the next name; None is from the start."""

    name: str
    short: str
    since: date | None


@dataclass(frozen=True, slots=True)
class Issuer:
    """A body with the names that it had, the earliest first."""

    id: str
    country: str
    names: tuple[IssuerName, ...]
    source: str

    def is_called(self, typed: str) -> bool:
        """Whether somebody means it, by a name of any time, written out or short."""
        meant = typed.strip().casefold()
        return any(meant in (each.name.casefold(), each.short.casefold()) for each in self.names)

    def called_on(self, day: date) -> IssuerName:
        """Give the name of a day; before its first name, the first."""
        past = [each for each in self.names if each.since is None or each.since <= day]
        return past[-1] if past else self.names[0]


@dataclass(frozen=True, slots=True)
class LicenceStep:
    """When a licence that ends is spoken of: so many days before its last day, or after it."""

    id: str
    days_before: int


def step_on(day: date, *, ends: date, steps: Iterable[LicenceStep]) -> LicenceStep | None:
    """
    Give the last step that a day has reached, None while none is.

    Only the last: whoever hears late, as after a pause of the worker, hears once.
    """
    reached = [each for each in steps if (ends - day).days <= each.days_before]
    return min(reached, key=lambda each: each.days_before, default=None)


def issuer_called(typed: str, issuers: Iterable[Issuer]) -> Issuer | None:
    """Give the body that somebody means, or None where it is none that we know."""
    return next((each for each in issuers if each.is_called(typed)), None)
