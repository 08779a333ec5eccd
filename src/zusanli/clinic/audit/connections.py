"""
Telling the database who acts, so that its triggers can write it down.

PostgreSQL has a setting of the session for that. SQLite has none that a trigger could read, so each
connection of this program brings a trigger of its own (a temporary one, which others do not see)
that fills in who acts where the lasting trigger left it empty. A client without it leaves it empty,
and the log then says `outside`.
"""

from collections.abc import Callable
from typing import Any
from weakref import WeakKeyDictionary

from django.db.backends.base.base import BaseDatabaseWrapper

from zusanli.clinic.audit.actor import actor

WRITES = ("INSERT", "UPDATE", "DELETE", "WITH", "MERGE")
FILL_IN = """
CREATE TEMP TRIGGER IF NOT EXISTS audit_fill_in AFTER INSERT ON main.audit_change
WHEN NEW.who = ''
BEGIN UPDATE audit_change SET who = zusanli_actor() WHERE id = NEW.id; END
"""

_told: WeakKeyDictionary[Any, str] = WeakKeyDictionary()
"""What each open connection to PostgreSQL was told for good, that is outside a transaction."""


def introduce(connection: BaseDatabaseWrapper, **_named: object) -> None:
    """Prepare a connection that was just opened."""
    if connection.vendor == "sqlite":
        connection.connection.create_function("zusanli_actor", 0, actor)
        fill_in(connection)
    elif _tell not in connection.execute_wrappers:
        connection.execute_wrappers.append(_tell)


def fill_in(connection: BaseDatabaseWrapper) -> None:
    """Let a connection to SQLite fill in who acts, once there is a log."""
    raw = connection.connection
    there = "SELECT 1 FROM main.sqlite_master WHERE type = 'table' AND name = 'audit_change'"
    if raw.execute(there).fetchone():
        raw.execute(FILL_IN)


def leave_as_it_is(connection: BaseDatabaseWrapper) -> None:
    """Let a connection to SQLite fill in nobody, until the triggers are put up again."""
    if connection.vendor == "sqlite":
        connection.connection.execute("DROP TRIGGER IF EXISTS temp.audit_fill_in")


def _tell(
    execute: Callable[..., object],
    sql: str,
    params: object,
    many: bool,  # noqa: FBT001 - as Django calls it
    context: dict[str, Any],
) -> object:
    """
    Say who acts before a statement, if that is not known yet.

    What is said inside a transaction is forgotten when it is undone, so only what was said outside
    of one is remembered as said.
    """
    connection: BaseDatabaseWrapper = context["connection"]
    raw, who = connection.connection, actor()
    inside = connection.in_atomic_block
    if _told.get(raw) != who and (not inside or sql.lstrip()[:6].upper().startswith(WRITES)):
        raw.execute("SELECT set_config('zusanli.actor', %s, false)", [who])
        if inside:
            _told.pop(raw, None)
        else:
            _told[raw] = who
    return execute(sql, params, many, context)
