"""
A file of locked chunks, in the way that is known as STREAM.

Each chunk is locked by ChaCha20-Poly1305 under the number of its place and a mark that only the
last one bears, together with the head of the file. So a chunk that was changed, swapped, doubled,
left out or taken from another backup does not open, nor does a file that was cut off or added to.
The key is used for one file only: its salt is random.

What is inside is read as it is opened, and no byte is given on that was not authenticated.
"""

import io
from typing import TYPE_CHECKING, BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from zusanli.exchange.backup.errors import DamagedError
from zusanli.exchange.backup.keys import Head, key_of, new_head, read_head, write_head

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

CHUNK = 64 * 1024
TAG = 16
"""Bytes by which a chunk grows when it is locked."""


class Locking:
    """What is written here stands locked in a file; `finish` writes the last chunk."""

    def __init__(
        self,
        file: BinaryIO,
        pass_phrase: str,
        *,
        chunk: int = CHUNK,
        cost: dict[str, int] | None = None,
    ) -> None:
        self._head, key = new_head(pass_phrase, chunk=chunk, cost=cost)
        self._file, self._lock = file, ChaCha20Poly1305(key)
        self._waiting, self._number = bytearray(), 0
        write_head(file, self._head)

    def write(self, data: bytes) -> None:
        """Take bytes, and lock what fills a chunk and cannot be the last."""
        self._waiting += data
        while len(self._waiting) > self._head.chunk:
            self._put(bytes(self._waiting[: self._head.chunk]), last=False)
            del self._waiting[: self._head.chunk]

    def finish(self) -> None:
        """Write the chunk without which the file counts as cut off."""
        self._put(bytes(self._waiting), last=True)
        self._waiting.clear()

    def _put(self, plain: bytes, *, last: bool) -> None:
        nonce = _nonce(self._number, last=last)
        self._file.write(self._lock.encrypt(nonce, plain, self._head.line))
        self._number += 1


class Unlocking(io.RawIOBase):
    """
    What stands in a locked file, chunk by chunk.

    Raises:
        DamagedError: the head, or later the chunk that is read, is not as it was written.
        NewerFormatError: the head says so.
        WrongPassPhraseError: the pass phrase is another.
    """

    def __init__(self, file: BinaryIO, pass_phrase: str) -> None:
        super().__init__()
        self._head: Head = read_head(file)
        self._lock = ChaCha20Poly1305(key_of(self._head, pass_phrase))
        self._file, self._number = file, 0
        self._next = file.read(self._head.chunk + TAG)
        self._open = memoryview(b"")
        self._at_end = False

    def readable(self) -> bool:
        """It gives bytes."""
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        """Give bytes of the next chunk, none after the last."""
        while not self._open and not self._at_end:
            self._open = memoryview(self._take())
        into = memoryview(buffer).cast("B")
        given = min(len(into), len(self._open))
        into[:given] = self._open[:given]
        self._open = self._open[given:]
        return given

    def _take(self) -> bytes:
        chunk, self._next = self._next, self._file.read(self._head.chunk + TAG)
        last = not self._next
        plain = self._opened(chunk, last=last)
        if plain is None:
            raise DamagedError("FILE", self._why(chunk, last=last))
        self._number += 1
        self._at_end = last
        return plain

    def _opened(self, chunk: bytes, *, last: bool) -> bytes | None:
        try:
            return self._lock.decrypt(_nonce(self._number, last=last), chunk, self._head.line)
        except InvalidTag:
            return None

    def _why(self, chunk: bytes, *, last: bool) -> str:
        if not chunk or (last and self._opened(chunk, last=False) is not None):
            return f"it was cut off: it ends after part {self._number + bool(chunk)}"
        if not last and self._opened(chunk, last=True) is not None:
            return f"something was added after its end, which is part {self._number + 1}"
        if len(chunk) < self._head.chunk + TAG:
            return f"it was cut off within part {self._number + 1}, or damaged there"
        return f"it is damaged: part {self._number + 1} is not as it was written"


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes((last,))
