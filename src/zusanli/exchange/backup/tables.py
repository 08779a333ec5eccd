"""
The tables of the clinic, and their rows as plain values and back.

A new room's tables are taken along before anybody thinks of it; one with a kind of column that is
not known here is refused, rather than written in a way that reads back as something else.
"""

import base64
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any, TypeAlias
from uuid import UUID

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import AutoField, Field, ForeignKey, Model, QuerySet

from zusanli.exchange.backup.contents import Row
from zusanli.exchange.backup.errors import BackupError

AT_ONCE = 1_000
LEFT_OUT = {
    "sessions.session": "who was signed in signs in again: a session that was ended stays ended",
    "premises.openinglink": "it opens an empty clinic, and one that was brought back is not empty",
}
"""Beside these, the count of wrong passwords (a table without a model) starts anew."""
MADE_BY_MIGRATE = frozenset(("contenttypes.contenttype", "auth.permission"))
"""Not empty in an empty clinic; their numbers differ, and rows of the staff may point to them."""
Kind: TypeAlias = tuple[Callable[[Any], object], Callable[[Any], object]]


def _same(value: Any) -> Any:  # noqa: ANN401 - text and numbers are written as they are
    return value


_AS_IT_IS: Kind = (_same, _same)
KINDS: Mapping[str, Kind] = {
    **dict.fromkeys(
        (
            "AutoField", "BigAutoField", "BigIntegerField", "BooleanField", "CharField",
            "IntegerField", "JSONField", "PositiveBigIntegerField", "PositiveIntegerField",
            "PositiveSmallIntegerField", "SmallIntegerField", "TextField",
        ),
        _AS_IT_IS,
    ),
    "DateTimeField": (
        lambda at: at.astimezone(UTC).isoformat(timespec="microseconds"),
        datetime.fromisoformat,
    ),
    "DateField": (date.isoformat, date.fromisoformat),
    "TimeField": (lambda at: at.isoformat(timespec="microseconds"), time.fromisoformat),
    "UUIDField": (str, UUID),
    "BinaryField": (
        lambda data: base64.b64encode(bytes(data)).decode(),
        lambda text: base64.b64decode(text, validate=True),
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its model and columns."""

    model: type[Model]
    fields: tuple["Field[Any, Any]", ...]

    @property
    def name(self) -> str:
        """Give its name in the database."""
        return self.model._meta.db_table

    @property
    def columns(self) -> tuple[str, ...]:
        """Give the names of its columns in the database."""
        return tuple(str(each.column) for each in self.fields)

    def everything(self) -> QuerySet[Model]:
        """Give all its rows, also those that a manager of the model would hold back."""
        return QuerySet(self.model)


def tables() -> tuple[Table, ...]:
    """Give every table that a backup holds, by name."""
    found = [
        Table(model, tuple(model._meta.local_concrete_fields))
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and model._meta.label_lower not in LEFT_OUT
    ]
    return tuple(sorted(found, key=lambda each: each.name))


def kind_of(field: "Field[Any, Any]") -> str:
    """Name the kind of a column; a key is of the kind that it points to."""
    while isinstance(field, ForeignKey):
        field = field.target_field
    return field.get_internal_type()


def rows(table: Table) -> Iterator[Row]:
    """
    Read a table by primary key, a few rows at a time, as plain values.

    Raises:
        BackupError: it has a kind of column that is not known here.
    """
    to_plain = [_kind(table, each)[0] for each in table.fields]
    found = table.everything().order_by("pk").values_list(*(each.attname for each in table.fields))
    for row in found.iterator(chunk_size=AT_ONCE):
        yield [
            None if value is None else write(value)
            for value, write in zip(row, to_plain, strict=True)
        ]


def insert(connection: BaseDatabaseWrapper, table: Table, given: list[Row]) -> None:
    """Write rows past everything that a model would add of its own, such as the time of now."""
    from_plain = [_kind(table, each)[1] for each in table.fields]
    quote = connection.ops.quote_name
    columns = ", ".join(map(quote, table.columns))
    places = ", ".join(["%s"] * len(table.columns))
    statement = f"INSERT INTO {quote(table.name)} ({columns}) VALUES ({places})"  # noqa: S608 - names from our own models
    values = [
        [
            field.get_db_prep_save(None if value is None else read(value), connection)
            for field, read, value in zip(table.fields, from_plain, row, strict=True)
        ]
        for row in given
    ]
    with connection.cursor() as cursor:
        cursor.executemany(statement, values)


def last_number(connection: BaseDatabaseWrapper, table: Table) -> int | None:
    """
    Give the last number that a table's sequence gave away; None where it has none.

    Numbers of rows that are gone count: the log names changes by theirs, and none comes twice.
    """
    if not isinstance(table.model._meta.pk, AutoField):
        return None
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", _serial(connection, table))
            (sequence,) = cursor.fetchone()
            cursor.execute(
                f"SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {sequence}"  # noqa: S608 - as the database names it
            )
        else:
            cursor.execute("SELECT max(seq) FROM sqlite_sequence WHERE name = %s", [table.name])
        return int(cursor.fetchone()[0] or 0)


def set_last_number(connection: BaseDatabaseWrapper, table: Table, number: int) -> None:
    """Let a table's sequence go on after a number."""
    if number < 1:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT setval(pg_get_serial_sequence(%s, %s), %s)",
                [*_serial(connection, table), number],
            )
            return
        cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table.name])
        cursor.execute(
            "INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table.name, number]
        )


def _serial(connection: BaseDatabaseWrapper, table: Table) -> list[str]:
    return [connection.ops.quote_name(table.name), str(table.model._meta.pk.column)]


def _kind(table: Table, field: "Field[Any, Any]") -> Kind:
    kind = kind_of(field)
    if kind not in KINDS:
        raise BackupError(
            table.name, f"the column {field.column} is a {kind}, which no backup holds"
        )
    return KINDS[kind]
