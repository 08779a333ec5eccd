"""
Fifty people want the same hour at the same moment: one gets it, and each of the others is told.

    .venv/bin/python -m bench.booking                                             on SQLite
    .venv/bin/python -m tools.with_postgresql .venv/bin/python -m bench.booking   on PostgreSQL

Each round is another hour. The fifty are threads of several processes, each with its own connection
to the database, and wait for each other before they book. The exit code is 1 if a round had more or
less than one winner, or if anybody was left without an answer.
"""

import argparse
import importlib
import multiprocessing
import os
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from multiprocessing.synchronize import Barrier
from types import ModuleType

import django

WANT_IT = 50
PROCESSES = 5
WON, TOLD = "won", "told"


def main() -> int:
    """Run the rounds, print the winners of each, and say whether all was well."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[1])
    parser.add_argument("--rounds", type=int, default=200)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="zusanli-bench-") as folder:
        os.environ |= {
            "ZUSANLI_MODE": "demo",
            "ZUSANLI_DATA": folder,
            # Whoever calls us may run with settings of their own, which know another folder.
            "DJANGO_SETTINGS_MODULE": "zusanli.site.settings",
        }
        clinic = _clinic()
        engine = clinic.set_up(rounds=options.rounds, people=WANT_IT)
        print(f"{engine}: {WANT_IT} people, one hour, {options.rounds} rounds")
        begun = time.perf_counter()
        wrong = sum(not _is_right(number, came) for number, came in _race(options.rounds))
        seconds = time.perf_counter() - begun
        left = clinic.left_by_losers()
    print(f"{engine}: {options.rounds - wrong} of {options.rounds} rounds had one winner;", end=" ")
    print(f"{seconds:.0f} s; rows left by who lost: {left}")
    return 1 if wrong or left else 0


def _is_right(number: int, came: Counter[str]) -> bool:
    right = came[WON] == 1 and came[TOLD] == WANT_IT - 1
    others = {what: count for what, count in came.items() if what not in {WON, TOLD}}
    print(
        f"round {number + 1}: {came[WON]} won, {came[TOLD]} told{f', {others}' if others else ''}"
    )
    return right


def _race(rounds: int) -> Iterator[tuple[int, Counter[str]]]:
    """Let all start together in each round, and count what came of it."""
    context = multiprocessing.get_context("spawn")
    barrier = context.Barrier(WANT_IT)
    came = context.Queue()
    each = WANT_IT // PROCESSES
    processes = [
        context.Process(target=_people, args=(barrier, came, rounds, number * each, each))
        for number in range(PROCESSES)
    ]
    for process in processes:
        process.start()
    for number in range(rounds):
        yield number, Counter(came.get(timeout=600) for _ in range(WANT_IT))
    for process in processes:
        process.join()


def _people(
    barrier: Barrier, came: "multiprocessing.Queue[str]", rounds: int, first: int, count: int
) -> None:
    _clinic()
    threads = [
        threading.Thread(target=_person, args=(barrier, came, rounds, first + number))
        for number in range(count)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _person(barrier: Barrier, came: "multiprocessing.Queue[str]", rounds: int, number: int) -> None:
    clinic = _clinic()
    for round_ in range(rounds):
        barrier.wait()
        try:
            came.put(clinic.book(round_, number))
        except Exception as error:  # noqa: BLE001 - whatever it is, it is counted and shown
            came.put(f"{type(error).__name__}: {error}")
    clinic.hang_up()


def _clinic() -> ModuleType:
    """Set Django up, which reads the environment, and only then import what needs it."""
    django.setup()
    return importlib.import_module("bench.booking_clinic")


if __name__ == "__main__":
    sys.exit(main())
