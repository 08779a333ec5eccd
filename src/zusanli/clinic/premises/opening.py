"""
An empty clinic is opened by a link that was made at the machine itself.

Whoever finds an empty clinic on the net must not be able to take it: there is no page that makes
the first manager without such a link, and once there is a clinic no link opens anything.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from zusanli.clinic.links import hashed, new_link
from zusanli.clinic.premises.models import Clinic, OpeningLink
from zusanli.clinic.staff.invitations import invite
from zusanli.clinic.staff.models import Role, User

LASTS = timedelta(hours=24)
"""How long a link opens an empty clinic. basis = "proposed"."""


class AlreadyOpenError(Exception):
    """There is a clinic."""


class SpentError(Exception):
    """The link was used or replaced, its time is over, or somebody has opened the clinic."""


@dataclass(frozen=True, slots=True)
class Owner:
    """The first manager; `also` are the roles beside that one."""

    given_name: str
    family_name: str
    email: str
    password: str
    also: Collection[Role] = ()


@dataclass(frozen=True, slots=True)
class Opened:
    """What has to be known of a clinic before anything else."""

    name: str
    country: str
    time_zone: str
    phone: str


def is_open() -> bool:
    """Whether there is a clinic."""
    return Clinic.objects.exists()


def new_opening_link(*, now: datetime) -> str:
    """
    Make the link that opens the clinic, and let earlier ones open nothing; give its secret part.

    Raises:
        AlreadyOpenError: there is a clinic.
    """
    if is_open():
        raise AlreadyOpenError
    link = new_link()
    with transaction.atomic():
        OpeningLink.objects.all().delete()
        OpeningLink.objects.create(link_hash=hashed(link), made_at=now, ends_at=now + LASTS)
    return link


def may_open(link: str, *, now: datetime) -> bool:
    """Whether a link opens the clinic at this moment."""
    return not is_open() and _unspent(link, now)


def open_clinic(link: str, owner: Owner, clinic: Opened, *, now: datetime) -> User:
    """
    Make the clinic and its first manager, both or neither; the link opens nothing any more.

    Raises:
        SpentError: it opened nothing before either.
        AlreadyHereError: somebody else has the owner's address.
    """
    with transaction.atomic():
        if not _unspent(link, now):
            raise SpentError
        OpeningLink.objects.all().delete()
        try:
            with transaction.atomic():
                _make(clinic, email=owner.email)
        except IntegrityError:
            raise SpentError from None
        user = invite(owner.email, roles={Role.MANAGER, *owner.also})
        user.first_name, user.last_name = owner.given_name, owner.family_name
        user.set_password(owner.password)
        user.save()
    return user


def _unspent(link: str, now: datetime) -> bool:
    return OpeningLink.objects.filter(link_hash=hashed(link), ends_at__gt=now).exists()


def _make(opened: Opened, *, email: str) -> None:
    Clinic.objects.create(
        pk=1,
        name=opened.name,
        country=opened.country,
        time_zone=opened.time_zone,
        phone=opened.phone,
        email=email.strip().lower(),
        setting_up=True,
    )
