"""
How mail leaves, from the environment: `ZUSANLI_MAIL=smtp://user:password@mail.clinic.example`.

In the demo none does: it is kept in a folder of this machine and shown at `/mail/`.
"""

from collections.abc import Mapping
from email.headerregistry import Address
from email.utils import parseaddr
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

from zusanli.errors import InputError

MAIL, FROM, ADDRESS = "ZUSANLI_MAIL", "ZUSANLI_MAIL_FROM", "ZUSANLI_ADDRESS"
THIS_MACHINE = ("localhost", "127.0.0.1", "::1")
PORTS = {"smtp": 587, "smtps": 465}
SECONDS_TO_WAIT = 20
"""How long a slow server is waited for at each step; `clinic.outbox.timing` counts on it."""
BACKENDS = "zusanli.exchange.email.backends"


def mail(environ: Mapping[str, str], *, demo: bool, address: str) -> dict[str, Any]:
    """
    Give Django's settings of mail. `address` is where the clinic's pages are.

    Raises:
        InputError: what is set cannot be used; the words say what could.
    """
    if demo:
        return {
            "EMAIL_BACKEND": f"{BACKENDS}.KeptOnThisMachine",
            "DEFAULT_FROM_EMAIL": "clinic@demo.invalid",
        }
    if not environ.get(MAIL):
        return {"EMAIL_BACKEND": f"{BACKENDS}.NotSetUp", "DEFAULT_FROM_EMAIL": ""}
    if not address:
        raise InputError(ADDRESS, "mails bear links: say where the clinic is, as https://...")
    return {
        **_server(urlsplit(environ[MAIL])),
        "DEFAULT_FROM_EMAIL": _sender(environ.get(FROM, "")),
    }


def address(environ: Mapping[str, str], *, demo: bool) -> str:
    """
    Give where the clinic's pages are, for links in mails; empty if nobody has said it.

    Raises:
        InputError: it is no address of a site.
    """
    typed = environ.get(ADDRESS, "http://localhost:8000" if demo else "")
    if not typed:
        return ""
    parts = urlsplit(typed)
    known = ("https", "http") if demo else ("https",)
    if parts.scheme not in known or not parts.netloc or parts.path.strip("/") or parts.query:
        raise InputError(ADDRESS, f"{typed!r:.60} is not of the form {known[0]}://clinic.example")
    return typed.rstrip("/")


def _server(parts: SplitResult) -> dict[str, Any]:
    # The value itself is never said: a password stands in it.
    if parts.scheme not in PORTS or not parts.hostname:
        raise InputError(MAIL, "want smtp://user:password@host:port, or smtps:// for TLS at once")
    try:
        port = parts.port or PORTS[parts.scheme]
    except ValueError:
        raise InputError(MAIL, "the port is no number from 1 to 65535") from None
    if parts.query not in {"", "tls=no"}:
        raise InputError(MAIL, "after ? only tls=no is known")
    plain = parts.query == "tls=no"
    if plain and parts.hostname not in THIS_MACHINE:
        raise InputError(MAIL, "tls=no is for a server on this machine: mails tell of visits")
    if bool(parts.username) != bool(parts.password):
        raise InputError(MAIL, "give both user and password, or neither")
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": port,
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp" and not plain,
        "EMAIL_TIMEOUT": SECONDS_TO_WAIT,
    }


def _sender(typed: str) -> str:
    address = parseaddr(typed)[1]
    try:
        whole = Address(addr_spec=address).domain != ""
    except (ValueError, IndexError):
        whole = False
    if not whole:
        raise InputError(FROM, f"{typed!r:.60} is no mail address that mails could come from")
    return address
