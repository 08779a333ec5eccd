"""Whether the tables of a database are those that this version of the program works with."""

from functools import cache

from django.db import connection as of_the_clinic
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder


def missing_migrations(connection: BaseDatabaseWrapper = of_the_clinic) -> tuple[str, ...]:
    """
    Name what `migrate` has yet to do, such as `records.0002_merges`.

    Raises:
        DatabaseError: the database does not answer.
    """
    return tuple(sorted(needed_migrations() - set(applied_migrations(connection))))


def unknown_migrations(
    connection: BaseDatabaseWrapper = of_the_clinic, *, of_others: bool = False
) -> tuple[str, ...]:
    """
    Name what a newer version has done to the tables, which this one would not understand.

    `of_others` adds what another program keeps in the same database.

    Raises:
        DatabaseError: the database does not answer.
    """
    needed, replaced = _of_program()
    rooms = {_room(each) for each in needed}
    unknown = set(applied_migrations(connection)) - needed - replaced
    return tuple(sorted(each for each in unknown if of_others or _room(each) in rooms))


def applied_migrations(connection: BaseDatabaseWrapper = of_the_clinic) -> tuple[str, ...]:
    """
    Name what a database has been through.

    Raises:
        DatabaseError: the database does not answer.
    """
    return tuple(sorted(map(".".join, MigrationRecorder(connection).applied_migrations())))


def needed_migrations() -> frozenset[str]:
    """Name all that this version of the program does to the tables."""
    return _of_program()[0]


@cache
def _of_program() -> tuple[frozenset[str], frozenset[str]]:
    """Give the migrations of the program, and those which others of them replace."""
    loader = MigrationLoader(None)
    replaced = (each for one in loader.disk_migrations.values() for each in one.replaces)
    return frozenset(map(".".join, loader.graph.nodes)), frozenset(map(".".join, replaced))


def _room(migration: str) -> str:
    return migration.partition(".")[0]
