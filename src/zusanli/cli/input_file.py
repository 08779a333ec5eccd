"""The files that are read: never more of one than a command can use."""

import sys
from pathlib import Path

from zusanli.core.case.json_text import MOST_BYTES
from zusanli.errors import InputError


def read_input(name: str) -> bytes:
    """
    Read a file, or standard input where the name is `-`.

    Raises:
        InputError: it cannot be read.
    """
    # One byte more than is allowed tells a file that is too large without reading all of it.
    try:
        if name == "-":
            return sys.stdin.buffer.read(MOST_BYTES + 1)
        with Path(name).open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise InputError(name, f"cannot be read: {reason}") from error
