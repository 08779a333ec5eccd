"""Two processes that belong together end together."""

import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.site.at_the_console import environ_of, free_port, ran
from zusanli.site.processes import address, is_taken

EVERYWHERE = "0.0.0.0"  # noqa: S104 - nothing is opened there
WATCH = """
import argparse, os, sys
from zusanli.site.serving import watch
commands = {"the one": ["sleep", sys.argv[1]], "the other": ["sh", "-c", "sleep 300 & wait"]}
options = argparse.Namespace(host="127.0.0.1", port=int(sys.argv[2]))
sys.exit(watch(commands, environ=os.environ, options=options))
"""


@pytest.fixture
def watching():
    """Start to watch over two that do nothing but live, the first so many seconds."""
    started = []

    def start(seconds: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-c", WATCH, seconds, str(free_port())]
        started.append(subprocess.Popen(command, stderr=subprocess.PIPE, text=True))
        return started[-1]

    yield start
    for each in started:
        each.kill()
        each.wait()
        each.stderr.close()


def stat(pid: int | str) -> tuple[str, int]:
    """Give the state of a process, and the number of the one that started it."""
    try:
        # What stands before the last bracket is its name, which may hold anything.
        state, parent = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[:2]
    except (FileNotFoundError, ProcessLookupError):
        return "gone", 0
    return state, int(parent)


def children(pid: int) -> list[int]:
    pids = (each.name for each in Path("/proc").iterdir() if each.name.isdecimal())
    return [int(each) for each in pids if stat(each)[1] == pid]


def lives(pid: int) -> bool:
    """Whether a process runs; one that ended and that nobody asked about yet does not."""
    return stat(pid)[0] not in {"gone", "Z", "X"}


def both_of(process) -> list[int]:
    until = time.monotonic() + 20
    while len(found := children(process.pid)) < 2:
        assert time.monotonic() < until
        time.sleep(0.1)
    return found


def test_when_one_ends_by_itself_the_other_ends_too_and_it_is_no_success(watching):
    process = watching("2")
    both = both_of(process)

    assert process.wait(30) == 1
    assert "Ended by itself, with 0: the one" in process.stderr.read()
    assert not any(lives(each) for each in both)


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_ends_both_and_that_is_no_failure(watching, sign):
    process = watching("300")
    both = both_of(process)
    grandchildren = [each for pid in both for each in children(pid)]
    process.send_signal(sign)

    assert process.wait(30) == 0
    assert not any(lives(each) for each in (*both, *grandchildren))


def test_a_taken_port_is_refused_in_words(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert is_taken(port)
        assert is_taken(port, host=EVERYWHERE)
        done = ran("serve", "--port", str(port), environ=environ_of(tmp_path))

    assert done.returncode == 2
    assert f"{port} is taken by another program; use another, such as --port {port + 1}" in (
        done.stderr
    )
    assert not is_taken(port)


def test_nothing_starts_with_a_wrong_set_up_and_the_words_are_those_of_the_doctor(tmp_path):
    tmp_path.chmod(0o700)
    environ = environ_of(tmp_path, ZUSANLI_SECRET_KEY="")
    done = ran("serve", "--port", str(free_port()), environ=environ)

    assert done.returncode == 1
    assert "secret key: ZUSANLI_SECRET_KEY is not set" in done.stderr
    assert "The clinic was not started" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_demo_listens_to_nobody_else(tmp_path):
    environ = environ_of(tmp_path, ZUSANLI_MODE="demo")
    done = ran("serve", "--host", EVERYWHERE, "--port", str(free_port()), environ=environ)

    assert done.returncode == 2
    assert "listens on this machine alone" in done.stderr


@pytest.mark.parametrize("typed", [("--port", "0"), ("--port", "web"), ("--workers", "0")])
def test_a_slip_on_the_command_line_is_named(typed, tmp_path):
    done = ran("serve", *typed, environ=environ_of(tmp_path))

    assert done.returncode == 2
    assert "is no number from 1 to" in done.stderr


def test_the_pages_are_found_where_the_server_listens():
    assert address(8000) == "http://127.0.0.1:8000"
    assert address(8000, host=EVERYWHERE) == "http://127.0.0.1:8000"
    assert address(8000, host="::") == "http://[::1]:8000"
