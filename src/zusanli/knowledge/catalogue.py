"""
A compiled catalogue: what a release keeps of a language.

Apart from `languages`, so that whoever only decides need not load a reader of .po files.
"""

import hashlib
import json
from collections.abc import Mapping

Catalogue = Mapping[str, str]
"""Each English text, and what it is in the language."""


def to_bytes(catalogue: Catalogue) -> bytes:
    """Write a catalogue so that equal ones have equal bytes."""
    return json.dumps(catalogue, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def hashed(catalogue: Catalogue) -> str:
    """Give the name that a release knows a catalogue by."""
    return hashlib.sha256(to_bytes(catalogue)).hexdigest()
