"""Where the clinic keeps its data: who may read it, on what disk, with how much room."""

import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

from zusanli.site.checking.values import Checked, fine, warning, wrong

FOLDER, KEY_FILE = "data folder", "second-factor-key"
OF_OTHERS = stat.S_IRWXG | stat.S_IRWXO
MEGABYTE = 1_000_000
TOO_LITTLE, LITTLE = 200 * MEGABYTE, 2_000 * MEGABYTE
"""Bytes free. basis = "proposed": a day of a busy clinic writes far less than the first."""
OF_A_NETWORK = frozenset(
    ("nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ceph", "glusterfs", "lustre", "ncpfs", "9p")
)
"""Kinds of file systems whose locks are those of another machine, or none."""
FORMAT_AT, WAL_FORMAT = 18, b"\x02\x02"
"""Bytes 18 and 19 of an SQLite file say how it is written and read; 2 is WAL (its file format)."""


def of_folder(data: Path, *, said: bool, demo: bool) -> Iterator[Checked]:
    """Look at the folder. `said` is that ZUSANLI_DATA names it."""
    found = _folder(data, said=said, demo=demo)
    yield found
    if data.is_dir():
        yield _room(data)
        yield from _key_file(data / KEY_FILE)


def _folder(data: Path, *, said: bool, demo: bool) -> Checked:
    if not data.exists():
        return wrong(
            FOLDER,
            f"{data} is not there",
            f"Make it with: install -d -m 700 {data}, as the user that the clinic runs as.",
        )
    if not data.is_dir() or not os.access(data, os.R_OK | os.W_OK | os.X_OK):
        return wrong(
            FOLDER, f"{data} is no folder that can be written", "Give it to who runs the clinic."
        )
    mode = data.stat().st_mode
    if mode & OF_OTHERS:
        says = f"Others on this machine can get into {data} ({stat.filemode(mode)})"
        to_do = f"Run: chmod 700 {data}"
        return warning(FOLDER, says, to_do) if demo else wrong(FOLDER, says, to_do)
    if not said:
        return warning(
            FOLDER,
            f"{data} hangs on the folder that the command was typed in",
            "Set ZUSANLI_DATA to a folder that is always the same.",
        )
    return fine(FOLDER, f"{data}, which nobody else can read")


def _room(data: Path) -> Checked:
    free = shutil.disk_usage(data).free
    says = f"{free // MEGABYTE:,} MB are free"
    if free < TOO_LITTLE:
        return wrong("disk", says, "Make room: what is charted could not be kept.")
    if free < LITTLE:
        return warning("disk", says, "Make room soon.")
    return fine("disk", says)


def _key_file(file: Path) -> Iterator[Checked]:
    """Look at the key of second factors. Whether there has to be one, the database knows."""
    if not file.exists():
        return
    what = "second factor key"
    if not os.access(file, os.R_OK):
        yield wrong(what, f"{file} cannot be read", "Give it to who runs the clinic.")
    elif file.stat().st_mode & OF_OTHERS:
        yield wrong(what, f"Others on this machine can read {file}", f"Run: chmod 600 {file}")
    else:
        yield fine(what, "It is there, and nobody else can read it")


def of_sqlite(file: Path) -> Iterator[Checked]:
    """Look at the file of the database, which is there."""
    what = "SQLite file"
    kind = kind_of_disk(file)
    if kind in OF_A_NETWORK:
        yield wrong(
            what,
            f"It lies on another machine ({kind}), where two writers can spoil it",
            "Keep ZUSANLI_DATA on a disk of this machine, or use PostgreSQL.",
        )
    elif not kind:
        yield warning(what, "It is not known on what disk it lies", "Keep it on a local one.")
    else:
        yield fine(what, f"It lies on a disk of this machine ({kind})")
    if file.stat().st_mode & OF_OTHERS and file.parent.stat().st_mode & OF_OTHERS:
        to_do = f"Run: chmod 700 {file.parent}"
        yield wrong("SQLite reader", f"Others on this machine can read {file}", to_do)
    with file.open("rb") as opened:
        opened.seek(FORMAT_AT)
        is_wal = opened.read(len(WAL_FORMAT)) == WAL_FORMAT
    if not is_wal:
        yield warning(
            "SQLite journal",
            "It is not in WAL, so that readers and writers wait for each other",
            "The next start puts it right; nothing else may have the file open then.",
        )
    else:
        yield fine("SQLite journal", "WAL")


def kind_of_disk(file: Path, *, mounts: Path = Path("/proc/self/mountinfo")) -> str:
    """Give the kind of file system that a file lies on, such as ext4; empty if nobody knows."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    found, kind = -1, ""
    for line in lines:
        before, _, after = line.partition(" - ")
        # A space in a name is written as \040.
        place = before.split()[4].encode().decode("unicode_escape")
        # Of two at one place the later one hides the earlier.
        if file.resolve().is_relative_to(place) and len(place) >= found:
            found, kind = len(place), after.split()[0]
    return kind
