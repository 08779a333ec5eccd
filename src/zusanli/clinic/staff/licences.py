"""Who may treat: somebody with a licence on record that has not lapsed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from zusanli.clinic.books import rule_book
from zusanli.clinic.staff.models import Licence, Role, User
from zusanli.core.issuers import LicenceStep, issuer_called, step_on

TREATS = (Role.PRACTITIONER, Role.SUPERVISOR)


@dataclass(frozen=True, slots=True)
class Credential:
    """A licence as a manager read it; `*_seen` are what proof was shown of."""

    title: str
    issuer: str
    number: str
    valid_until: date | None
    degree_seen: bool = False
    training_seen: bool = False
    exam_seen: bool = False


def record_licence(user: User, seen: Credential, *, by: str, now: datetime) -> Licence:
    """Keep a licence that was seen, or a later one in its place."""
    return Licence.objects.create(
        user=user,
        title=seen.title,
        issuer=seen.issuer,
        number=seen.number,
        valid_until=seen.valid_until,
        degree_seen=seen.degree_seen,
        training_seen=seen.training_seen,
        exam_seen=seen.exam_seen,
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
    kept = _last_recorded(user)
    return [each for each in kept if each.valid_until is None or on <= each.valid_until]


def end_soon(user: User, *, on: date) -> list[Licence]:
    """Give the licences of somebody that have ended, or do so soon, and were not renewed."""
    return [each for each in _last_recorded(user) if step_of(each, on=on) is not None]


def step_of(licence: Licence, *, on: date) -> LicenceStep | None:
    """Give the last step towards its end, or past it, that a licence has reached on a day."""
    if licence.valid_until is None:
        return None
    return step_on(on, ends=licence.valid_until, steps=rule_book().licence_steps)


def last_licence(user: User) -> Licence | None:
    """Give what was recorded last, whether it holds or not: mostly it is what is renewed."""
    return user.licences.order_by("pk").last()


def other_names(issuer: str) -> tuple[str, ...]:
    """Give the short names that the same body had or has beside the one on the licence."""
    known = issuer_called(issuer, rule_book().issuers)
    names = () if known is None else known.names
    typed = issuer.strip().casefold()
    return tuple(
        each.short for each in names if typed not in (each.name.casefold(), each.short.casefold())
    )


def _last_recorded(user: User) -> Sequence[Licence]:
    last = {(body_of(each.issuer), each.number): each for each in user.licences.order_by("pk")}
    return tuple(last.values())


@dataclass(frozen=True, slots=True)
class IssuedBy:
    """The name that a body has on a day, and the one on the licence where that is another."""

    today: str
    on_licence: str = ""


def issued_by(licence: Licence, *, on: date) -> IssuedBy:
    """Say who gave a licence: a body that was renamed by its name of today, and as it was then."""
    known = issuer_called(licence.issuer, rule_book().issuers)
    if known is None:
        return IssuedBy(licence.issuer)
    name = known.called_on(on)
    typed = licence.issuer.strip()
    same = typed.casefold() in (name.name.casefold(), name.short.casefold())
    return IssuedBy(f"{name.name} ({name.short})", "" if same else typed)


def body_of(issuer: str) -> str:
    """Name a body by one word, whichever of its names stands on the licence."""
    known = issuer_called(issuer, rule_book().issuers)
    return issuer.strip().casefold() if known is None else known.id


def who_treats(*, on: date) -> list[tuple[User, list[Licence]]]:
    """
    Give who may treat patients on a day, each with their licences, by name.

    Somebody who left, whose role was taken away, or of whom no licence holds, is not among them.
    """
    found = User.objects.filter(is_active=True, given_roles__role__in=TREATS).distinct()
    named = sorted(found, key=lambda each: (each.called.casefold(), each.pk))
    with_licences = ((each, licences_of(each, on=on)) for each in named)
    return [(user, licences) for user, licences in with_licences if licences]
