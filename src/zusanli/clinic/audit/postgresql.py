"""The triggers as PostgreSQL writes them. Names of tables and columns come from our own models."""

from django.db.models import Model

from zusanli.clinic.audit.watched import CHANGES, ENTRIES, is_erased, patient_of

INSTALLED = """
SELECT of_table.relname, tgname FROM pg_trigger
JOIN pg_class AS of_table ON of_table.oid = tgrelid
WHERE NOT tgisinternal AND tgenabled <> 'D' AND tgname LIKE 'audit\\_%'
AND pg_table_is_visible(tgrelid)
"""
NOW = """to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')"""
REFUSED = "USING ERRCODE = 'integrity_constraint_violation'"


def noting(model: type[Model]) -> dict[str, tuple[str, ...]]:
    """Write down what is added, changed and removed."""
    table, pk = model._meta.db_table, model._meta.pk.column
    function = f"audit_note_{table}"
    body = f"""
    DECLARE
        kept record;
        verb text := CASE TG_OP WHEN 'INSERT' THEN 'added' WHEN 'UPDATE' THEN 'changed'
            ELSE 'removed' END;
        changed text := '[]';
    BEGIN
        IF TG_OP = 'DELETE' THEN kept := OLD; ELSE kept := NEW; END IF;
        IF TG_OP = 'UPDATE' THEN
            changed := {_changed(model)};
            IF changed = '[]' THEN RETURN NULL; END IF;
        END IF;
        INSERT INTO {CHANGES}
            (who, verb, kind, record, patient, changed, written_at)
        VALUES (COALESCE(current_setting('zusanli.actor', true), ''), verb,
            '{model._meta.label_lower}', CAST(kept."{pk}" AS TEXT),
            {patient_of(model, "kept")}, changed, {NOW});
        RETURN NULL;
    END"""  # noqa: S608 - our own names
    return {
        f"audit_{table}_noted": (
            _function(function, body),
            _trigger(model, "noted", "AFTER INSERT OR UPDATE OR DELETE", calls=function),
        )
    }


def keeping(model: type[Model]) -> dict[str, tuple[str, ...]]:
    """Refuse to change a row, to remove all, and to remove one but of somebody who was erased."""
    table = model._meta.db_table
    why = f"{table} is added to and never changed or removed"
    body = f"""
    BEGIN
        IF TG_OP = 'DELETE' THEN
            IF {is_erased(model, "OLD")} THEN RETURN OLD; END IF;
        END IF;
        RAISE EXCEPTION '{why}' {REFUSED};
    END"""
    return _refusing(model, body)


def keeping_until_sealed(model: type[Model]) -> dict[str, tuple[str, ...]]:
    """Let a change leave only when it stands in the chain; nothing alters it before."""
    why = "a change is not altered, and stays until it stands in the chain"
    body = f"""
    BEGIN
        IF TG_OP = 'DELETE' THEN
            IF EXISTS (SELECT 1 FROM {ENTRIES} WHERE change = OLD.id) THEN RETURN OLD; END IF;
        END IF;
        RAISE EXCEPTION '{why}' {REFUSED};
    END"""  # noqa: S608 - our own names
    return _refusing(model, body)


def _refusing(model: type[Model], body: str) -> dict[str, tuple[str, ...]]:
    table = model._meta.db_table
    function = f"audit_keep_{table}"
    return {
        f"audit_{table}_no_change": (
            _function(function, body),
            _trigger(model, "no_change", "BEFORE UPDATE OR DELETE", calls=function),
        ),
        f"audit_{table}_no_truncate": (
            _trigger(model, "no_truncate", "BEFORE TRUNCATE", calls=function),
        ),
    }


def _trigger(model: type[Model], name: str, event: str, *, calls: str) -> str:
    table = model._meta.db_table
    each = "STATEMENT" if "TRUNCATE" in event else "ROW"
    return (
        f'CREATE TRIGGER "audit_{table}_{name}" {event} ON "{table}"'
        f" FOR EACH {each} EXECUTE FUNCTION {calls}()"
    )


def _function(name: str, body: str) -> str:
    made = f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql"
    return f"{made} AS $body${body}$body$"


def _changed(model: type[Model]) -> str:
    """Write the names of the columns that changed, as a list in JSON."""
    names = " || ".join(
        f'CASE WHEN NEW."{name}" IS DISTINCT FROM OLD."{name}" THEN \'"{name}",\' ELSE \'\' END'
        for name in (each.column for each in model._meta.concrete_fields)
    )
    return f"'[' || rtrim({names}, ',') || ']'"
