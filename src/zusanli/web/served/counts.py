"""
How many requests there were, and how long they took, of all workers together.

Each worker counts in a file of its own, which it holds in memory, and whoever is asked adds up
what stands in all of them: `zusanli serve` makes a folder for these files at each start, so counts
begin with it, and those of a worker that ended stay counted. Without such a folder a process
counts for itself alone.
"""

import mmap
import os
import threading
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.urls import URLResolver, get_resolver

STATIC, NOT_FOUND = "(static)", "(none)"
CLASSES = ("1xx", "2xx", "3xx", "4xx", "5xx")
SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
"""Upper bounds of how long requests took; what takes longer is counted too."""
SLOTS = len(CLASSES) + len(SECONDS) + 2
"""For each page: by class of status, by duration, longer than all, and seconds in all."""
SIZE = 8
"""Bytes of a number."""


@dataclass(frozen=True, slots=True)
class Served:
    """What was served of one page; `by_duration` has one number more than SECONDS, for the rest."""

    route: str
    by_class: tuple[int, ...]
    by_duration: tuple[int, ...]
    seconds: float


class Counts:
    """The counts of this process, beside those of the others."""

    def __init__(self, routes: Sequence[str], *, folder: Path | None) -> None:
        self._places = {route: place for place, route in enumerate(routes)}
        self._folder = folder
        self._lock = threading.Lock()
        self._own = memoryview(self._opened()).cast("d")

    def add(self, route: str, *, status: int, seconds: float) -> None:
        """Count one request."""
        start = self._places.get(route, self._places[NOT_FOUND]) * SLOTS
        by_duration = start + len(CLASSES)
        kind = min(max(status // 100, 1), len(CLASSES)) - 1
        with self._lock:
            self._own[start + kind] += 1
            self._own[by_duration + bisect_left(SECONDS, seconds)] += 1
            self._own[start + SLOTS - 1] += seconds

    def served(self) -> Iterator[Served]:
        """Give what all workers served, without the pages that nobody asked for."""
        whole = [sum(column) for column in zip(*self._all(), strict=True)]
        for route, place in self._places.items():
            *numbers, seconds = whole[place * SLOTS : (place + 1) * SLOTS]
            if any(numbers):
                many = tuple(int(number) for number in numbers)
                yield Served(route, many[: len(CLASSES)], many[len(CLASSES) :], seconds)

    def _opened(self) -> mmap.mmap:
        size = len(self._places) * SLOTS * SIZE
        if self._folder is None:
            return mmap.mmap(-1, size)
        with (self._folder / f"{os.getpid()}").open("a+b") as file:
            file.truncate(size)
            return mmap.mmap(file.fileno(), size)

    def _all(self) -> Iterator[Sequence[float]]:
        if self._folder is None:
            yield self._own.tolist()
            return
        for file in self._folder.iterdir():
            written = file.read_bytes()
            if len(written) == len(self._own) * SIZE:
                yield memoryview(written).cast("d").tolist()


@cache
def counts() -> Counts:
    """Give the counts of this process."""
    folder = Path(settings.COUNTS) if settings.COUNTS else None
    return Counts(sorted({STATIC, NOT_FOUND, *_names(get_resolver())}), folder=folder)


def _names(of: URLResolver, before: str = "") -> Iterator[str]:
    for each in of.url_patterns:
        if isinstance(each, URLResolver):
            yield from _names(each, f"{before}{each.namespace}:" if each.namespace else before)
        elif each.name:
            yield before + each.name
