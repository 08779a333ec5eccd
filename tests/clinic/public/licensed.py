"""Who treats, with a licence, and whether patients may find them."""

from datetime import UTC, date, datetime

from tests.clinic.booking.pages import hired
from zusanli.clinic.staff.licences import Credential, record_licence
from zusanli.clinic.staff.models import Role, User
from zusanli.clinic.staff.public_pages import Said, save_page

NOW = datetime.now(UTC)


def licensed(
    name: str,
    *roles: Role,
    until: date | None = None,
    title: str = "Acupuncturist",
    issuer: str = "A register",
) -> User:
    user = hired(name, *roles)
    seen = Credential(title, issuer, f"N-{name}", until, *[True] * 3)
    record_licence(user, seen, by="Ada", now=NOW)
    return user


def shown_in_public(user: User, **said: object) -> User:
    """Let somebody say yes, and a few words."""
    save_page(user, Said(name=user.called, **said), shown=True, now=NOW)
    return user
