"""
The head of a backup, and the key that its pass phrase makes.

The head is two lines that anybody can read: what the file is and how its key is made, and the
SHA-256 of that line. By the second line a damaged head is told from a wrong pass phrase, and by
`check`, which is derived beside the key and says nothing about it, a wrong pass phrase from damage
further on. Every version of the format has these two lines, so that an older program can say that a
file is newer.
"""

import hashlib
import hmac
import json
import secrets
import unicodedata
from dataclasses import dataclass
from typing import BinaryIO

from zusanli.exchange.backup.errors import DamagedError, NewerFormatError, WrongPassPhraseError

FORMAT = "zusanli.backup/1"
FAMILY = "zusanli.backup/"
LONGEST_HEAD = 4096
"""Bytes of a head line: a file that is none of ours is not read to its end to find one."""
SALT = 32
KEY = 32
SCRYPT = {"n": 2**17, "r": 8, "p": 1}
"""128 MB and about half a second for each guess, as is advised for what is stored for years."""
MOST_SCRYPT = {"n": 2**20, "r": 16, "p": 4}
"""A made-up head cannot ask for more memory than 2 GB."""


@dataclass(frozen=True, slots=True)
class Head:
    """The first line, and what is needed to make the key."""

    line: bytes
    salt: bytes
    check: bytes
    cost: tuple[int, int, int]
    chunk: int


def new_head(
    pass_phrase: str, *, chunk: int, cost: dict[str, int] | None = None
) -> tuple[Head, bytes]:
    """Make the head of a new file, and the key for what follows."""
    cost = cost or SCRYPT
    salt = secrets.token_bytes(SALT)
    key, check = _derive(pass_phrase, salt, (cost["n"], cost["r"], cost["p"]))
    said = {
        "format": FORMAT,
        "cipher": "ChaCha20-Poly1305",
        "compression": "gzip",
        "chunk": chunk,
        "key": {"by": "scrypt", **cost, "salt": salt.hex(), "check": check.hex()},
    }
    line = json.dumps(said, separators=(",", ":")).encode()
    return _head(line), key


def write_head(file: BinaryIO, head: Head) -> None:
    """Write the two lines."""
    file.write(head.line + b"\n" + hashlib.sha256(head.line).hexdigest().encode() + b"\n")


def read_head(file: BinaryIO) -> Head:
    """
    Read the two lines, and believe nothing that they do not bear out.

    Raises:
        DamagedError: they are not as they were written, or the file is something else.
        NewerFormatError: they are, and say that a later version wrote them.
    """
    line = _line(file)
    if hashlib.sha256(line).hexdigest().encode() != _line(file):
        raise DamagedError("FILE", "this is no backup of Zusanli, or its beginning is damaged")
    return _head(line)


def key_of(head: Head, pass_phrase: str) -> bytes:
    """
    Make the key again.

    Raises:
        WrongPassPhraseError: it is not the pass phrase that the file was made with.
    """
    key, check = _derive(pass_phrase, head.salt, head.cost)
    if not hmac.compare_digest(check, head.check):
        raise WrongPassPhraseError(
            "pass phrase", "it is not the one that this backup was made with"
        )
    return key


def _line(file: BinaryIO) -> bytes:
    line = file.readline(LONGEST_HEAD)
    if not line.endswith(b"\n"):
        raise DamagedError("FILE", "this is no backup of Zusanli, or its beginning is damaged")
    return line[:-1]


def _head(line: bytes) -> Head:
    try:
        said = json.loads(line)
        if said["format"] != FORMAT and str(said["format"]).startswith(FAMILY):
            raise NewerFormatError(
                "FILE",
                f"its format is {said['format']!r:.40}, and this version reads {FORMAT}: "
                "install the version of Zusanli that made it",
            )
        key = said["key"]
        cost = (int(key["n"]), int(key["r"]), int(key["p"]))
        head = Head(
            line, bytes.fromhex(key["salt"]), bytes.fromhex(key["check"]), cost, int(said["chunk"])
        )
    except (ValueError, KeyError, TypeError) as error:
        raise DamagedError("FILE", "this is no backup of Zusanli") from error
    dear = any(given > most for given, most in zip(cost, MOST_SCRYPT.values(), strict=True))
    if dear or min(cost) < 1 or not 1 <= head.chunk <= 2**24:
        raise DamagedError("FILE", "its beginning asks for more than any backup of Zusanli does")
    return head


def _derive(pass_phrase: str, salt: bytes, cost: tuple[int, int, int]) -> tuple[bytes, bytes]:
    """Make two keys that say nothing of each other: one to lock with, one to know it by."""
    n, r, p = cost
    # The same letters typed on another keyboard may be other bytes.
    typed = unicodedata.normalize("NFC", pass_phrase).encode()
    try:
        made = hashlib.scrypt(
            typed, salt=salt, n=n, r=r, p=p, dklen=KEY + KEY, maxmem=256 * n * r + 2**20
        )
    except ValueError as error:
        raise DamagedError("FILE", "its key cannot be made as its beginning says") from error
    return made[:KEY], made[KEY:]
