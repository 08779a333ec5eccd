"""
How long a name search takes among 100,000 made-up patients.

    .venv/bin/python -m bench.names                                             on SQLite
    .venv/bin/python -m tools.with_postgresql .venv/bin/python -m bench.names   on PostgreSQL

Names are spread as names are: a few are very common, most are rare; a third are Japanese with their
readings, a fifth Chinese. Somebody is looked for by each kind of what people type, and it is checked
that they are found. The search alone is timed, and the whole page as the server answers it, with
what it writes into the log. The exit code is 1 if somebody was not found.
"""

import argparse
import importlib
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence

import django

KINDS = (
    "name in full",
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
        print(f"{engine}: {options.patients} patients, {keys} keys, made in {seconds:.0f} s")
        lost = sum(_measured(kind, clinic, options.times) for kind in KINDS)
    print(f"{engine}: {lost} searches did not find whom they should")
    return 1 if lost else 0


def _measured(kind: str, clinic: object, times: int) -> int:
    """Look for as many people by one kind of what is typed, and say how many were not found."""
    typed = list(clinic.searches(kind, times))  # type: ignore[attr-defined]
    lost = 0
    alone: list[float] = []
    for text, patient in typed:
        took, found = _timed(lambda text=text: clinic.search(text))  # type: ignore[attr-defined,misc]
        alone.append(took)
        lost += patient is not None and patient not in found
    page = [_timed(lambda text=text: clinic.page(text))[0] for text, _ in typed]  # type: ignore[attr-defined,misc]
    print(f"{kind:32} {_told(alone)}   page {_told(page)}", flush=True)
    return lost


def _timed(do: Callable[[], Sequence[object]]) -> tuple[float, Sequence[object]]:
    begun = time.perf_counter()
    found = do()
    return (time.perf_counter() - begun) * 1000, found


def _told(took: Sequence[float]) -> str:
    in_order = sorted(took)
    worst = in_order[int(len(in_order) * 0.99)]
    return f"p50 {statistics.median(in_order):5.1f} ms, p99 {worst:5.1f} ms"


if __name__ == "__main__":
    sys.exit(main())
