"""The made-up clinic is started, started again, refused a taken port, stopped, and found again."""

import os
import socket
import subprocess
import sys
import urllib.error
import urllib.request

import pytest


@pytest.fixture
def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@pytest.fixture
def demo(tmp_path, port):
    """Run `make demo`'s last step on a folder of its own."""

    def run(*arguments: str, data: str = "demo") -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "zusanli.site.demo", *arguments]
        command += ["--port", str(port), "--data", str(tmp_path / data)]
        # What others set must not lead the demo to their database or their mail server.
        around = {**os.environ, "DATABASE_URL": "mysql://elsewhere", "ZUSANLI_MODE": ""}
        return subprocess.run(command, capture_output=True, text=True, check=False, env=around)

    yield run
    run("stop")


def answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/", timeout=5) as answer:
            return answer.status == 200
    except (urllib.error.URLError, ConnectionError):
        return False


def test_twice_is_as_once_a_taken_port_is_named_and_nothing_is_lost_by_stopping(demo, port):
    first = demo()
    assert first.returncode == 0, first.stderr
    for said in ("A small clinic was made up", f"http://localhost:{port}", "three-miles-more"):
        assert said in first.stdout
    assert answers(port)

    again = demo()
    assert again.returncode == 0
    assert "running already" in again.stdout
    assert "made up:" not in again.stdout

    other = demo(data="another")
    assert other.returncode == 1
    assert f"Port {port} is taken" in other.stderr
    assert f"PORT={port + 1}" in other.stderr

    assert demo("stop").returncode == 0
    assert not answers(port)
    assert demo("stop").returncode == 0

    later = demo()
    assert later.returncode == 0
    assert "made up:" not in later.stdout
    assert answers(port)
