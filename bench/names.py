"""
How long a name search takes among 100,000 made-up patients.

    .venv/bin/python -m bench.names                                            on SQLite
    .venv/bin/python -m tools.with_postgresql .venv/bin/python -m bench.names  on PostgreSQL

Names are spread as names are: a few are very common, most are rare; a third are Japanese with
their readings, a fifth Chinese. Somebody is looked for by each kind of what people type, and it is
checked that they are found. The search alone is timed, and the whole page as the server answers it,
with what it writes into the log. The exit code is 1 if somebody was not found.
"""

import argparse
import importlib
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from types import ModuleType

import django

KINDS = (
    "given and family name",
    "beginning of two letters",
    "beginning of a common name",
    "family and given name",
    "one letter each of two names",
    "reading in kana",
    "reading in Latin letters",
    "one character",
    "misspelt",
    "misspelt, with another name",
    "telephone number",
    "its last digits",
    "nobody's name",
)


def main() -> int:
    """Make the patients, look for many of them, and print how long it took."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[1])
    parser.add_argument("--patients", type=int, default=100_000)
    parser.add_argument("--times", type=int, default=200, help="searches of each kind")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="zusanli-bench-") as folder:
        os.environ |= {
            "ZUSANLI_MODE": "demo",
            "ZUSANLI_DATA": folder,
            "DJANGO_SETTINGS_MODULE": "zusanli.site.settings",
        }
        django.setup()
        clinic = importlib.import_module("bench.names_clinic")
        begun = time.perf_counter()
        engine, keys = clinic.set_up(options.patients)
        seconds = time.perf_counter() - begun
        made = f"{options.patients} patients, {keys} keys, made in {seconds:.0f} s"
        print(f"{engine}: {made}", flush=True)
        print("| typed | search, CPU p50, p99 | search p50, p99 | page p50, p99 |")
        lost = sum(_measured(kind, clinic, options.times) for kind in KINDS)
    print(f"{engine}: {lost} searches did not find whom they should")
    return 1 if lost else 0


def _measured(kind: str, clinic: ModuleType, times: int) -> int:
    """Look for as many people by one kind of what is typed, and say how many were not found."""
    typed = list(clinic.searches(kind, times))
    clinic.page("warm")
    lost = 0
    search, page = Took(), Took()
    for text, patient in typed:
        found = search.timed(partial(clinic.search, text))
        # With so many called as it was typed, it is taken for no slip.
        enough = kind.startswith("misspelt") and len(found) >= clinic.FEW
        lost += patient is not None and patient not in found and not enough
        page.timed(partial(clinic.page, text))
    print(f"| {kind} | {search.cpu} | {search.waited} | {page.waited} |", flush=True)
    return lost


class Took:
    """Milliseconds of each time that something was done: on the clock, and of this process."""

    def __init__(self) -> None:
        self._waited: list[float] = []
        self._cpu: list[float] = []

    def timed(self, do: Callable[[], Sequence[object]]) -> Sequence[object]:
        """Do it once."""
        begun, cpu = time.perf_counter(), time.process_time()
        found = do()
        self._cpu.append((time.process_time() - cpu) * 1000)
        self._waited.append((time.perf_counter() - begun) * 1000)
        return found

    @property
    def waited(self) -> str:
        """Half of the times, and 99 of 100, took no longer."""
        return _told(self._waited)

    @property
    def cpu(self) -> str:
        """The same of this process alone, which others do not slow down."""
        return _told(self._cpu)


def _told(took: Sequence[float]) -> str:
    worst = sorted(took)[int(len(took) * 0.99)]
    return f"{statistics.median(took):.1f}, {worst:.1f}"


if __name__ == "__main__":
    sys.exit(main())
