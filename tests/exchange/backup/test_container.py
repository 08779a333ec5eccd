"""A locked file opens as it was written, or says in words why it does not."""

import io
import os
import signal
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zusanli.cli.at_the_clinic import stoppable
from zusanli.exchange.backup.container import TAG, Locking, Unlocking
from zusanli.exchange.backup.errors import (
    BackupError,
    DamagedError,
    NewerFormatError,
    WrongPassPhraseError,
)
from zusanli.exchange.backup.keys import Head, write_head
from zusanli.exchange.backup.whole import whole_file

PHRASE = "four words are enough"
QUICK = {"n": 2, "r": 1, "p": 1}
"""A key that is made at once, for the thousands that are made here."""
CHUNK = 8
PLAIN = b"ST36 three miles more"


def lock(plain: bytes, *, phrase: str = PHRASE, chunk: int = CHUNK) -> bytes:
    file = io.BytesIO()
    locking = Locking(file, phrase, chunk=chunk, cost=QUICK)
    locking.write(plain)
    locking.finish()
    return file.getvalue()


def unlock(data: bytes, *, phrase: str = PHRASE) -> bytes:
    return Unlocking(io.BytesIO(data), phrase).readall()


def parts_of(data: bytes) -> tuple[bytes, list[bytes]]:
    first, second, rest = data.split(b"\n", 2)
    size = CHUNK + TAG
    return first + b"\n" + second + b"\n", [
        rest[at : at + size] for at in range(0, len(rest), size)
    ]


@given(st.binary(max_size=100), st.integers(1, 20))
def test_what_is_locked_opens_as_it_was(plain, chunk):
    assert unlock(lock(plain, chunk=chunk)) == plain


def test_it_does_not_matter_in_what_pieces_it_was_written():
    file = io.BytesIO()
    locking = Locking(file, PHRASE, chunk=CHUNK, cost=QUICK)
    for byte in PLAIN:
        locking.write(bytes((byte,)))
    locking.finish()

    assert unlock(file.getvalue()) == PLAIN


def test_nothing_of_what_is_locked_can_be_read_in_the_file():
    assert b"ST36" not in lock(PLAIN)
    assert lock(PLAIN) != lock(PLAIN)


def test_every_byte_that_is_changed_is_noticed():
    whole = lock(PLAIN)
    opened = []
    for place in range(len(whole)):
        for change in range(1, 256):
            damaged = bytearray(whole)
            damaged[place] ^= change
            try:
                unlock(bytes(damaged))
            except DamagedError:
                continue
            except BackupError as error:
                opened.append((place, change, error))
            else:
                opened.append((place, change, None))

    assert opened == []


def test_a_file_that_was_cut_off_anywhere_is_noticed():
    whole = lock(PLAIN)
    for length in range(len(whole)):
        with pytest.raises(DamagedError):
            unlock(whole[:length])


def test_a_file_that_was_cut_off_between_two_parts_says_so():
    head, parts = parts_of(lock(PLAIN))
    for kept in range(len(parts)):
        with pytest.raises(DamagedError, match=f"cut off: it ends after part {kept}$"):
            unlock(head + b"".join(parts[:kept]))


def test_a_file_that_was_added_to_says_so():
    with pytest.raises(DamagedError, match="added after its end"):
        unlock(lock(PLAIN[:CHUNK]) + b"x")


@pytest.mark.parametrize(
    "order",
    [
        pytest.param((1, 0, 2), id="swapped"),
        pytest.param((0, 2), id="left out"),
        pytest.param((0, 0, 1, 2), id="doubled"),
        pytest.param((0, 1, 2, 2), id="the last one doubled"),
    ],
)
def test_parts_in_another_order_do_not_open(order):
    head, parts = parts_of(lock(PLAIN))
    assert len(parts) == 3

    with pytest.raises(DamagedError):
        unlock(head + b"".join(parts[each] for each in order))


def test_a_part_of_another_backup_with_the_same_pass_phrase_does_not_open():
    head, parts = parts_of(lock(PLAIN))
    _, others = parts_of(lock(PLAIN))

    with pytest.raises(DamagedError, match="part 2 is not as it was written"):
        unlock(head + parts[0] + others[1] + parts[2])


def test_a_wrong_pass_phrase_is_told_from_damage():
    with pytest.raises(WrongPassPhraseError, match="not the one that this backup was made with"):
        unlock(lock(PLAIN), phrase="four other words here")


def test_a_pass_phrase_may_be_typed_on_another_keyboard():
    assert unlock(lock(PLAIN, phrase="cafe\u0301 am Fluss"), phrase="caf\u00e9 am Fluss") == PLAIN


def test_a_newer_format_is_told_from_damage():
    file = io.BytesIO()
    write_head(file, Head(b'{"format":"zusanli.backup/2"}', b"", b"", (2, 1, 1), 1))

    with pytest.raises(NewerFormatError, match=r"zusanli.backup/2.*this version reads"):
        unlock(file.getvalue())


@pytest.mark.parametrize(
    "asked",
    [
        b'{"n":1073741824,"r":8,"p":1,"salt":"00","check":"00"}',
        b'{"n":1024,"r":8,"p":4096,"salt":"00","check":"00"}',
        b'{"n":3,"r":8,"p":1,"salt":"00","check":"00"}',
        b'{"n":0,"r":8,"p":1,"salt":"00","check":"00"}',
    ],
)
def test_a_made_up_beginning_cannot_ask_for_the_machine(asked):
    file = io.BytesIO()
    line = b'{"format":"zusanli.backup/1","chunk":8,"key":' + asked + b"}"
    write_head(file, Head(line, b"", b"", (2, 1, 1), 1))

    with pytest.raises(DamagedError):
        unlock(file.getvalue())


@pytest.mark.parametrize("data", [b"", b"\n\n", b"%PDF-1.7\n", b"x" * 10_000, bytes(10_000)])
def test_something_else_is_said_to_be_no_backup(data):
    with pytest.raises(DamagedError, match="no backup of Zusanli"):
        unlock(data)


KILLED = """
import os, signal, sys
from pathlib import Path
from zusanli.exchange.backup.whole import whole_file
with whole_file(Path(sys.argv[1])) as number:
    os.write(number, b"half of it")
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_killed_program_leaves_nothing_under_the_name_and_nothing_for_others_to_read(tmp_path):
    ran = subprocess.run([sys.executable, "-c", KILLED, tmp_path / "backup"], check=False)

    assert ran.returncode == -signal.SIGKILL
    assert not (tmp_path / "backup").exists()
    assert [file.stat().st_mode & 0o777 for file in tmp_path.iterdir()] == [0o600]


def test_a_program_that_is_told_to_end_cleans_up(tmp_path):
    with pytest.raises(KeyboardInterrupt), stoppable(), whole_file(tmp_path / "backup"):
        os.kill(os.getpid(), signal.SIGTERM)

    assert list(tmp_path.iterdir()) == []
