"""
What somebody has beside a password: an app that shows codes, or a passkey.

A password is guessed, seen over a shoulder or used elsewhere; whoever opens patients' records has
to hold something too.
"""

from allauth.mfa.models import Authenticator
from django.conf import settings

from zusanli.clinic.staff.models import Role, User

NEEDED_BY = frozenset((Role.PRACTITIONER, Role.SUPERVISOR, Role.MANAGER))
"""Roles that open records, or decide who does."""
KINDS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def has_second_factor(user: User) -> bool:
    """Whether somebody must show something beside the password; recovery codes are no factor."""
    return bool(Authenticator.objects.filter(user=user, type__in=KINDS).exists())


def lacks_second_factor(user: User) -> bool:
    """Whether somebody must set one up before any page of the staff opens."""
    return (
        settings.SECOND_FACTOR_REQUIRED
        and user.has_role(*NEEDED_BY)
        and not has_second_factor(user)
    )


def with_second_factor() -> frozenset[int]:
    """Give the ids of those who have one."""
    found = Authenticator.objects.filter(type__in=KINDS).values_list("user_id", flat=True)
    return frozenset(found)


def forget_second_factors(user: User) -> None:
    """Take away a lost phone or key with its recovery codes; the next is set up after sign-in."""
    Authenticator.objects.filter(user=user).delete()
