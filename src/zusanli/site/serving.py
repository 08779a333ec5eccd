"""`zusanli serve`: start the pages and the worker, watch over both, and end both together."""

import argparse
import contextlib
import json
import logging
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType

from zusanli.errors import InputError
from zusanli.site.checking.environment import LOG, is_demo
from zusanli.site.checking.values import Checked, How, worst
from zusanli.site.checking.whole import (
    data_folder,
    of_inside,
    of_surroundings,
    set_up,
)
from zusanli.site.mail import THIS_MACHINE
from zusanli.site.processes import address, answers, is_taken, server, worker

PAGES, WORKER = "the server of the pages", "the worker"
COUNTS = "ZUSANLI_COUNTS"
SECONDS_BETWEEN_LOOKS = 0.5
SECONDS_TO_START, SECONDS_TO_END = 60, 20
"""Of the second: more than a page may take when it ends, and than a mail server is waited for."""


def run(options: argparse.Namespace) -> int:
    """
    Start the clinic, unless something is wrong with its set-up.

    Raises:
        InputError: the port is taken, or the demo was asked to listen to others.
    """
    _may_listen(options)
    if not _is_ready(migrate=options.migrate):
        return 1
    serving = server(port=options.port, host=options.host, workers=options.workers)
    with _folder_of_counts(options.port) as counts:
        environ = {**os.environ, COUNTS: str(counts)}
        return watch({PAGES: serving, WORKER: worker()}, environ=environ, options=options)


@contextlib.contextmanager
def _folder_of_counts(port: int) -> Iterator[Path]:
    """Make an empty folder that the workers of this start count in; the port is ours alone."""
    folder = data_folder(os.environ) / "counts" / str(port)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700, parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _may_listen(options: argparse.Namespace) -> None:
    if is_demo(os.environ) and options.host not in THIS_MACHINE:
        raise InputError("--host", "the demo listens on this machine alone; leave it out")
    if is_taken(options.port, host=options.host):
        other = f"use another, such as --port {options.port + 1}"
        raise InputError("--port", f"{options.port} is taken by another program; {other}")


def _is_ready(*, migrate: bool) -> bool:
    """Check, and do what a start has to do before it; tell what is not fine."""
    if migrate:
        data_folder(os.environ).mkdir(mode=0o700, parents=True, exist_ok=True)
    around = of_surroundings(os.environ)
    if not _tell(around):
        return False
    set_up()
    if migrate and not _migrate():
        return False
    from zusanli.site.collected import collect

    collect()
    inside = of_inside(around, now=datetime.now(UTC))
    return _tell(inside)


def _migrate() -> bool:
    """Bring the tables up to date, if they are older than this version and not newer."""
    from django.core.management import call_command
    from django.db import DatabaseError, connection

    from zusanli.clinic.migrated import missing_migrations, unknown_migrations

    try:
        missing = missing_migrations()
        if not missing or unknown_migrations():
            return True  # the check that follows says how the tables are
        say(f"Bringing the tables up to date, steps: {len(missing)}")
        call_command("migrate", interactive=False, verbosity=0)
    except DatabaseError:
        # Its words may hold what stands in a record; its place is enough to ask for help with.
        logging.getLogger(__name__).exception("the tables could not be brought up to date")
        say("Nothing was started. The data is as it was before the step that failed.", How.WRONG)
        return False
    finally:
        connection.close()
    return True


def _tell(found: Sequence[Checked]) -> bool:
    for each in found:
        if each.how is not How.FINE:
            say(f"{each.what}: {each.says}. {each.to_do}", each.how)
    may = worst(found) is not How.WRONG
    if not may:
        say("The clinic was not started. zusanli doctor shows the whole set-up.", How.WRONG)
    return may


def watch(
    commands: Mapping[str, Sequence[str]],
    *,
    environ: Mapping[str, str],
    options: argparse.Namespace,
) -> int:
    """Run until a signal says to end, which is no failure, or one of them ends by itself."""
    stop = threading.Event()

    def end(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    # The last is a terminal that was closed.
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, end)
    with _running(commands, environ=environ) as running:
        said = threading.Thread(target=_say_where, args=(options,), daemon=True)
        said.start()
        while not stop.wait(SECONDS_BETWEEN_LOOKS):
            for name, process in running.items():
                if process.poll() is not None:
                    code = process.returncode
                    say(f"Ended by itself, with {code}: {name}. So the other ends too.", How.WRONG)
                    return 1
        say("Ending, as was asked for")
    return 0


def _say_where(options: argparse.Namespace) -> None:
    where = address(options.port, host=options.host)
    if answers(options.port, host=options.host, within=SECONDS_TO_START):
        say(f"The clinic answers at {where}")
    else:
        says = f"The clinic does not say within {SECONDS_TO_START} seconds that it can serve:"
        say(f"{says} see {where}/ready/", How.WARNING)


@contextlib.contextmanager
def _running(
    commands: Mapping[str, Sequence[str]], *, environ: Mapping[str, str]
) -> Iterator[Mapping[str, subprocess.Popen[bytes]]]:
    """Start processes, each with a group of its own, and end them all in the end."""
    running: dict[str, subprocess.Popen[bytes]] = {}
    try:
        for name, command in commands.items():
            running[name] = subprocess.Popen(  # noqa: S603 - our own server and worker
                command, env=environ, stdin=subprocess.DEVNULL, start_new_session=True
            )
        yield running
    finally:
        for process in running.values():
            process.terminate()
        for process in running.values():
            _wait_for(process)


def _wait_for(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(SECONDS_TO_END)
    # What it started itself may have outlived it.
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def say(text: str, how: How = How.FINE) -> None:
    """Tell whoever started the clinic, or its log, in the form that the log has."""
    if os.environ.get(LOG) != "json":
        print(text, file=sys.stderr, flush=True)
        return
    level = {How.FINE: "INFO", How.WARNING: "WARNING", How.WRONG: "ERROR"}[how]
    line = {"time": datetime.now(UTC).isoformat(timespec="milliseconds"), "level": level}
    print(json.dumps({**line, "logger": __name__, "message": text}), file=sys.stderr, flush=True)
