"""Who may treat: somebody with a licence on record that has not lapsed."""

from dataclasses import dataclass
from datetime import date, datetime

from zusanli.clinic.staff.models import Licence, User


@dataclass(frozen=True, slots=True)
class Credential:
    """A licence as a manager read it."""

    title: str
    issuer: str
    number: str
    valid_until: date | None


def record_licence(user: User, seen: Credential, *, by: str, now: datetime) -> Licence:
    """Keep a licence that was seen, or a later one in its place."""
    return Licence.objects.create(
        user=user,
        title=seen.title,
        issuer=seen.issuer,
        number=seen.number,
        valid_until=seen.valid_until,
        recorded_at=now,
        recorded_by=by,
    )


def licence_of(user: User, *, on: date) -> Licence | None:
    """
    Give a licence of somebody that holds on a day, or None.

    Of licences with the same issuer and number the last that was recorded counts. Nobody whose
    licence was never recorded is taken to have one.
    """
    last = {(each.issuer, each.number): each for each in user.licences.order_by("pk")}
    holds = [each for each in last.values() if each.valid_until is None or on <= each.valid_until]
    return holds[-1] if holds else None
