"""Runs the commands of the site as somebody does who sets up a clinic."""

import os
import socket
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

PROGRAM = (sys.executable, "-m", "zusanli")
OURS = ("ZUSANLI_", "DATABASE_URL", "DJANGO_SETTINGS_MODULE")


def environ_of(data: Path, **more: str) -> dict[str, str]:
    """Give the environment of a clinic that is set up right, whatever is set around the test."""
    around = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    return around | {
        "ZUSANLI_DATA": str(data),
        "ZUSANLI_SECRET_KEY": "q8Zr-3vTnW0yLk5XcB7dGm2PsJf9HaQe6uRt1oVi4bNxKzMwYpCl",
        "ZUSANLI_ADDRESS": "https://willow.example",
        "ZUSANLI_HOSTS": "willow.example",
        **more,
    }


def ran(*arguments: str, environ: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*PROGRAM, *arguments],
        env=environ,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]
