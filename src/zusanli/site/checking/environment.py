"""What the environment says: keys, hosts, addresses, mail. Read without starting anything."""

import socket
from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from django.http.request import validate_host

from zusanli.errors import InputError
from zusanli.site.checking.values import Checked, fine, warning, wrong
from zusanli.site.mail import ADDRESS, FROM, MAIL, THIS_MACHINE, address, mail

KEY, HOSTS, MODE = "ZUSANLI_SECRET_KEY", "ZUSANLI_HOSTS", "ZUSANLI_MODE"
TOKEN, LOG = "ZUSANLI_METRICS_TOKEN", "ZUSANLI_LOG"
SHORTEST_KEY, FEWEST_SIGNS = 50, 10
"""Characters, and different ones among them; the first is Django's own bound."""
SHORTEST_TOKEN = 20
SECONDS_TO_CONNECT = 3
MAKE_ONE = "openssl rand -hex 32"
SET_MAIL = f"Set {MAIL}=smtp://user:password@mail.example:587 and {FROM}=desk@clinic.example."
LOGS = ("", "plain", "json")


def of_environment(environ: Mapping[str, str]) -> Iterator[Checked]:
    """Look at every variable but those of the database and the data folder."""
    demo = is_demo(environ)
    yield _mode(environ)
    yield _secret_key(environ.get(KEY, ""))
    yield _address(environ, demo=demo)
    yield _hosts(environ, demo=demo)
    yield _mail(environ, demo=demo)
    yield _token(environ.get(TOKEN, ""))
    if environ.get(LOG, "") not in LOGS:
        yield wrong("logs", f"{LOG} is {environ[LOG]!r:.20}", f"Set {LOG}=plain or {LOG}=json.")


def is_demo(environ: Mapping[str, str]) -> bool:
    """Whether this is the made-up clinic, which listens on this machine alone."""
    return environ.get(MODE) == "demo"


def _mode(environ: Mapping[str, str]) -> Checked:
    match environ.get(MODE, ""):
        case "demo":
            return warning(
                "mode",
                "This is the demo: what protects patients is off",
                f"Take {MODE} away before anybody real is in it.",
            )
        case "":
            return fine("mode", "What protects patients is on")
        case other:
            return wrong("mode", f"{MODE} is {other!r:.20}", f"Take it away, or set {MODE}=demo.")


def _secret_key(key: str) -> Checked:
    what = "secret key"
    make = f"Make one with {MAKE_ONE}, keep it as {KEY}, and never change it."
    if not key:
        return wrong(what, f"{KEY} is not set: every start would sign everybody out", make)
    if len(key) < SHORTEST_KEY or len(set(key)) < FEWEST_SIGNS:
        return wrong(
            what, f"{KEY} can be guessed: it needs {SHORTEST_KEY} characters, at random", make
        )
    return fine(what, f"It is set, with {len(key)} characters")


def _address(environ: Mapping[str, str], *, demo: bool) -> Checked:
    what = "address"
    set_it = f"Set {ADDRESS}=https://clinic.example, the address that patients type."
    try:
        typed = address(environ, demo=demo)
    except (InputError, ValueError) as error:
        return wrong(what, _in_words(error, ADDRESS), set_it)
    if not typed:
        return wrong(what, f"{ADDRESS} is not set: mails could bear no links", set_it)
    return fine(what, typed)


def _hosts(environ: Mapping[str, str], *, demo: bool) -> Checked:
    what = "hosts"
    typed = environ.get(HOSTS, "")
    own = _host_of(environ)
    set_it = f"Set {HOSTS}={own or 'clinic.example'}, several with a comma between them."
    hosts = typed.split(",") if typed else list(THIS_MACHINE[:2])
    if any(each != each.strip() or "/" in each or not each for each in hosts):
        return wrong(what, f"{HOSTS} holds a space, a / or nothing between commas", set_it)
    if "*" in hosts and not demo:
        return wrong(what, f"{HOSTS} is *: links could be made to lead anywhere", set_it)
    if own and not validate_host(own, hosts):
        return wrong(what, f"The clinic would not answer at its own address, {own}", set_it)
    return fine(what, ", ".join(hosts))


def _host_of(environ: Mapping[str, str]) -> str:
    try:
        return urlsplit(environ.get(ADDRESS, "")).hostname or ""
    except ValueError:
        return ""


def _mail(environ: Mapping[str, str], *, demo: bool) -> Checked:
    what = "mail server"
    try:
        # Where the clinic's pages are has a line of its own.
        settings = mail(environ, demo=demo, address="https://clinic.example")
    except (InputError, ValueError) as error:
        return wrong(what, _in_words(error, MAIL), SET_MAIL)
    if demo:
        return fine(what, "None, as it should be in the demo: mails are kept on this machine")
    if "EMAIL_HOST" not in settings:
        return warning(
            what,
            f"{MAIL} is not set: messages wait and are shown at the desk",
            SET_MAIL,
        )
    return fine(what, f"{settings['EMAIL_HOST']}, port {settings['EMAIL_PORT']}")


def of_mail_server(environ: Mapping[str, str]) -> Iterator[Checked]:
    """Knock at the mail server, if one is set and right; nothing is sent."""
    try:
        settings = mail(environ, demo=is_demo(environ), address="https://clinic.example")
    except (InputError, ValueError):
        return
    if "EMAIL_HOST" not in settings:
        return
    there = (settings["EMAIL_HOST"], settings["EMAIL_PORT"])
    what = "mail server now"
    try:
        socket.create_connection(there, timeout=SECONDS_TO_CONNECT).close()
    except OSError:
        to_do = f"See that {MAIL} names it right and that this machine may reach it."
        yield warning(what, "Nobody answers there: messages wait and are tried again", to_do)
    else:
        yield fine(what, "Somebody answers there")


def _token(token: str) -> Checked:
    what = "metrics"
    if not token:
        return fine(what, "Read from this machine alone")
    if len(token) < SHORTEST_TOKEN:
        return wrong(
            what,
            f"{TOKEN} can be guessed: it needs {SHORTEST_TOKEN} characters",
            f"Make one with {MAKE_ONE}.",
        )
    return fine(what, f"Read with the token in {TOKEN}, or from this machine")


def _in_words(error: Exception, field: str) -> str:
    # What Python itself says may repeat what was typed, and a password may stand in it.
    return str(error) if isinstance(error, InputError) else f"{field} cannot be read"
