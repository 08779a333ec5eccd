"""
The triggers that make the log: written here once, for both engines.

Signals of Django see neither `.update()` nor `bulk_create` nor another program; a trigger sees all
of them. For each logged table three triggers write a row of `Change`; for each table that is
history, and for the log itself, others refuse to change or remove what stands there.

They are put up after every `migrate`, and taken down before it: SQLite rebuilds a table in order to
alter it, which loses its triggers without a word, and refuses to rename one that a trigger of
another table speaks of. So they also know every column of today.
"""

from dataclasses import dataclass

from django.apps import apps
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model

from zusanli.clinic.audit import postgresql, sqlite
from zusanli.clinic.audit.connections import fill_in
from zusanli.clinic.audit.watched import CHANGES, history, logged


@dataclass(frozen=True, slots=True)
class Trigger:
    """One trigger: its table, its name, and the statements that make it."""

    table: str
    name: str
    statements: tuple[str, ...]


def wanted(connection: BaseDatabaseWrapper) -> tuple[Trigger, ...]:
    """Give every trigger that belongs in a database whose tables are those of today."""
    there = set(connection.introspection.table_names())
    engine = postgresql if connection.vendor == "postgresql" else sqlite
    made = []
    for model in (each for each in logged() if each._meta.db_table in there):
        made += _made(model, engine.noting(model))
    for model in (each for each in history() if each._meta.db_table in there):
        made += _made(model, engine.keeping(model))
    if CHANGES in there:
        queue = apps.get_model("audit", "Change")
        made += _made(queue, engine.keeping_until_sealed(queue))
    return tuple(made)


def install(connection: BaseDatabaseWrapper) -> None:
    """Put up every trigger, in the place of those that are there."""
    remove(connection)
    with connection.cursor() as cursor:
        for trigger in wanted(connection):
            for statement in trigger.statements:
                cursor.execute(statement)
    if connection.vendor == "sqlite":
        fill_in(connection)


def remove(connection: BaseDatabaseWrapper) -> None:
    """
    Take every trigger down.

    What is written meanwhile leaves no trace, and `verify` says so until they are up again.
    """
    with connection.cursor() as cursor:
        for table, name in installed(connection):
            on = f' ON "{table}"' if connection.vendor == "postgresql" else ""
            cursor.execute(f'DROP TRIGGER "{name}"{on}')


def installed(connection: BaseDatabaseWrapper) -> list[tuple[str, str]]:
    """Give table and name of each trigger of ours that is up."""
    engine = postgresql if connection.vendor == "postgresql" else sqlite
    with connection.cursor() as cursor:
        cursor.execute(engine.INSTALLED)
        return [(str(table), str(name)) for table, name in cursor.fetchall()]


def missing(connection: BaseDatabaseWrapper) -> tuple[str, ...]:
    """Name the triggers that should be up and are not."""
    up = set(installed(connection))
    return tuple(
        f"{each.table}: {each.name}"
        for each in wanted(connection)
        if (each.table, each.name) not in up
    )


def before_migrate(using: str, **_named: object) -> None:
    """Take the triggers down for Django to alter tables."""
    remove(connections[using])


def after_migrate(using: str, **_named: object) -> None:
    """Put the triggers up again."""
    install(connections[using])


def _made(model: type[Model], statements: dict[str, tuple[str, ...]]) -> list[Trigger]:
    return [Trigger(model._meta.db_table, name, made) for name, made in statements.items()]
