"""
Where compiled releases are kept, and how one is loaded.

A release is a file named by the hash of its bytes; `current` names the one in force. Old ones stay,
so that a decision can be made again by the release that made it. The catalogues of other languages
are files of their own, which a release names: who reads English need not load them.
"""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from zusanli.core.rulebook import RuleBook
from zusanli.core.words import ENGLISH, Words
from zusanli.errors import ReleaseError, RuleError
from zusanli.knowledge.catalogue import Catalogue, hashed
from zusanli.knowledge.catalogue import to_bytes as catalogue_to_bytes
from zusanli.knowledge.document import Document, read_document
from zusanli.knowledge.fingerprint import fingerprint
from zusanli.knowledge.spoken import in_language

PACKAGE = Path(__file__).parent.parent
KB = PACKAGE / "kb"
RELEASES = PACKAGE / "knowledge" / "compiled"
CURRENT = "current"
MARK = "[English] "
"""Stands before a text that nobody has translated; the mark itself is translated like any text."""


def to_bytes(document: Document) -> bytes:
    """Write a document so that equal documents have equal bytes."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def save(
    document: Document, catalogues: Mapping[str, Catalogue], *, releases: Path = RELEASES
) -> str:
    """Keep a release with its catalogues, put it in force, and give its hash."""
    data = to_bytes(document)
    sha256 = hashlib.sha256(data).hexdigest()
    releases.mkdir(parents=True, exist_ok=True)
    files = {f"{hashed(each)}.json": catalogue_to_bytes(each) for each in catalogues.values()}
    # Renamed into place: a reader sees the old release or the new one, never half of either.
    for name, content in (
        *files.items(),
        (f"{sha256}.json", data),
        (CURRENT, sha256.encode()),
    ):
        part = releases / f"{name}.part"
        try:
            part.write_bytes(content)
            part.replace(releases / name)
        finally:
            part.unlink(missing_ok=True)
    return sha256


def load(*, kb: Path = KB, releases: Path = RELEASES, sha256: str | None = None) -> RuleBook:
    """
    Load the release in force, or an old one by its hash.

    Raises:
        ReleaseError: there is none, it is damaged, or kb/ is no longer what it was compiled from.
    """
    wanted = sha256 or _read(releases / CURRENT).decode("ascii", "replace").strip()
    data = _read_whole(wanted, releases)
    try:
        document: Document = json.loads(data)
        if sha256 is None:
            _same_kb(document["built_from"], kb)
        return read_document(document, sha256=wanted)
    except (KeyError, TypeError, ValueError, AttributeError, RuleError) as error:
        raise ReleaseError(
            f"the knowledge release {wanted[:12]} was written by another version; "
            "run: zusanli compile"
        ) from error


def spoken(book: RuleBook, language: str, *, releases: Path = RELEASES) -> RuleBook:
    """
    Give a rule book in another language: its texts, and what else is said about a decision.

    Raises:
        ReleaseError: the catalogue that the release names is missing or damaged.
        KeyError: the release knows no such language.
    """
    if language == ENGLISH:
        return book
    said: dict[str, str] = json.loads(_read_whole(book.languages[language], releases))
    return in_language(book, Words(language, said, mark=said.get(MARK, MARK)))


def _read_whole(wanted: str, releases: Path) -> bytes:
    data = _read(releases / f"{wanted}.json")
    if hashlib.sha256(data).hexdigest() != wanted:
        raise ReleaseError(f"the knowledge release {wanted[:12]} is damaged; run: zusanli compile")
    return data


def _same_kb(built_from: str, kb: Path) -> None:
    # Reading kb/ costs a millisecond or two. It buys that no decision rests on a knowledge base
    # that was taken away, damaged or edited since.
    found = fingerprint(kb)
    if not found:
        raise ReleaseError(f"the knowledge base is missing: {kb} holds nothing")
    if found != built_from:
        raise ReleaseError("kb/ is not what the release was compiled from; run: zusanli compile")


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise ReleaseError("no compiled knowledge base; run: zusanli compile") from error
