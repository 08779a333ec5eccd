"""`zusanli erased`: the list of who was erased, kept beside backups and read after a restore."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from zusanli.cli.at_the_clinic import clinic, stoppable
from zusanli.cli.output_file import may_write
from zusanli.errors import InputError


def run(options: argparse.Namespace) -> int:
    """Write the list, read it, or clear old bytes away."""
    with stoppable(), clinic():
        if options.tidy:
            return _tidy()
        return _apply(options) if options.apply else _write(options)


def _write(options: argparse.Namespace) -> int:
    from zusanli.clinic.erasure.tombstones import lines

    written = list(lines())
    if options.write is None:
        sys.stdout.writelines(written)
        return 0
    file = may_write("--write", options.write, force=options.force, instead="give another name")
    part = file.with_name(f".{file.name}.part")
    part.write_text("".join(written), encoding="utf-8")
    part.replace(file)
    print(f"{file}: {len(written)} erased people, none of them by name. Keep it with the backups.")
    return 0


def _apply(options: argparse.Namespace) -> int:
    from zusanli.clinic.audit.log import seal
    from zusanli.clinic.erasure.tidying import tidy
    from zusanli.clinic.erasure.tombstones import apply, read

    try:
        with Path(options.apply).open(encoding="utf-8") as file:
            stones = read(file, name="--apply")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError("--apply", f"{options.apply} cannot be read") from error
    done = apply(stones, try_only=options.try_only)
    if options.try_only:
        print(f"{done.people} people would be erased again, {done.rows:,} rows. Nobody was.")
        return 0
    seal(now=datetime.now(UTC))
    tidy()
    print(
        f"{done.people} people are erased again, {done.rows:,} rows; {done.laid} tombstones laid."
    )
    return 0


def _tidy() -> int:
    from zusanli.clinic.erasure.tidying import NotTidiedError, tidy

    try:
        tidy()
    except NotTidiedError:
        raise InputError("DATABASE_URL", "the database is busy: stop the clinic first") from None
    print("Nothing of rows that are gone is left in the files of the database.")
    return 0
