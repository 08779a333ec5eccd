"""The triggers as SQLite writes them. Names of tables and columns come from our own models."""

from django.db.models import Model, UniqueConstraint

from zusanli.clinic.audit.watched import CHANGES, ENTRIES, is_erased, patient_of

INSTALLED = """
SELECT tbl_name, name FROM main.sqlite_master
WHERE type = 'trigger' AND name LIKE 'audit\\_%' ESCAPE '\\'
"""
NOW = "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')"


def noting(model: type[Model]) -> dict[str, tuple[str, ...]]:
    """Write down what is added, changed and removed."""
    table, changed = model._meta.db_table, _changed(model)
    events = {
        "added": ("INSERT", "NEW", "'[]'"),
        "changed": ("UPDATE", "NEW", changed),
        "removed": ("DELETE", "OLD", "'[]'"),
    }
    return dict(
        _trigger(
            f"audit_{table}_{verb}",
            f'AFTER {event} ON "{table}"',
            when=f"{changed} <> '[]'" if event == "UPDATE" else "",
            does=_insert(model, verb=verb, row=row, columns=columns),
        )
        for verb, (event, row, columns) in events.items()
    )


def keeping(model: type[Model]) -> dict[str, tuple[str, ...]]:
    """Refuse to change a row, and to remove one but of somebody who was erased."""
    table = model._meta.db_table
    return _refusing(
        model,
        f"{table} is added to and never changed or removed",
        delete=f"NOT {is_erased(model, 'OLD')}",
    )


def keeping_until_sealed(model: type[Model]) -> dict[str, tuple[str, ...]]:
    """Let a change leave only when it stands in the chain, and be altered only to say who."""
    same = " AND ".join(
        f'NEW."{each.column}" IS OLD."{each.column}"'
        for each in model._meta.concrete_fields
        if each.column != "who"
    )
    return _refusing(
        model,
        "a change is not altered, and stays until it stands in the chain",
        update=f"NOT (OLD.who = '' AND {same})",
        delete=f"NOT EXISTS (SELECT 1 FROM {ENTRIES} WHERE change = OLD.id)",  # noqa: S608 - our own names
    )


def _refusing(
    model: type[Model], why: str, *, update: str = "", delete: str = ""
) -> dict[str, tuple[str, ...]]:
    """
    Refuse to change or remove a row, always or when a condition holds.

    `REPLACE` removes the row in its way without calling any trigger, so it is met before it begins.
    """
    table = model._meta.db_table
    events = {
        "no_update": ("UPDATE", update),
        "no_delete": ("DELETE", delete),
        "no_replace": ("INSERT", _in_the_way(model)),
    }
    return dict(
        _trigger(
            f"audit_{table}_{name}",
            f'BEFORE {event} ON "{table}"',
            when=when,
            does=f"SELECT RAISE(ABORT, '{why}')",
        )
        for name, (event, when) in events.items()
    )


def _trigger(name: str, event: str, *, when: str, does: str) -> tuple[str, tuple[str, ...]]:
    condition = f"WHEN {when}" if when else ""
    return name, (f'CREATE TRIGGER "{name}" {event} {condition} BEGIN {does}; END',)


def _insert(model: type[Model], *, verb: str, row: str, columns: str) -> str:
    pk = model._meta.pk.column
    return (
        f"INSERT INTO {CHANGES}"  # noqa: S608 - our own names
        " (who, verb, kind, record, patient, changed, written_at)"
        f" VALUES ('', '{verb}', '{model._meta.label_lower}', CAST({row}.\"{pk}\" AS TEXT),"
        f" {patient_of(model, row)}, {columns}, {NOW})"
    )


def _changed(model: type[Model]) -> str:
    """Write the names of the columns that changed, as a list in JSON."""
    names = " || ".join(
        f'CASE WHEN NEW."{name}" IS NOT OLD."{name}" THEN \'"{name}",\' ELSE \'\' END'
        for name in (each.column for each in model._meta.concrete_fields)
    )
    return f"('[' || rtrim({names}, ',') || ']')"


def _in_the_way(model: type[Model]) -> str:
    """Say that a row stands already where a new one would go."""
    columns = {each.name: each.column for each in model._meta.concrete_fields}
    keys: list[tuple[str | None, ...]] = [
        (each.column,) for each in model._meta.concrete_fields if each.unique
    ]
    keys += [
        tuple(columns[each] for each in constraint.fields)
        for constraint in model._meta.constraints
        if isinstance(constraint, UniqueConstraint) and constraint.fields
    ]
    same = " OR ".join(
        "(" + " AND ".join(f'kept."{each}" = NEW."{each}"' for each in key) + ")" for key in keys
    )
    return f'EXISTS (SELECT 1 FROM "{model._meta.db_table}" AS kept WHERE {same})'  # noqa: S608 - our own names
