"""`zusanli backup`, `restore` and `export`: what the clinic keeps, out of the house and back."""

import argparse
import getpass
import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType

from zusanli.cli.output_file import may_write
from zusanli.errors import InputError

OPTION = "--pass-phrase-file"
SHORTEST = 12
"""Letters of a new pass phrase: a file that lies about for years is guessed at for years."""
SECONDS_BETWEEN = 1.0
"""How often progress is told."""


def run_backup(options: argparse.Namespace) -> int:
    """Write one locked file with everything."""
    file = may_write("FILE", options.file, force=options.force, instead="give another name")
    pass_phrase = _new_pass_phrase(options.pass_phrase_file)
    with stoppable(), _clinic():
        from zusanli.exchange.backup.backing_up import back_up

        progress = Progress("locking away")
        made = back_up(file, pass_phrase, progress=progress, now=datetime.now(UTC))
        progress.end()
    rows = sum(each.rows for each in made.tables)
    print(f"{file}: {rows:,} rows of {len(made.tables)} tables, locked.")
    print(f"Its log ends with {made.anchor}")
    print("Keep that line and the pass phrase where this file is not: without it nobody opens it.")
    print(f"Try it: zusanli restore --check {file}")
    return 0


def run_restore(options: argparse.Namespace) -> int:
    """Bring a backup back, or only see that it is whole."""
    file = Path(options.file)
    if not file.is_file():
        raise InputError("FILE", f"there is no file {options.file!r:.80}")
    pass_phrase = _pass_phrase(options.pass_phrase_file)
    return _check(file, pass_phrase) if options.check else _restore(file, pass_phrase)


def run_export(options: argparse.Namespace) -> int:
    """Write every table into a folder, for people and other programs."""
    with stoppable(), _clinic():
        from zusanli.exchange.backup.exporting import export, may_export_to

        folder = may_export_to(options.folder)
        progress = Progress("writing")
        done = export(folder, progress=progress, now=datetime.now(UTC))
        progress.end()
    print(f"{options.folder}: {done.rows:,} rows of {done.tables} tables, as CSV and JSON Lines.")
    print("NOT LOCKED: whoever can read this folder knows your patients. Take it away when it has")
    print("done what it is for. What each column is stands in schema.json.")
    return 0


class Progress:
    """Tells on stderr how far it is, at most once a second; on a terminal in one line."""

    def __init__(self, what: str) -> None:
        self._what, self._told_at = what, time.monotonic()
        self._in_one_line = sys.stderr.isatty()
        self._begun = False

    def __call__(self, table: str, done: int, of: int) -> None:
        """Tell it, if the last time is long enough ago."""
        now = time.monotonic()
        if now - self._told_at < SECONDS_BETWEEN:
            return
        self._told_at, self._begun = now, True
        line = f"{self._what}: {done:,} of {of:,} rows ({table})"
        if self._in_one_line:
            print(f"\r\x1b[K{line}", end="", file=sys.stderr, flush=True)
        else:
            print(line, file=sys.stderr, flush=True)

    def end(self) -> None:
        """Leave the line free for what is said next."""
        if self._in_one_line and self._begun:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def _check(file: Path, pass_phrase: str) -> int:
    from zusanli.exchange.backup.checking import check

    progress = Progress("reading")
    with stoppable():
        checked = check(file, pass_phrase, progress=progress)
    progress.end()
    about = checked.about
    print(f"{file} is whole: {about.rows:,} rows of {len(about.tables)} tables.")
    print(f"Made at {about.made_at} by Zusanli {about.made_by}, from {about.engine}.")
    print(f"Key files in it: {', '.join(each.name for each in checked.files) or 'none'}.")
    return 0


def _restore(file: Path, pass_phrase: str) -> int:
    with stoppable(), _clinic():
        from zusanli.exchange.backup.restoring import restore

        progress = Progress("bringing back")
        done = restore(file, pass_phrase, progress=progress, now=datetime.now(UTC))
        progress.end()
    about = done.checked.about
    print(f"{about.rows:,} rows of {len(about.tables)} tables are back; each table was read again")
    print("and has the rows and the hash that the backup names.")
    print(f"The log is whole up to {done.log.walk.last}:{done.log.walk.head}")
    print("Compare that with the line you kept. Everybody signs in again.")
    return 0


@contextmanager
def _clinic() -> Iterator[None]:
    """Open the clinic that the environment names, and say it in words when it does not answer."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zusanli.site.settings")
    import django
    from django.core.exceptions import ImproperlyConfigured
    from django.db import Error

    try:
        django.setup()
        yield
    except ImproperlyConfigured as error:
        raise InputError("settings", f"the clinic cannot be opened: {error}") from None
    except Error as error:
        raise InputError(
            "DATABASE_URL", f"the database refused or went away ({type(error).__name__})"
        ) from None


@contextmanager
def stoppable() -> Iterator[None]:
    """Clean up when the program is told to end, as when somebody presses Ctrl-C."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _new_pass_phrase(file: str | None) -> str:
    given = _pass_phrase(file)
    if len(given) < SHORTEST:
        raise InputError("pass phrase", f"it has fewer than {SHORTEST} letters; take four words")
    if file is None and getpass.getpass("Once more: ") != given:
        raise InputError("pass phrase", "the two are not the same")
    return given


def _pass_phrase(file: str | None) -> str:
    """Read it from a file or ask for it; an argument could be read by everybody on the machine."""
    if file is None:
        if not sys.stdin.isatty():
            raise InputError("pass phrase", f"nobody can be asked here; give {OPTION} FILE")
        return getpass.getpass("Pass phrase: ")
    try:
        given = Path(file).read_text(encoding="utf-8").removesuffix("\n").removesuffix("\r")
    except OSError as error:
        raise InputError(OPTION, f"{file} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise InputError(OPTION, f"{file} is no text in UTF-8") from error
    if not given.strip():
        raise InputError(OPTION, f"{file} is empty")
    return given
