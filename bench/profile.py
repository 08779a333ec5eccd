"""
Where the time of a decision goes, and with `--pages` that of two pages of the clinic.

    python -m bench.profile [--pages]

Shares are of the processor's time under cProfile, which makes small functions look dearer than
they are: they say where to look. What a change brings is measured without it, old beside new.
"""

import argparse
import cProfile
import importlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from types import CodeType

import django

from bench.patients import made_up_answers
from zusanli.core.case.reading import read_case
from zusanli.core.decide import decide
from zusanli.core.rulebook import RuleBook
from zusanli.knowledge.store import load
from zusanli.version import ENGINE_VERSION

CASES = Path(__file__).parent.parent / "examples" / "cases"
ON = datetime(2026, 11, 22, 10, tzinfo=UTC)
PATIENTS, ROUNDS, SEED = 100, 20, 20261122
SHOWN = 24


def main() -> None:
    """Print the profiles."""
    options = argparse.ArgumentParser(prog="bench.profile", description=__doc__)
    options.add_argument("--pages", action="store_true", help="also a screen and a review")
    pages = options.parse_args().pages
    of_decisions()
    if pages:
        of_pages()


def of_decisions() -> None:
    """Profile whole decisions of the real cases and of made-up patients."""
    book = load()
    real = [json.loads(case.read_bytes()) for case in sorted(CASES.glob("*.json"))]
    made_up = made_up_answers(book, count=PATIENTS, seed=SEED)
    patients: list[object] = [{"complaints": ["leg_pain"], "answers": each} for each in made_up]
    for title, cases in (("the real cases", real * ROUNDS), ("made-up patients", patients)):
        print_shares(f"a decision, {title}", partial(decide_all, cases, book), len(cases))


def decide_all(cases: list[object], book: RuleBook) -> None:
    """Read and decide each case."""
    for case in cases:
        decide(case=read_case(case, book=book, now=ON), book=book, engine=ENGINE_VERSION)


def of_pages() -> None:
    """Profile two pages of a made-up clinic, asked for within this process."""
    with tempfile.TemporaryDirectory(prefix="zusanli-bench-") as folder:
        data = Path(folder) / "demo"
        command = [sys.executable, "-m", "zusanli.site.demo", "fill", "--data", str(data)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        os.environ |= {
            "ZUSANLI_MODE": "demo",
            "ZUSANLI_DATA": str(data),
            "ZUSANLI_SECRET_KEY": (data / "secret-key").read_text(encoding="ascii"),
            "DJANGO_SETTINGS_MODULE": "zusanli.site.settings",
        }
        django.setup()
        clinic = importlib.import_module("bench.profile_clinic")
        for title, ask in clinic.pages():
            ask()
            print_shares(title, partial(repeated, ask), ROUNDS)


def repeated(ask: Callable[[], None]) -> None:
    """Ask for a page often."""
    for _ in range(ROUNDS):
        ask()


def print_shares(title: str, work: Callable[[], None], times: int) -> None:
    """Print what each of our functions and templates took with all that it called."""
    profile = cProfile.Profile(time.process_time)
    profile.runcall(work)
    found = [each for each in profile.getstats() if isinstance(each.code, CodeType)]
    total = max(each.totaltime for each in found)
    print(f"\n{title}: {1000 * total / times:.1f} ms under the profiler")
    print(f"{'share':>6} {'itself':>7} {'calls':>8}  function")
    ours = [each for each in found if _module(each.code.co_filename)]
    for each in sorted(ours, key=lambda each: -each.totaltime)[:SHOWN]:
        name = f"{_module(each.code.co_filename)} {each.code.co_name}"
        share, own = each.totaltime / total, each.inlinetime / total
        print(f"{share:>6.0%} {own:>7.0%} {each.callcount / times:>8.1f}  {name}")


def _module(file: str) -> str:
    """Name a module of ours, or the one that fills templates; others are nobody's to mend."""
    room, _, module = file.rpartition("/zusanli/")
    if room:
        return module
    return "templates" if file.endswith("django/template/backends/django.py") else ""


if __name__ == "__main__":
    main()
