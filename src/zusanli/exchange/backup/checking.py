"""Is a backup whole? Answered by reading every byte of it, without any database."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from zusanli.exchange.backup.contents import About, Ended, KeyFile, Rows, read_about, read_parts
from zusanli.exchange.backup.locked import unlocked

Progress: TypeAlias = Callable[[str, int, int], None]
"""Is told a table, how many rows of all are done, and how many there are."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What a whole backup holds."""

    about: About
    tables: tuple[Ended, ...]
    files: tuple[KeyFile, ...]


def check(path: Path, pass_phrase: str, *, progress: Progress) -> Checked:
    """
    Read a backup to its end.

    Raises:
        BackupError: it cannot be read, is damaged, or has another pass phrase.
    """
    tables, files, done = [], [], 0
    with unlocked(path, pass_phrase) as stream:
        about = read_about(stream)
        for part in read_parts(stream, about):
            match part:
                case Rows():
                    done += len(part.rows)
                    progress(part.table, done, about.rows)
                case Ended():
                    tables.append(part)
                case KeyFile():
                    files.append(part)
    return Checked(about, tuple(tables), tuple(files))
