"""A locked file as a stream of lines: locked, and packed before it is locked."""

import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from zusanli.exchange.backup.container import CHUNK, Locking, Unlocking
from zusanli.exchange.backup.errors import BackupError, DamagedError

EFFORT = 3
"""Of 9: half the time of the usual 6, for a file that is a tenth longer."""
GZIP = 31
"""How zlib is asked for the form of gzip."""


class Packing:
    """What is written here is packed as gzip does it, and then locked."""

    def __init__(self, locking: Locking) -> None:
        self._packed = zlib.compressobj(EFFORT, wbits=GZIP)
        self._locking = locking

    def write(self, data: bytes) -> None:
        """Take bytes."""
        self._locking.write(self._packed.compress(data))

    def finish(self) -> None:
        """Write what is not out yet, and the end."""
        self._locking.write(self._packed.flush())
        self._locking.finish()


@contextmanager
def locked(
    file: BinaryIO, pass_phrase: str, *, chunk: int = CHUNK, cost: dict[str, int] | None = None
) -> Iterator[Packing]:
    """Write into a locked file; without coming to the end of the block it counts as cut off."""
    packing = Packing(Locking(file, pass_phrase, chunk=chunk, cost=cost))
    yield packing
    packing.finish()


@contextmanager
def unlocked(path: Path, pass_phrase: str) -> Iterator[io.BufferedIOBase]:
    """
    Read what is in a locked file.

    Raises:
        BackupError: it cannot be read, is damaged, or has another pass phrase.
    """
    try:
        file = path.open("rb")
    except OSError as error:
        raise BackupError("FILE", f"{path} cannot be read: {error.strerror}") from error
    with file:
        opened = io.BufferedReader(Unlocking(file, pass_phrase))
        try:
            with gzip.GzipFile(fileobj=opened) as packed:
                yield packed
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            raise DamagedError("FILE", "it opens, but cannot be unpacked") from error
