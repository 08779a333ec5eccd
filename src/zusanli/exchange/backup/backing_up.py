"""Make a backup: every table as it stood at one moment, and the key files."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from zusanli.clinic.audit.chain import Anchor
from zusanli.clinic.audit.log import head_of_log, note
from zusanli.clinic.audit.models import Verb
from zusanli.clinic.migrated import applied_migrations
from zusanli.exchange.backup.checking import Progress
from zusanli.exchange.backup.contents import (
    About,
    AboutTable,
    Ended,
    Row,
    write_about,
    write_end,
    write_key_file,
    write_table,
)
from zusanli.exchange.backup.key_files import key_files
from zusanli.exchange.backup.locked import locked
from zusanli.exchange.backup.migrated import there_is_a_clinic
from zusanli.exchange.backup.tables import Table, last_number, rows, tables
from zusanli.exchange.backup.whole import whole_file
from zusanli.version import ENGINE_VERSION

KIND = "exchange.backup"


@dataclass(frozen=True, slots=True)
class Made:
    """What a backup holds; `anchor` is the last entry of the log in it."""

    tables: tuple[Ended, ...]
    anchor: Anchor


def back_up(
    path: Path,
    pass_phrase: str,
    *,
    progress: Progress,
    now: datetime,
    cost: dict[str, int] | None = None,
) -> Made:
    """
    Write everything into one locked file, whole or not at all, and write that into the log.

    Raises:
        BackupError: there is no clinic of this version.
        OSError: the disk is full, or the folder went away.
    """
    there_is_a_clinic(connection)
    # Before it is read: what cannot be logged does not leave the house.
    note(Verb.EXPORTED, KIND, now=now)
    with (
        whole_file(path) as number,
        os.fdopen(number, "wb", closefd=False) as file,
        locked(file, pass_phrase, cost=cost) as stream,
        one_moment(),
    ):
        about = _about(now)
        write_about(stream, about)
        for each in key_files():
            write_key_file(stream, each)
        counted = _Counted(progress, about.rows)
        ended = tuple(
            write_table(
                stream,
                each_about,
                counted.through(table),
                last_number=_asking(table),
            )
            for table, each_about in zip(tables(), about.tables, strict=True)
        )
        write_end(stream, about)
        anchor = head_of_log()
    return Made(ended, anchor)


@contextmanager
def one_moment() -> Iterator[None]:
    """
    Read everything as it stands now, while others go on writing.

    Every other transaction on SQLite begins as a writer's, and would make all of them wait.
    """
    with ExitStack() as stack:
        if connection.vendor == "sqlite":
            with _begun_as_a_reader():
                stack.enter_context(transaction.atomic(durable=True))
        else:
            stack.enter_context(transaction.atomic(durable=True))
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield


@contextmanager
def _begun_as_a_reader() -> Iterator[None]:
    wrapper: Any = connection  # the stubs do not know that SQLite's has a mode
    usual, wrapper.transaction_mode = wrapper.transaction_mode, "DEFERRED"
    try:
        yield
    finally:
        wrapper.transaction_mode = usual


@dataclass(slots=True)
class _Counted:
    progress: Progress
    of: int
    done: int = 0

    def through(self, table: Table) -> Iterator[Row]:
        for row in rows(table):
            yield row
            self.done += 1
            self.progress(table.name, self.done, self.of)


def _asking(table: Table) -> Callable[[], int | None]:
    return lambda: last_number(connection, table)


def _about(now: datetime) -> About:
    listed = tuple(
        AboutTable(each.name, each.columns, each.everything().count()) for each in tables()
    )
    return About(
        made_at=now.isoformat(timespec="seconds"),
        made_by=ENGINE_VERSION,
        engine=connection.vendor,
        migrations=applied_migrations(connection),
        tables=listed,
    )
