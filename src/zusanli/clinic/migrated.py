"""Whether the tables of the database are those that this version of the program works with."""

from functools import cache

from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder


def missing_migrations() -> tuple[str, ...]:
    """
    Name what `migrate` has yet to do, such as `records.0002_merges`.

    Raises:
        DatabaseError: the database does not answer.
    """
    needed, _ = _of_program()
    return _named(needed - _applied())


def unknown_migrations() -> tuple[str, ...]:
    """
    Name what a newer version has done to the tables, which this one would not understand.

    Raises:
        DatabaseError: the database does not answer.
    """
    needed, replaced = _of_program()
    rooms = {room for room, _ in needed}
    return _named({each for each in _applied() - needed - replaced if each[0] in rooms})


def _applied() -> set[tuple[str, str]]:
    return set(MigrationRecorder(connection).applied_migrations())


@cache
def _of_program() -> tuple[frozenset[tuple[str, str]], frozenset[tuple[str, str]]]:
    """Give the migrations of the program, and those which others of them replace."""
    loader = MigrationLoader(None)
    replaced = (each for one in loader.disk_migrations.values() for each in one.replaces)
    return frozenset(loader.graph.nodes), frozenset(replaced)


def _named(migrations: set[tuple[str, str]] | frozenset[tuple[str, str]]) -> tuple[str, ...]:
    return tuple(sorted(f"{room}.{name}" for room, name in migrations))
