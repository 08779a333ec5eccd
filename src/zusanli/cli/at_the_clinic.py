"""What commands at the clinic's own database share: opening it, telling progress, and stopping."""

import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from zusanli.errors import InputError

SECONDS_BETWEEN = 1.0
"""How often progress is told."""


class Progress:
    """Tells on stderr how far it is, at most once a second; on a terminal in one line."""

    def __init__(self, what: str) -> None:
        self._what, self._told_at = what, time.monotonic()
        self._in_one_line = sys.stderr.isatty()
        self._begun = False

    def __call__(self, table: str, done: int, of: int) -> None:
        """Tell it, if the last time is long enough ago."""
        now = time.monotonic()
        if now - self._told_at < SECONDS_BETWEEN:
            return
        self._told_at, self._begun = now, True
        line = f"{self._what}: {done:,} of {of:,} rows ({table})"
        if self._in_one_line:
            print(f"\r\x1b[K{line}", end="", file=sys.stderr, flush=True)
        else:
            print(line, file=sys.stderr, flush=True)

    def end(self) -> None:
        """Leave the line free for what is said next."""
        if self._in_one_line and self._begun:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)


@contextmanager
def clinic() -> Iterator[None]:
    """Open the clinic that the environment names, and say it in words when it does not answer."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zusanli.site.settings")
    import django
    from django.core.exceptions import ImproperlyConfigured
    from django.db import Error

    try:
        django.setup()
        yield
    except ImproperlyConfigured as error:
        raise InputError("settings", f"the clinic cannot be opened: {error}") from None
    except Error as error:
        raise InputError(
            "DATABASE_URL", f"the database refused or went away ({type(error).__name__})"
        ) from None


@contextmanager
def stoppable() -> Iterator[None]:
    """Clean up when the program is told to end, as when somebody presses Ctrl-C."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
