"""Which database: SQLite unless DATABASE_URL says otherwise."""

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from zusanli.errors import InputError

SECONDS_TO_WAIT = 20
"""How long a writer waits for another on SQLite before it gives up."""
SECONDS_KEPT = 60
"""How long a connection is used again: a new one reads the whole schema with its triggers first."""


def database(url: str | None, *, data: Path) -> dict[str, Any]:
    """
    Give Django's settings of the database.

    Raises:
        InputError: DATABASE_URL is none that we know.
    """
    parts = urlsplit(url or "")
    match parts.scheme:
        case "":
            data.mkdir(parents=True, exist_ok=True, mode=0o700)
            return _sqlite(data / "clinic.sqlite3")
        case "sqlite":
            return _sqlite(Path(unquote(parts.path)))
        case "postgres" | "postgresql":
            return {
                "ENGINE": "django.db.backends.postgresql",
                "NAME": unquote(parts.path.lstrip("/")),
                "USER": unquote(parts.username or ""),
                "PASSWORD": unquote(parts.password or ""),
                "HOST": unquote(parts.hostname or ""),
                "PORT": str(parts.port or ""),
                "CONN_MAX_AGE": SECONDS_KEPT,
                "CONN_HEALTH_CHECKS": True,
            }
        case other:
            raise InputError("DATABASE_URL", f"{other!r:.20} is neither sqlite nor postgresql")


def _sqlite(file: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": file,
        "CONN_MAX_AGE": SECONDS_KEPT,
        "OPTIONS": {
            "timeout": SECONDS_TO_WAIT,
            # A transaction that begins as a reader cannot become a writer when another wrote.
            "transaction_mode": "IMMEDIATE",
            # FULL: what was answered or booked is there after the power went.
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
            " PRAGMA foreign_keys=ON;",
        },
    }
