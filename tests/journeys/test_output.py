"""Where output goes: whole or not at all, nobody else's file touched, and no trace of Python."""

import os
import resource
import subprocess
from pathlib import Path

import pytest

from tests.journeys.commands import ZUSANLI, zusanli

CASE = str(min((Path(__file__).parents[2] / "examples" / "cases").glob("*.json")))
PRECIOUS = "precious"


def run(*arguments: str, **how: object) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [ZUSANLI, *arguments], stderr=subprocess.PIPE, check=False, timeout=60, **how
    )


@pytest.mark.parametrize("neighbour", ["out.txt.part", ".out.txt.part", "out.txt~"])
def test_a_file_of_a_like_name_is_left_alone(tmp_path, neighbour):
    (tmp_path / neighbour).write_text(PRECIOUS)

    assert zusanli("letter", CASE, "--output", str(tmp_path / "out.txt")).returncode == 0
    assert (tmp_path / neighbour).read_text() == PRECIOUS


def test_no_link_is_followed(tmp_path):
    victim, link = tmp_path / "victim", tmp_path / "out.txt"
    victim.write_text(PRECIOUS)
    link.symlink_to(victim)

    assert zusanli("letter", CASE, "--output", str(link)).returncode == 2
    assert zusanli("letter", CASE, "--output", str(link), "--force").returncode == 0
    assert victim.read_text() == PRECIOUS
    assert not link.is_symlink()


def test_a_file_that_cannot_be_written_whole_is_not_written(tmp_path):
    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))

    done = run("faq", "--output", str(tmp_path / "out.txt"), preexec_fn=small)

    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", [("letter", CASE), ("claims",), ("questions",), ("faq",)])
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full disk to lend")
def test_a_disk_that_is_full_is_named(command):
    with Path("/dev/full").open("wb") as full:
        done = run(*command, stdout=full)

    assert done.returncode == 1
    assert done.stderr.decode().startswith("the output cannot be written: ")
    assert b"Traceback" not in done.stderr


def test_output_that_was_closed_is_no_trace_of_python():
    done = run("letter", CASE, preexec_fn=lambda: os.close(1))

    assert done.returncode == 1
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("command", [("letter", CASE), ("questions",), ("claims",)])
def test_other_languages_are_written_whatever_the_terminal_believes(command):
    narrow = {**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    spoken = () if command == ("claims",) else ("--language", "ja")
    done = run(*command, *spoken, env=narrow, stdout=subprocess.PIPE)

    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout.decode("utf-8") == zusanli(*command, *spoken).stdout.decode("utf-8")
