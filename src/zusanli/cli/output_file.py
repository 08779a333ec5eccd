"""The files that are written: checked before the work, then written whole."""

import json
import os
import tempfile
from pathlib import Path

from zusanli.errors import InputError


def may_write(option: str, name: str, *, force: bool, instead: str) -> Path:
    """
    Give the path of a file that is to be written later.

    Said before anything is asked, so that nobody answers for a quarter of an hour in vain.

    Raises:
        InputError: it is there already, or its folder takes no file.
    """
    file = Path(name)
    if not name.strip() or file.is_dir():
        raise InputError(option, f"{name!r:.80} is no name of a file")
    if not force and os.path.lexists(file):
        raise InputError(option, f"{name} is there already; {instead}, or add --force")
    if not file.parent.is_dir():
        raise InputError(option, f"{file.parent} is no folder")
    if not os.access(file.parent, os.W_OK):
        raise InputError(option, f"nothing may be written in {file.parent}")
    return file


def write_whole(file: Path, data: bytes) -> None:
    """
    Write a file whole or not at all, for the eyes of its owner only.

    Raises:
        InputError: the disk is full, or the folder went away.
    """
    try:
        # A new file of its own, which nobody else's is mistaken for, and which only we may read.
        number, name = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
        part = Path(name)
        try:
            with os.fdopen(number, "wb") as opened:
                opened.write(data)
            part.replace(file)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise InputError(str(file), f"cannot be written: {error.strerror}") from error


def as_text(data: dict[str, object]) -> str:
    """Give the text of CASE.json."""
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def unused(wanted: Path) -> Path:
    """Give a name that no file has yet."""
    number, path = 1, wanted
    while os.path.lexists(path):
        number += 1
        path = wanted.with_stem(f"{wanted.stem}-{number}")
    return path
