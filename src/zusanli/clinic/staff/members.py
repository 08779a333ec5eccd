"""Who works here and what they do: changed by managers, of whom one is always left."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import F

from zusanli.clinic.staff.invitations import withdraw_invitations
from zusanli.clinic.staff.models import GivenRole, Role, User
from zusanli.clinic.staff.second_factors import forget_second_factors


class LastManagerError(Exception):
    """Nobody would be left who could let anybody in."""


def change_roles(user: User, *, roles: Collection[Role]) -> None:
    """
    Give somebody these roles and no others.

    Raises:
        LastManagerError: no manager would be left.
    """
    with transaction.atomic():
        if Role.MANAGER not in roles:
            _refuse_last_manager(user)
        user.given_roles.exclude(role__in=roles).delete()
        missing = set(roles) - set(user.roles)
        GivenRole.objects.bulk_create(
            GivenRole(user=user, role=each) for each in Role if each in missing
        )


def deactivate(user: User, *, now: datetime) -> None:
    """
    Let somebody in no more: open sessions end, and links open nothing.

    What they did stays under their name.

    Raises:
        LastManagerError: no manager would be left.
    """
    with transaction.atomic():
        _refuse_last_manager(user)
        User.objects.filter(pk=user.pk).update(is_active=False)
        throw_out(user)
        withdraw_invitations(user, now=now)


def throw_out(user: User) -> None:
    """End every session of somebody, such as one on a phone that was stolen."""
    User.objects.filter(pk=user.pk).update(times_thrown_out=F("times_thrown_out") + 1)


def take_second_factors(user: User) -> None:
    """Take away what was lost, and end the sessions of whoever may have found it."""
    with transaction.atomic():
        forget_second_factors(user)
        throw_out(user)


def reactivate(user: User) -> None:
    """Let somebody in again who has come back."""
    User.objects.filter(pk=user.pk).update(is_active=True)


def _refuse_last_manager(user: User) -> None:
    # Locked, so that two managers cannot each remove the other at the same moment.
    managers = User.objects.select_for_update().filter(
        is_active=True, pk__in=GivenRole.objects.filter(role=Role.MANAGER).values("user")
    )
    if {each.pk for each in managers if each.has_usable_password()} <= {user.pk}:
        raise LastManagerError
