"""
The chain as a calculation: values in, values out.

Whoever can write to the database can also drop its triggers, and could write a whole new chain.
Against that helps an anchor: number and hash of an entry, kept elsewhere (printed, sent to the
accountant). A chain that does not hold the anchor is not the one that was there.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

HASH = 64
"""Letters of a SHA-256 in hexadecimal."""
START = "0" * HASH
"""What the first entry has before it."""
FORMAT = "zusanli.audit/1"


@dataclass(frozen=True, slots=True)
class Link:
    """One entry as it is hashed."""

    number: int
    at: datetime
    who: str
    verb: str
    kind: str
    record: str
    patient: str
    details: str
    change: int | None
    previous: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """An entry that is known to have stood there, from a copy kept elsewhere."""

    number: int
    hash: str

    def __str__(self) -> str:
        return f"{self.number}:{self.hash}"

    @classmethod
    def read(cls, typed: str) -> "Anchor":
        """
        Read an anchor as it is printed.

        Raises:
            ValueError: it is none.
        """
        number, _, hashed = typed.strip().partition(":")
        if not (number.isascii() and number.isdecimal()) or len(hashed) != HASH:
            raise ValueError("an anchor is a number, a colon and a hash of 64 letters")
        return cls(int(number), hashed.lower())


@dataclass(frozen=True, slots=True)
class Walk:
    """How far a chain is whole; `broken` is the first number that is not as it was written."""

    last: int
    head: str
    broken: int | None = None
    because: str = ""


def canonical(details: object) -> str:
    """Give plain values as the one text that stands for them."""
    return json.dumps(details, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def hash_of(link: Link) -> str:
    """Give the hash of an entry, over all that it says and the hash before it."""
    said = asdict(link) | {
        "format": FORMAT,
        "at": link.at.astimezone(UTC).isoformat(timespec="microseconds"),
    }
    return hashlib.sha256(canonical(said).encode()).hexdigest()


def as_line(link: Link, kept: str) -> str:
    """Give an entry as a line of JSON, from which its hash can be recomputed anywhere."""
    said = asdict(link) | {"at": link.at.astimezone(UTC).isoformat(timespec="microseconds")}
    return canonical({"format": FORMAT, **said, "hash": kept})


def walk(chain: Iterable[tuple[Link, str]], *, anchor: Anchor | None = None) -> Walk:
    """Recompute a chain of entries and their hashes from its beginning."""
    last, head = 0, START
    for link, kept in chain:
        if why := _wrong(link, kept, number=last + 1, previous=head):
            return Walk(last, head, last + 1, why)
        if anchor is not None and link.number == anchor.number and kept != anchor.hash:
            return Walk(last, head, link.number, "it is not the entry that the anchor was taken of")
        last, head = link.number, kept
    if anchor is not None and anchor.number > last:
        return Walk(last, head, last + 1, f"it is missing: the log once went on to {anchor.number}")
    return Walk(last, head)


def _wrong(link: Link, kept: str, *, number: int, previous: str) -> str:
    if link.number != number:
        return "it is missing"
    if link.previous != previous:
        return "it does not follow the entry before it"
    if hash_of(link) != kept:
        return "it was changed after it was written"
    return ""
