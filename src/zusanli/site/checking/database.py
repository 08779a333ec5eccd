"""What only a running program can tell: the database, its tables, the rule book, the clock."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfoNotFoundError

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import DatabaseError, connection

from zusanli.clinic.audit.models import Entry
from zusanli.clinic.audit.triggers import missing as missing_triggers
from zusanli.clinic.books import rule_book
from zusanli.clinic.migrated import missing_migrations, unknown_migrations
from zusanli.clinic.premises.models import Clinic
from zusanli.core.words import LANGUAGES
from zusanli.errors import KnowledgeError
from zusanli.site.checking.folder import of_sqlite
from zusanli.site.checking.values import Checked, fine, warning, wrong
from zusanli.site.collected import is_collected

MIGRATE = "Keep a copy of the data, then run: zusanli serve --migrate"
NAMED = 3
"""So many of a long list are named."""
AHEAD = timedelta(minutes=5)
"""Two clocks may differ by so much. basis = "proposed" """


def of_program(*, now: datetime) -> Iterator[Checked]:
    """Look at everything inside; nothing is written."""
    yield _rule_book()
    yield _static_files()
    yield from _of_database(now)


def _rule_book() -> Checked:
    try:
        books = [rule_book(language) for language in LANGUAGES]
    except KnowledgeError as error:
        return wrong("rule book", str(error), "Install the package anew, or run: zusanli compile")
    book = books[0]
    return fine("rule book", f"Release {book.release}, in {len(books)} languages")


def _static_files() -> Checked:
    if is_collected():
        return fine("static files", "They are those of this version")
    return warning("static files", "They are not collected yet", "zusanli serve does it.")


def _of_database(now: datetime) -> Iterator[Checked]:
    if connection.vendor == "sqlite":
        file = Path(connection.settings_dict["NAME"])
        if not file.exists():
            yield wrong("database", f"{file} is not there yet", "Run: zusanli serve --migrate")
            return
        yield from of_sqlite(file)
    with _read_only():
        try:
            connection.ensure_connection()
        except DatabaseError:
            # Its own words are left out: they may repeat what was in the address.
            yield wrong("database", f"{_called()} does not answer, or lets nobody in", _TO_ANSWER)
            return
        yield fine("database", _called())
        try:
            yield from of_tables(now)
        except DatabaseError:
            yield wrong("tables", "They cannot be read", MIGRATE)


_TO_ANSWER = "See that it runs, and that name, user and password in DATABASE_URL are right."


def of_tables(now: datetime) -> Iterator[Checked]:
    """Look at what stands in a database that answers."""
    missing, unknown = missing_migrations(), unknown_migrations()
    if unknown:
        to_do = "Install that version again, or go back to the copy from before the upgrade."
        yield wrong("tables", f"A newer version has changed them: {_some(unknown)}", to_do)
        return
    if missing:
        yield wrong("tables", f"Steps are missing ({len(missing)}): {_some(missing)}", MIGRATE)
        return
    yield fine("tables", "They are those of this version")
    unguarded = missing_triggers(connection)
    if unguarded:
        says = f"Changes may leave no trace, since triggers are missing: {_some(unguarded)}"
        yield wrong("log", says, MIGRATE)
    else:
        yield fine("log", "The database writes every change of a record down")
    yield from _second_factors()
    yield _clock(now)
    yield _time_zone()


def _second_factors() -> Iterator[Checked]:
    there = Path(settings.SECOND_FACTOR_KEY).exists()
    if there:
        return  # the folder's check has looked at it
    what = "second factor key"
    if Authenticator.objects.exists():
        says = "It is gone: no code of the staff fits any more"
        to_do = f"Put it back from the backup, as {settings.SECOND_FACTOR_KEY}."
        yield wrong(what, says, to_do)
    else:
        yield fine(what, "It is made with the first second factor")


def _clock(now: datetime) -> Checked:
    last = Entry.objects.order_by("-number").values_list("at", flat=True).first()
    if last is not None and last > now + AHEAD:
        return wrong(
            "clock",
            f"It says {now:%Y-%m-%d %H:%M} UTC, and the log was written to at a later time",
            "Set the clock of this machine, and have it kept right (NTP).",
        )
    return fine("clock", f"{now:%Y-%m-%d %H:%M} UTC")


def _time_zone() -> Checked:
    clinic = Clinic.objects.filter(pk=1).first()
    if clinic is None:
        says = "There is no clinic yet: no name, no country, nobody who can sign in"
        return warning("clinic", says, "Run: zusanli setup. It prints the link that opens it.")
    try:
        return fine("time zone", str(clinic.zone))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        says = f"{clinic.time_zone} is unknown on this machine, and with it when a visit begins"
        return wrong("time zone", says, "Install the system's time zones: apt install tzdata")


@contextmanager
def _read_only() -> Iterator[None]:
    """Open SQLite so that nothing can be written, not even how it keeps its journal."""
    kept = connection.settings_dict
    if connection.vendor == "sqlite":
        name = Path(kept["NAME"]).absolute().as_uri() + "?mode=ro"
        connection.close()
        connection.settings_dict = {**kept, "NAME": name, "OPTIONS": {}}
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict = kept


def _called() -> str:
    told: Mapping[str, object] = connection.settings_dict
    if connection.vendor == "sqlite":
        return "SQLite"
    return f"PostgreSQL, {told['NAME']} at {told['HOST'] or 'this machine'}"


def _some(names: tuple[str, ...]) -> str:
    more = len(names) - NAMED
    return ", ".join(names[:NAMED]) + (f" and {more} more" if more > 0 else "")
