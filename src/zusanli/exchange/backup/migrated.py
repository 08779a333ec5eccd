"""Are the tables of a database those of this program?"""

from collections.abc import Collection
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import OperationalError
from django.db.backends.base.base import BaseDatabaseWrapper

from zusanli.clinic.migrated import missing_migrations, needed_migrations, unknown_migrations
from zusanli.exchange.backup.errors import BackupError

NAMED = 3
"""So many migrations are named, and the rest counted."""
MIGRATE = "python -m zusanli.site migrate"


def reachable(connection: BaseDatabaseWrapper) -> None:
    """
    Open the database.

    Raises:
        BackupError: it does not answer.
    """
    try:
        connection.ensure_connection()
    except OperationalError as error:
        raise BackupError(
            "DATABASE_URL", f"the database does not open: {_first_line(error)}"
        ) from error


def there_is_a_clinic(connection: BaseDatabaseWrapper) -> None:
    """
    See that there is a database with tables of this version.

    Raises:
        BackupError: there is none, or it is older or newer.
    """
    wrapper: Any = connection  # the stubs do not know that SQLite's may be in memory
    if connection.vendor == "sqlite" and not wrapper.is_in_memory_db():
        file = Path(str(connection.settings_dict["NAME"]))
        if not file.exists():
            raise BackupError("ZUSANLI_DATA", f"there is no clinic: {file} is missing")
    reachable(connection)
    if not connection.introspection.table_names():
        raise BackupError("DATABASE_URL", "there is no clinic: the database has no tables")
    up_to_date(connection)


def up_to_date(connection: BaseDatabaseWrapper) -> None:
    """
    See that a database with tables is as this program makes them.

    Raises:
        BackupError: it is older, or newer.
    """
    if missing_migrations(connection):
        raise BackupError(
            "DATABASE_URL",
            f"its tables are those of an older version; run {MIGRATE}, then try again",
        )
    if unknown := unknown_migrations(connection, of_others=True):
        raise BackupError(
            "DATABASE_URL",
            f"its tables are those of a newer version: {_named(unknown)} not known here",
        )


def made_if_missing(connection: BaseDatabaseWrapper) -> None:
    """
    Make the tables where there are none at all.

    Raises:
        BackupError: there are some, of an older or newer version.
    """
    reachable(connection)
    if connection.introspection.table_names():
        up_to_date(connection)
    else:
        call_command("migrate", database=connection.alias, verbosity=0, interactive=False)


def same_migrations(given: Collection[str], *, made_by: str) -> None:
    """
    See that a backup is of the tables that this program has.

    Raises:
        BackupError: it is of older or newer ones.
    """
    ours = needed_migrations()
    if newer := set(given) - ours:
        raise BackupError(
            "FILE",
            f"Zusanli {made_by} made it, with newer tables ({_named(newer)} not known here): "
            "install a newer version, then try again",
        )
    if lacking := ours - set(given):
        raise BackupError(
            "FILE",
            f"its tables are older ({_named(lacking)} missing in it): bring it back with the "
            f"version that made it ({made_by}), then install this one and run {MIGRATE}",
        )


def _named(migrations: Collection[str]) -> str:
    first, more = sorted(migrations)[:NAMED], len(migrations) - NAMED
    names = ", ".join(first) + (f" and {more} more" if more > 0 else "")
    return f"{names} {'is' if len(migrations) == 1 else 'are'}"


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or ["no reason was given"])[0]
