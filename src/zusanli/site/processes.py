"""The two processes of a clinic, the server of its pages and the worker, and the port it is at."""

import json
import socket
import sys
import time
import urllib.error
import urllib.request

EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - named to be asked about
"""Whoever listens everywhere is found on this machine."""
DIRECTLY = urllib.request.build_opener(urllib.request.ProxyHandler({}))
"""A proxy for the rest of the world is not asked about this machine."""
SECONDS_TO_CONNECT, SECONDS_TO_ANSWER, SECONDS_BETWEEN = 1, 5, 0.2


def server(*, port: int, host: str = "127.0.0.1", workers: int = 1) -> list[str]:
    """Give the command that starts the pages."""
    options = ("--port", str(port), "--host", host, "--workers", str(workers))
    return [sys.executable, "-m", "zusanli.site.server", *options]


def worker() -> list[str]:
    """Give the command that starts what sends mail and does what else waits."""
    return [sys.executable, "-m", "zusanli.site", "work"]


def is_taken(port: int, *, host: str = "127.0.0.1") -> bool:
    """
    Whether somebody answers at a port.

    Two servers can share a port without a word, and each answers every other request.
    """
    try:
        there = (EVERYWHERE.get(host, host), port)
        socket.create_connection(there, timeout=SECONDS_TO_CONNECT).close()
    except OSError:
        return False
    return True


def answers(port: int, *, host: str = "127.0.0.1", within: float) -> bool:
    """Whether the clinic says within so many seconds that it can serve patients."""
    until = time.monotonic() + within
    asked = address(port, host=host) + "/health/"
    while True:
        try:
            with DIRECTLY.open(asked, timeout=SECONDS_TO_ANSWER) as answer:
                return bool(json.load(answer)["ok"])
        except (urllib.error.URLError, OSError, ValueError, KeyError):
            if time.monotonic() > until:
                return False
            time.sleep(SECONDS_BETWEEN)


def address(port: int, *, host: str = "127.0.0.1") -> str:
    """Give where the pages are found from this machine."""
    found = EVERYWHERE.get(host, host)
    return f"http://[{found}]:{port}" if ":" in found else f"http://{found}:{port}"
