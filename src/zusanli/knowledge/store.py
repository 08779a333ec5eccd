"""
Where compiled releases are kept, and how one is loaded.

A release is a file named by the hash of its bytes; `current` names the one in force. Old ones stay,
so that a decision can be made again by the release that made it.
"""

import hashlib
import json
from pathlib import Path

from zusanli.core.rulebook import RuleBook
from zusanli.errors import ReleaseError, RuleError
from zusanli.knowledge.document import Document, read_document
from zusanli.knowledge.fingerprint import fingerprint

PACKAGE = Path(__file__).parent.parent
KB = PACKAGE / "kb"
RELEASES = PACKAGE / "knowledge" / "compiled"
CURRENT = "current"


def to_bytes(document: Document) -> bytes:
    """Write a document so that equal documents have equal bytes."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def save(document: Document, *, releases: Path = RELEASES) -> str:
    """Keep a release, put it in force, and give its hash."""
    data = to_bytes(document)
    sha256 = hashlib.sha256(data).hexdigest()
    releases.mkdir(parents=True, exist_ok=True)
    # Renamed into place: a reader sees the old release or the new one, never half of either.
    for name, content in ((f"{sha256}.json", data), (CURRENT, sha256.encode())):
        part = releases / f"{name}.part"
        part.write_bytes(content)
        part.replace(releases / name)
    return sha256


def load(*, kb: Path = KB, releases: Path = RELEASES, sha256: str | None = None) -> RuleBook:
    """
    Load the release in force, or an old one by its hash.

    Raises:
        ReleaseError: there is none, it is damaged, or kb/ is no longer what it was compiled from.
    """
    wanted = sha256 or _read(releases / CURRENT).decode("ascii", "replace").strip()
    data = _read(releases / f"{wanted}.json")
    if hashlib.sha256(data).hexdigest() != wanted:
        raise ReleaseError(f"the knowledge release {wanted[:12]} is damaged; run: zusanli compile")
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
