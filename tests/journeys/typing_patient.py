"""Types in a pseudo-terminal what a patient would type, by what is shown."""

import os
import pty
import re
import select
import signal
import subprocess
import tempfile
from pathlib import Path

from tests.journeys.commands import ZUSANLI
from zusanli.knowledge.store import load

COMPLAINTS = list(load().complaints)
LONGEST = 20
"""Seconds until a test gives up on a terminal that says nothing more."""


def _can_be_interrupted() -> None:
    # Tests that run in the background ignore the interrupt, and the child would inherit that.
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Terminal:
    """Types answers by what is shown, through a pseudo-terminal."""

    def __init__(self, *arguments: str, cwd: Path | None = None) -> None:
        self.master, slave = pty.openpty()
        # A file and not a pipe: nobody reads a pipe while the terminal is watched, and it fills up.
        self.out = tempfile.TemporaryFile()  # noqa: SIM115 - closed in end
        self.process = subprocess.Popen(
            [ZUSANLI, "ask", *arguments],
            stdin=slave,
            stdout=self.out,
            stderr=slave,
            close_fds=True,
            cwd=cwd,
            preexec_fn=_can_be_interrupted,  # noqa: PLW1509 - it starts no thread
        )
        os.close(slave)
        self.shown = ""
        self.typed: list[str] = []

    def until(self, *wanted: str) -> str:
        """Read until one of the words, or the end, and give what came since the last time."""
        since = ""
        while not any(word in since for word in wanted):
            if not select.select([self.master], [], [], LONGEST)[0]:
                self.process.kill()
                raise AssertionError(f"nothing was said for {LONGEST} s after: {since[-300:]}")
            try:
                part = os.read(self.master, 4096).decode()
            except OSError:
                break
            if not part:
                break
            since += part.replace("\r\n", "\n")
        self.shown += since
        return since

    def type(self, line: str) -> None:
        self.typed.append(line)
        os.write(self.master, f"{line}\n".encode())

    def end(self) -> bytes:
        self.until("no such words: read to the end")
        self.process.wait(timeout=20)
        self.out.seek(0)
        out = self.out.read()
        self.out.close()
        os.close(self.master)
        return out


def screen_of(shown: str) -> str:
    return shown.rsplit("Screen", 1)[-1] if "Screen" in shown else shown


def ordinary(shown: str, *, unsure: bool = False) -> str:
    """What Anna types: she has leg pain, is 45, and nothing else is the matter."""
    last = screen_of(shown)
    if "What brings you" in last:
        return str(COMPLAINTS.index("leg_pain") + 1)
    if unsure:
        return "u"
    return "45" if "How old" in last else "n"


def interview(terminal: Terminal, answer=ordinary, *, lines: int = 400) -> bytes:
    for _ in range(lines):
        shown = terminal.until("> ")
        if not shown.endswith("> "):
            break
        terminal.type(answer(shown))
    return terminal.end()


def screens(shown: str) -> int:
    return max(map(int, re.findall(r"^Screen (\d+)", shown, re.MULTILINE)))


def ticking(text: str, ticks: str):
    """Anna, but on the first list with these words she ticks something."""
    left = [ticks]

    def answer(shown: str) -> str:
        if left and text in screen_of(shown):
            return left.pop()
        return ordinary(shown)

    return answer
