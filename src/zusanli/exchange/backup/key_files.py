"""
The files in ZUSANLI_DATA without which rows of the database cannot be used.

`second-factor-key` is the only one: the secrets of the staff's apps are locked with it, and without
it no code fits. Not taken along: `secret-key` of the demo and ZUSANLI_SECRET_KEY, which sign what
lasts for hours (sessions, forms) and which a new machine should not share with the old one; `mail`,
which a demo keeps to be looked at; `static`, which is made again; columns that an import
remembered, which are typed again.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings

from zusanli.exchange.backup.contents import KeyFile
from zusanli.exchange.backup.errors import BackupError

SECOND_FACTORS = "second-factor-key"


def key_files() -> Iterator[KeyFile]:
    """Give those that are there: the key is made with the first second factor."""
    for name, path in _places().items():
        if path.exists():
            yield KeyFile(name, path.read_bytes())


def none_in_the_way(files: tuple[KeyFile, ...]) -> None:
    """
    See that no other key stands where one is to be put.

    Raises:
        BackupError: one does, and would be lost.
    """
    for file in files:
        path = _place(file)
        if path.exists() and path.read_bytes() != file.data:
            raise BackupError(
                str(path), "another key is there already, and would be lost; move it away first"
            )


@contextmanager
def put(files: tuple[KeyFile, ...]) -> Iterator[None]:
    """Put key files in their places, and take them away again if what follows fails."""
    made: list[Path] = []
    try:
        made += [_place(each) for each in files if _put(each)]
        yield
    except BaseException:
        for path in made:
            path.unlink(missing_ok=True)
        raise


def _put(file: KeyFile) -> bool:
    path = _place(file)
    if path.exists():
        return False
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # Readable by its owner only, and there whole or not at all.
    with NamedTemporaryFile(dir=path.parent) as part:
        part.write(file.data)
        part.flush()
        os.fsync(part.fileno())
        os.link(part.name, path)
    return True


def _place(file: KeyFile) -> Path:
    try:
        return _places()[file.name]
    except KeyError as error:
        raise BackupError(
            "FILE", f"it holds a key file {file.name!r:.40}, which is not known"
        ) from error


def _places() -> dict[str, Path]:
    return {SECOND_FACTORS: Path(settings.SECOND_FACTOR_KEY)}
