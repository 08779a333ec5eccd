"""
The bytes of rows that are gone.

A database that removes a row keeps its bytes until it needs the room. On SQLite the file is written
anew, and what was waiting in the file beside it is taken over; on PostgreSQL every table is.
"""

from django.db import OperationalError, connection


class NotTidiedError(Exception):
    """The database was busy, so old bytes may still stand in its file."""


def tidy() -> None:
    """
    Let nothing of rows that are gone be left in the files of the database.

    It takes the database for itself for as long as that lasts.

    Raises:
        NotTidiedError: it was busy; nothing else was changed.
    """
    statements = (
        ("VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)")
        if connection.vendor == "sqlite"
        else ("VACUUM FULL",)
    )
    try:
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
                row = cursor.fetchone() if statement.startswith("PRAGMA") else None
                if row is not None and row[0]:
                    raise NotTidiedError
    except OperationalError as error:
        raise NotTidiedError from error
