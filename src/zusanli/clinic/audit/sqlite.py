"""The triggers as SQLite writes them. Names of tables and columns come from our own models."""

from django.db.models import Model, UniqueConstraint

from zusanli.clinic.audit.watched import CHANGES, ENTRIES, patient_of

INSTALLED = """
SELECT tbl_name, name FROM main.sqlite_master
WHERE type = 'trigger' AND name LIKE 'audit\\_%' ESCAPE '\\'
"""
NOW = "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')"


def noting(model: type[Model]) -> dict[str, tuple[str, ...]]:
    """Write down what is added, changed and removed."""
    table = model._meta.db_table
    changed = _changed(model)
    events = {
        "added": ("INSERT", "", "NEW", "'[]'"),
        "changed": ("UPDATE", f"WHEN {changed} <> '[]'", "NEW", changed),
        "removed": ("DELETE", "", "OLD", "'[]'"),
    }
    made = {}
    for verb, (event, when, row, columns) in events.items():
        name = f"audit_{table}_{verb}"
        insert = _insert(model, verb=verb, row=row, columns=columns)
        made[name] = (
            f'CREATE TRIGGER "{name}" AFTER {event} ON "{table}" {when} BEGIN {insert}; END',
        )
    return made


def keeping(model: type[Model]) -> dict[str, tuple[str, ...]]:
    """
    Refuse to change or remove a row.

    `REPLACE` removes the row in its way without calling any trigger, so it is met before it begins.
    """
    table = model._meta.db_table
    refused = f"SELECT RAISE(ABORT, '{table} is added to and never changed or removed')"
    made = {}
    for event in ("UPDATE", "DELETE"):
        name = f"audit_{table}_no_{event.lower()}"
        made[name] = (f'CREATE TRIGGER "{name}" BEFORE {event} ON "{table}" BEGIN {refused}; END',)
    name = f"audit_{table}_no_replace"
    made[name] = (
        f'CREATE TRIGGER "{name}" BEFORE INSERT ON "{table}" WHEN {_in_the_way(model)}'
        f" BEGIN {refused}; END",
    )
    return made


def keeping_until_sealed(model: type[Model]) -> dict[str, tuple[str, ...]]:
    """Let a change leave only when it stands in the chain, and be altered only to say who."""
    table = model._meta.db_table
    same = " AND ".join(
        f'NEW."{each.column}" IS OLD."{each.column}"'
        for each in model._meta.concrete_fields
        if each.column != "who"
    )
    sealed = f"EXISTS (SELECT 1 FROM {ENTRIES} WHERE change = OLD.id)"  # noqa: S608 - our own names
    return {
        f"audit_{table}_no_update": (
            f'CREATE TRIGGER "audit_{table}_no_update" BEFORE UPDATE ON "{table}"'
            f" WHEN NOT (OLD.who = '' AND {same}) BEGIN"
            " SELECT RAISE(ABORT, 'a change is not altered'); END",
        ),
        f"audit_{table}_no_delete": (
            f'CREATE TRIGGER "audit_{table}_no_delete" BEFORE DELETE ON "{table}"'
            f" WHEN NOT {sealed} BEGIN"
            " SELECT RAISE(ABORT, 'a change stays until it stands in the chain'); END",
        ),
        f"audit_{table}_no_replace": (
            f'CREATE TRIGGER "audit_{table}_no_replace" BEFORE INSERT ON "{table}"'
            f" WHEN {_in_the_way(model)} BEGIN SELECT RAISE(ABORT, 'a change is not altered'); END",
        ),
    }


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
    keys = [(each.column,) for each in model._meta.concrete_fields if each.unique]
    for constraint in model._meta.constraints:
        if isinstance(constraint, UniqueConstraint) and constraint.fields:
            keys.append(tuple(model._meta.get_field(each).column for each in constraint.fields))  # type: ignore[union-attr] # fields of a table have columns
    same = " OR ".join(
        "(" + " AND ".join(f'kept."{each}" = NEW."{each}"' for each in key) + ")" for key in keys
    )
    return f'EXISTS (SELECT 1 FROM "{model._meta.db_table}" AS kept WHERE {same})'  # noqa: S608 - our own names
