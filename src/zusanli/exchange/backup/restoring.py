"""Bring a backup back: into an empty database, all of it or nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import DataError, Error, IntegrityError, connection, transaction
from django.db.models import QuerySet

from zusanli.clinic.audit import triggers
from zusanli.clinic.audit.connections import leave_as_it_is
from zusanli.clinic.audit.log import note
from zusanli.clinic.audit.models import Verb
from zusanli.clinic.audit.verifying import Verdict, verify
from zusanli.clinic.premises.models import OpeningLink
from zusanli.exchange.backup.checking import Checked, Progress, check
from zusanli.exchange.backup.contents import Ended, Rows, read_about, read_parts, row_line
from zusanli.exchange.backup.errors import BackupError
from zusanli.exchange.backup.key_files import none_in_the_way, put
from zusanli.exchange.backup.locked import unlocked
from zusanli.exchange.backup.migrated import made_if_missing, same_migrations
from zusanli.exchange.backup.tables import (
    MADE_BY_MIGRATE,
    Table,
    insert,
    rows,
    set_last_number,
    tables,
)

KIND = "exchange.restore"


@dataclass(frozen=True, slots=True)
class Restored:
    """What was brought back and compared; `log` is what a walk along its chain found."""

    checked: Checked
    log: Verdict


def restore(path: Path, pass_phrase: str, *, progress: Progress, now: datetime) -> Restored:
    """
    Bring everything back in one transaction, compare it with the backup, and write it into the log.

    The file is read twice: nothing is written before all of it is known to be whole.

    Raises:
        BackupError: the file or the database is not such that it can be done; nothing was changed.
    """
    checked = check(path, pass_phrase, progress=progress)
    same_migrations(checked.about.migrations, made_by=checked.about.made_by)
    none_in_the_way(checked.files)
    made_if_missing(connection)
    ContentType.objects.clear_cache()
    with put(checked.files), _words_for_errors(), transaction.atomic(durable=True):
        triggers.remove(connection)
        leave_as_it_is(connection)
        _is_empty()
        OpeningLink.objects.all().delete()
        _fill(path, pass_phrase, checked, progress=progress)
        connection.check_constraints()
        _go_on_after(checked.tables)
        triggers.install(connection)
        _compare(checked, progress=progress)
        log = _whole_log()
    note(
        Verb.ADDED,
        KIND,
        details={"made_at": checked.about.made_at, "rows": checked.about.rows},
        now=now,
    )
    return Restored(checked, log)


def _is_empty() -> None:
    for table in tables():
        made = table.model._meta.label_lower in MADE_BY_MIGRATE
        if not made and table.everything().exists():
            count = table.everything().count()
            raise BackupError(
                "DATABASE_URL",
                f"the database is not empty: {table.name} has {count} "
                f"row{'' if count == 1 else 's'}. A backup replaces nothing: give DATABASE_URL or "
                "ZUSANLI_DATA of a new one",
            )


def _fill(path: Path, pass_phrase: str, checked: Checked, *, progress: Progress) -> None:
    ours = {each.name: each for each in tables()}
    _same_columns(checked, ours)
    for label in sorted(MADE_BY_MIGRATE):  # permissions before the kinds that they belong to
        QuerySet(apps.get_model(label)).delete()
    done = 0
    with unlocked(path, pass_phrase) as stream:
        about = read_about(stream)
        if about != checked.about:
            raise BackupError("FILE", "it was replaced while it was read")
        for part in read_parts(stream, about):
            if isinstance(part, Rows):
                insert(connection, ours[part.table], part.rows)
                done += len(part.rows)
                progress(part.table, done, about.rows)


def _same_columns(checked: Checked, ours: dict[str, Table]) -> None:
    theirs = {each.name: each.columns for each in checked.about.tables}
    if theirs != {name: each.columns for name, each in ours.items()}:
        differing = sorted(
            name
            for name in theirs.keys() | ours.keys()
            if name not in ours or theirs.get(name) != ours[name].columns
        )
        raise BackupError(
            "FILE", f"its tables are not those of this version: {differing[0]} differs"
        )


def _go_on_after(ended: tuple[Ended, ...]) -> None:
    ours = {each.name: each for each in tables()}
    for each in ended:
        if each.last_number is not None:
            set_last_number(connection, ours[each.table], each.last_number)


def _compare(checked: Checked, *, progress: Progress) -> None:
    """Read everything back out of the database, and see that it is what was in the file."""
    expected = {each.table: each for each in checked.tables}
    done = 0
    for table in tables():
        hashed, count = sha256(), 0
        for row in rows(table):
            hashed.update(row_line(row) + b"\n")
            count += 1
            done += 1
            progress(table.name, done, checked.about.rows)
        was = expected[table.name]
        if (count, hashed.hexdigest()) != (was.rows, was.sha256):
            raise BackupError(
                "DATABASE_URL",
                f"the rows of {table.name} read back otherwise than they were written",
            )


def _whole_log() -> Verdict:
    verdict = verify()
    if not verdict.is_whole:
        walk = verdict.walk
        why = f"at number {walk.broken}, {walk.because}" if walk.broken else "a trigger is missing"
        raise BackupError("FILE", f"the log in it is not whole: {why}")
    return verdict


@contextmanager
def _words_for_errors() -> Iterator[None]:
    """Say that rows do not fit, without what is in them: databases quote it."""
    try:
        yield
    except (IntegrityError, DataError, ValueError) as error:
        raise BackupError(
            "FILE", f"its rows do not fit the tables ({type(error).__name__}); nothing was changed"
        ) from None
    except Error as error:
        raise BackupError(
            "DATABASE_URL", f"the database refused ({type(error).__name__}); nothing was changed"
        ) from None
