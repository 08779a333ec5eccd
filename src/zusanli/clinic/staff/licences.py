"""Who may treat: somebody with a licence on record that has not lapsed."""

from dataclasses import dataclass
from datetime import date, datetime

from zusanli.clinic.staff.models import Licence, Role, User

TREATS = (Role.PRACTITIONER, Role.SUPERVISOR)


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

    Nobody whose licence was never recorded is taken to have one.
    """
    holds = licences_of(user, on=on)
    return holds[-1] if holds else None


def licences_of(user: User, *, on: date) -> list[Licence]:
    """
    Give all licences of somebody that hold on a day.

    Of licences with the same issuer and number the last that was recorded counts.
    """
    last = {(each.issuer, each.number): each for each in user.licences.order_by("pk")}
    return [each for each in last.values() if each.valid_until is None or on <= each.valid_until]


def who_treats(*, on: date) -> list[tuple[User, list[Licence]]]:
    """
    Give who may treat patients on a day, each with their licences, by name.

    Somebody who left, whose role was taken away, or of whom no licence holds, is not among them.
    """
    found = User.objects.filter(is_active=True, given_roles__role__in=TREATS).distinct()
    named = sorted(found, key=lambda each: (each.called.casefold(), each.pk))
    with_licences = ((each, licences_of(each, on=on)) for each in named)
    return [(user, licences) for user, licences in with_licences if licences]
