"""`zusanli setup`: the link by which the first manager opens an empty clinic, once."""

import argparse
import sys
from datetime import UTC, datetime

from zusanli.cli.at_the_clinic import clinic
from zusanli.errors import InputError


def run(_options: argparse.Namespace) -> int:
    """Print the link; whoever can run this has the database in hand anyway."""
    with clinic():
        address = _made(datetime.now(UTC))
    print(address)
    print(
        "It opens the clinic once, within 24 hours; a link that was made before opens nothing "
        "more.\nWhoever has it becomes the manager, so give it to nobody else.",
        file=sys.stderr,
    )
    return 0


def _made(now: datetime) -> str:
    """
    Make the link.

    Raises:
        InputError: there is a clinic, or nobody said where its pages are.
        BackupError: there are tables of an older or newer version.
    """
    from django.conf import settings
    from django.db import connection

    from zusanli.clinic.outbox.pages import Page, address_of
    from zusanli.clinic.premises.opening import AlreadyOpenError
    from zusanli.exchange.backup.migrated import made_if_missing

    if not settings.SITE_ADDRESS:
        raise InputError("ZUSANLI_ADDRESS", "say where the pages are, as https://clinic.example")
    made_if_missing(connection)
    try:
        return address_of(Page.OPENING, "", now=now)
    except AlreadyOpenError:
        raise InputError(
            "setup",
            "there is a clinic already, and nobody opens it twice. For a manager who cannot come "
            "in: python -m zusanli.site invite_manager ADDRESS",
        ) from None
