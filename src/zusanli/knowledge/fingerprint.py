"""Whether a knowledge base is still the one that a release was compiled from."""

import hashlib
from pathlib import Path


def fingerprint(kb: Path) -> str:
    """
    Hash the names and bytes of all that kb/ holds.

    A release remembers it, so that one compiled from another kb/ is noticed before it decides.
    """
    digest = hashlib.sha256()
    files = sorted(file for file in kb.rglob("*") if file.suffix in {".toml", ".csv", ".md", ".po"})
    for file in files:
        content = file.read_bytes()
        digest.update(f"{file.relative_to(kb).as_posix()} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest() if files else ""
