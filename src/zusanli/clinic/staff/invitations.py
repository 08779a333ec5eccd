"""Colleagues come by invitation: a link that sets a password, once."""

from collections.abc import Collection
from datetime import datetime

from django.db import IntegrityError, transaction

from zusanli.clinic.links import hashed, new_link
from zusanli.clinic.outbox.kinds import Kind
from zusanli.clinic.outbox.telling import tell
from zusanli.clinic.staff.models import GivenRole, Invitation, Role, User
from zusanli.clinic.staff.times import INVITED, NEW_PASSWORD


class AlreadyHereError(Exception):
    """Somebody with this address works here, or did."""


class SpentError(Exception):
    """A link that was used meanwhile."""


def invite(email: str, *, roles: Collection[Role]) -> User:
    """
    Make an account that nobody can sign in to yet.

    Raises:
        AlreadyHereError: there is one with this address.
    """
    address = email.strip().lower()
    try:
        with transaction.atomic():
            user = User.objects.create_user(username=address, email=address)
            GivenRole.objects.bulk_create(GivenRole(user=user, role=each) for each in roles)
    except IntegrityError as error:
        raise AlreadyHereError from error
    return user


def new_invitation(user: User, *, now: datetime) -> str:
    """Make a link that sets the password of somebody; give its secret part, once."""
    link = new_link()
    lasts = NEW_PASSWORD if user.has_usable_password() else INVITED
    Invitation.objects.create(user=user, link_hash=hashed(link), made_at=now, ends_at=now + lasts)
    return link


def send_invitation(user: User, *, now: datetime) -> None:
    """Owe somebody a mail with a link of its own; asked again within the minute it is one mail."""
    lasts = NEW_PASSWORD if user.has_usable_password() else INVITED
    with transaction.atomic():
        tell(
            Kind.INVITATION,
            key=f"{Kind.INVITATION}:{user.pk}:{now:%Y%m%d%H%M}",
            subject=str(user.pk),
            reader=user,
            good_until=now + lasts,
            now=now,
        )


def open_invitation(link: str, *, now: datetime) -> Invitation:
    """
    Find an invitation that can still be accepted.

    Raises:
        Invitation.DoesNotExist: there is none, or it was used, withdrawn, or is over.
    """
    return Invitation.objects.select_related("user").get(
        link_hash=hashed(link),
        used_at=None,
        withdrawn_at=None,
        ends_at__gt=now,
        user__is_active=True,
    )


def accept(
    invitation: Invitation, *, given_name: str, family_name: str, password: str, now: datetime
) -> User:
    """
    Set name and password; the link and all others to the same account are spent.

    The new password ends every session that was open.

    Raises:
        SpentError: it was used meanwhile.
    """
    with transaction.atomic():
        unused = Invitation.objects.filter(pk=invitation.pk, used_at=None, withdrawn_at=None)
        if not unused.update(used_at=now):
            raise SpentError
        user = User.objects.select_for_update().get(pk=invitation.user_id)
        user.first_name, user.last_name = given_name, family_name
        user.set_password(password)
        user.save()
        withdraw_invitations(user, now=now)
    return user


def withdraw_invitations(user: User, *, now: datetime) -> None:
    """Let no link to an account open anything any more."""
    user.invitations.filter(used_at=None, withdrawn_at=None).update(withdrawn_at=now)
