"""`python -m zusanli.site invite_manager ada@clinic.example`: a link for whoever lets others in."""

from argparse import ArgumentParser
from datetime import UTC, datetime

from django.core.exceptions import ValidationError
from django.core.management import BaseCommand, CommandError
from django.core.validators import validate_email

from zusanli.clinic.outbox.pages import Page, address_of
from zusanli.clinic.premises.opening import is_open
from zusanli.clinic.staff.invitations import AlreadyHereError, invite
from zusanli.clinic.staff.members import take_second_factors
from zusanli.clinic.staff.models import Role, User


class Command(BaseCommand):
    """
    Invites a manager, or gives one who is locked out a new link.

    The first one opens the clinic by `zusanli setup`.

    Whoever can run this has the database in hand anyway.
    """

    help = "Print a link by which a manager sets their password"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask for the address, and whether phone or key are lost too."""
        parser.add_argument("email")
        parser.add_argument("--second-factor-lost", action="store_true")

    def handle(self, *, email: str, second_factor_lost: bool = False, **_options: object) -> None:
        """
        Print the link.

        Raises:
            CommandError: it cannot be made; the words say why.
        """
        if not is_open():
            raise CommandError("there is no clinic yet. Run: zusanli setup")
        user = _manager(email)
        if second_factor_lost:
            take_second_factors(user)
        address = address_of(Page.INVITATION, str(user.pk), now=datetime.now(UTC))
        if not address:
            raise CommandError("Set ZUSANLI_ADDRESS first: the link begins with it.")
        self.stdout.write(address)


def _manager(email: str) -> User:
    try:
        validate_email(email)
        return invite(email, roles=[Role.MANAGER])
    except ValidationError:
        raise CommandError(f"{email!r:.60} is no mail address") from None
    except AlreadyHereError:
        user = User.objects.get(email=email.strip().lower())
        if not user.is_active or not user.has_role(Role.MANAGER):
            raise CommandError("somebody with this address works here, and is no manager") from None
        return user
