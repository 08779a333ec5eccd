"""What the columns of an export are, told from the models, so that it is never out of date."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Field, ForeignKey

from zusanli.exchange.backup.tables import Table, kind_of, tables

FORMAT = "zusanli.export/1"
LEFT_OUT_TABLES: Mapping[str, str] = {
    "account.emailconfirmation": "keys to sign in with",
    "mfa.authenticator": "keys to sign in with",
    "staff.invitation": "keys to sign in with",
    "auth.group": "how the program gives rights; it is not used",
    "auth.group_permissions": "how the program gives rights; it is not used",
    "auth.permission": "how the program gives rights; it is not used",
    "contenttypes.contenttype": "how the program numbers its tables",
    "staff.user_groups": "how the program gives rights; it is not used",
    "staff.user_user_permissions": "how the program gives rights; it is not used",
    "django_tasks_database.dbtaskresult": "what the program still had to do",
    "records.namekey": "made from the names, to find them",
    "booking.occupied": "made from the visits, to keep them apart",
}
LEFT_OUT_COLUMNS: Mapping[str, str] = {
    "password": "a key to sign in with",
    "link_hash": "tells a link, which is a key",
}
TYPES: Mapping[str, str] = {
    "AutoField": "integer",
    "BigAutoField": "integer",
    "BigIntegerField": "integer",
    "BinaryField": "bytes as base64",
    "BooleanField": "true or false",
    "CharField": "text",
    "DateField": "date, as 2026-11-26",
    "DateTimeField": "moment in UTC, as 2026-11-26T09:00:00.000000+00:00",
    "IntegerField": "integer",
    "JSONField": "JSON",
    "PositiveBigIntegerField": "integer",
    "PositiveIntegerField": "integer",
    "PositiveSmallIntegerField": "integer",
    "SmallIntegerField": "integer",
    "TextField": "text",
    "TimeField": "time of day on the clinic's clock, as 09:30:00.000000",
    "UUIDField": "UUID",
}


def exported() -> tuple[Table, ...]:
    """Give the tables of an export, without the columns that are keys to something."""
    return tuple(
        Table(
            each.model, tuple(field for field in each.fields if field.name not in LEFT_OUT_COLUMNS)
        )
        for each in tables()
        if each.model._meta.label_lower not in LEFT_OUT_TABLES
    )


def about_table(table: Table) -> dict[str, object]:
    """Tell what a table is, and each of its columns."""
    meta = table.model._meta
    return {
        "name": table.name,
        "is": _first_sentence(table.model),
        "files": {"csv": f"{table.name}.csv", "jsonl": f"{table.name}.jsonl"},
        "key": meta.pk.column,
        "columns": [_about_column(each) for each in table.fields],
    }


def about_left_out() -> list[dict[str, str]]:
    """Tell which tables and columns are not there, and why."""
    kept = {each.name for each in exported()}
    left = [
        {"table": each.name, "because": LEFT_OUT_TABLES[each.model._meta.label_lower]}
        for each in tables()
        if each.name not in kept
    ]
    columns = [{"column": name, "because": why} for name, why in LEFT_OUT_COLUMNS.items()]
    return [*left, *columns]


def _about_column(field: "Field[Any, Any]") -> dict[str, object]:
    said: dict[str, object] = {
        "name": field.column,
        "type": TYPES[kind_of(field)],
        "is": str(field.help_text or field.verbose_name),
        "may_be_null": bool(field.null),
    }
    if field.choices:
        said["one_of"] = {str(value): str(word) for value, word in field.flatchoices}
    if isinstance(field, ForeignKey):
        to = field.target_field
        said["points_to"] = f"{to.model._meta.db_table}.{to.column}"
    return said


def _first_sentence(model: type) -> str:
    told = (model.__doc__ or "").strip().split("\n\n")[0]
    # Django writes a docstring of its own where a model has none: its name and columns.
    return "" if told.startswith(f"{model.__name__}(") else " ".join(told.split())
