"""`zusanli backup`, `restore` and `export`: what the clinic keeps, out of the house and back."""

import argparse
import getpass
import sys
from datetime import UTC, datetime
from pathlib import Path

from zusanli.cli.at_the_clinic import Progress, clinic, stoppable
from zusanli.cli.output_file import may_write
from zusanli.errors import InputError

OPTION = "--pass-phrase-file"
SHORTEST = 12
"""Letters of a new pass phrase: a file that lies about for years is guessed at for years."""


def run_backup(options: argparse.Namespace) -> int:
    """Write one locked file with everything."""
    file = may_write("FILE", options.file, force=options.force, instead="give another name")
    pass_phrase = _new_pass_phrase(options.pass_phrase_file)
    with stoppable(), clinic():
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
    with stoppable(), clinic():
        from zusanli.exchange.backup.exporting import export, may_export_to

        folder = may_export_to(options.folder)
        progress = Progress("writing")
        done = export(folder, progress=progress, now=datetime.now(UTC))
        progress.end()
    print(f"{options.folder}: {done.rows:,} rows of {done.tables} tables, as CSV and JSON Lines.")
    print("NOT LOCKED: whoever can read this folder knows your patients. Take it away when it has")
    print("done what it is for. What each column is stands in schema.json.")
    return 0


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
    with stoppable(), clinic():
        from zusanli.exchange.backup.restoring import restore

        progress = Progress("bringing back")
        done = restore(file, pass_phrase, progress=progress, now=datetime.now(UTC))
        progress.end()
    about = done.checked.about
    print(f"{about.rows:,} rows of {len(about.tables)} tables are back; each table was read again")
    print("and has the rows and the hash that the backup names.")
    print(f"The log is whole up to {done.log.walk.last}:{done.log.walk.head}")
    print("Compare that with the line you kept. Everybody signs in again.")
    print("Was anybody erased since it was made? Then: zusanli erased --apply FILE")
    return 0


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
