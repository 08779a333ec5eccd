"""
A made-up clinic on this machine alone, to look at: `python -m zusanli.site.demo`.

It keeps to its own folder, listens on this machine only, and sends no mail. Starting it twice is
the same as starting it once. `fill` makes it without starting it.
"""

import argparse
import contextlib
import json
import logging
import os
import secrets
import signal
import subprocess
import sys
import time
from pathlib import Path

from zusanli.site.processes import answers, is_taken, server, worker

SECONDS_TO_START, SECONDS_TO_STOP, SECONDS_BETWEEN = 30, 10, 0.1


def main(arguments: list[str] | None = None) -> int:
    """Start or stop the made-up clinic, and say where it is."""
    parser = argparse.ArgumentParser(prog="zusanli.site.demo", description=__doc__.splitlines()[1])
    parser.add_argument("action", nargs="?", choices=("start", "fill", "stop"), default="start")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--data", type=Path, default=Path(".demo"))
    options = parser.parse_args(arguments)
    data = options.data.absolute()
    if options.action == "stop":
        return _stop(data)
    _set_up(data, options.port)
    if options.action == "fill":
        _fill()
        return 0
    if _running(data) == options.port:
        print("The clinic was running already, with everything as it was left.")
        _say_where(options.port)
        return 0
    if is_taken(options.port):
        say = "Port {} is taken by another program. Use another: make demo PORT={}"
        print(say.format(options.port, options.port + 1), file=sys.stderr)
        return 1
    _stop(data)
    _fill()
    return _start(data, options.port)


def _set_up(data: Path, port: int) -> None:
    """Make the folder with its key, and let Django know of it."""
    data.mkdir(mode=0o700, exist_ok=True)
    key = data / "secret-key"
    if not key.exists():
        key.touch(mode=0o600)
        key.write_text(secrets.token_urlsafe(48), encoding="ascii")
    os.environ |= {
        "ZUSANLI_MODE": "demo",
        "ZUSANLI_DATA": str(data),
        "ZUSANLI_ADDRESS": f"http://localhost:{port}",
        "ZUSANLI_SECRET_KEY": key.read_text(encoding="ascii"),
        "DJANGO_SETTINGS_MODULE": "zusanli.site.settings",
    }
    os.environ.pop("DATABASE_URL", None)
    import django

    django.setup()
    # Whoever starts the demo reads where it is; what it sends stands on its mail page.
    logging.disable(logging.INFO)


def _fill() -> None:
    """Make the tables and, the first time, the people."""
    from django.core.management import call_command

    from zusanli.site.collected import collect
    from zusanli.synthetic.clinic import fill

    call_command("migrate", verbosity=0)
    collect()

    if fill():
        print("A small clinic was made up: nobody in it is real.")


def _start(data: Path, port: int) -> int:
    pids = [
        _detached(server(port=port), data / "server.log"),
        _detached(worker(), data / "worker.log"),
    ]
    (data / "running.json").write_text(json.dumps({"port": port, "pids": pids}), encoding="ascii")
    if not answers(port, within=SECONDS_TO_START):
        print(f"The clinic did not start; the reason is in {data / 'server.log'}", file=sys.stderr)
        _stop(data)
        return 1
    _say_where(port)
    return 0


def _detached(command: list[str], log: Path) -> int:
    with log.open("ab") as opened:
        return subprocess.Popen(  # noqa: S603 - our own server and worker
            command, stdin=subprocess.DEVNULL, stdout=opened, stderr=opened, start_new_session=True
        ).pid


def _stop(data: Path) -> int:
    """End the server and the worker, and come back once both are gone: the port is free then."""
    file = data / "running.json"
    if not file.exists():
        return 0
    pids = json.loads(file.read_text(encoding="ascii"))["pids"]
    _end(pids, signal.SIGTERM)
    until = time.monotonic() + SECONDS_TO_STOP
    while any(_is_ours(pid) for pid in pids) and time.monotonic() < until:
        time.sleep(SECONDS_BETWEEN)
    _end(pids, signal.SIGKILL)
    file.unlink()
    return 0


def _end(pids: list[int], how: signal.Signals) -> None:
    for pid in filter(_is_ours, pids):
        # One that ends between the look and the call needs no ending.
        with contextlib.suppress(ProcessLookupError):
            os.killpg(pid, how)


def _running(data: Path) -> int | None:
    """Give the port of our own server, if it answers."""
    file = data / "running.json"
    if not file.exists():
        return None
    started = json.loads(file.read_text(encoding="ascii"))
    ours = any(_is_ours(pid) for pid in started["pids"])
    return started["port"] if ours and answers(started["port"], within=0) else None


def _is_ours(pid: int) -> bool:
    """Whether a process is one that we started: a number may be somebody else's by now."""
    try:
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False
    return b"zusanli.site" in command


def _say_where(port: int) -> None:
    from zusanli.synthetic.tour import tour

    print(tour(f"http://localhost:{port}"))


if __name__ == "__main__":
    sys.exit(main())
