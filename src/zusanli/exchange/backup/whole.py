"""Files and folders that are there whole or not at all, and open to their owner only."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO


@contextmanager
def whole_file(path: Path) -> Iterator[int]:
    """Write into a file that only its owner may read, under another name until it is whole."""
    number, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    part = Path(name)
    try:
        try:
            yield number
            os.fsync(number)
        finally:
            os.close(number)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    _keep_name(path.parent)


def _keep_name(folder: Path) -> None:
    """Let the new name, too, outlast a power cut."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


@contextmanager
def whole_folder(folder: Path) -> Iterator[Path]:
    """Fill a folder under another name; stopped half-way, it leaves nothing."""
    part = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        yield part
        # Takes the place of an empty folder, and of no other.
        part.replace(folder)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise


@contextmanager
def for_its_owner(path: Path, *, encoding: str) -> Iterator[TextIO]:
    """Write a new file that its owner only may read."""
    number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(number, "w", encoding=encoding, newline="") as file:
        yield file
