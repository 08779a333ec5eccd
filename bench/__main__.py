"""
How long a decision takes: in process, and from a cold start of the command.

    python -m bench [--rounds N]

Last comes what no clock tells: how many points of a hidden prescription stand among the first that
are offered (`bench.recall`).

Every time is a ratio or stands beside one taken in the same run, since machines differ and the
same machine drifts. What is timed is checked first: a fast wrong decision is worth nothing.
"""

import argparse
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from bench.patients import made_up_answers
from bench.recall import print_recall
from zusanli.core.case.reading import read_case
from zusanli.core.decide import Decision, decide
from zusanli.core.rulebook import RuleBook
from zusanli.documents.decision_data import decision_data
from zusanli.knowledge.store import load
from zusanli.version import ENGINE_VERSION

CASES = sorted((Path(__file__).parent.parent / "examples" / "cases").glob("*.json"))
ON = datetime(2026, 11, 22, 10, tzinfo=UTC)
SEED = 20261122
PATIENTS = 500
BIN = Path(sys.executable).parent


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(prog="bench", description=__doc__)
    options.add_argument("--rounds", type=int, default=20)
    rounds = options.parse_args().rounds
    book = load()
    real = [json.loads(case.read_bytes()) for case in CASES]
    patients = made_up_answers(book, count=PATIENTS, seed=SEED)
    made_up = [{"complaints": ["leg_pain"], "answers": answers} for answers in patients]
    print(f"{len(book.flags)} flags, {len(book.findings)} findings, release {book.sha256[:12]}")
    for title, cases in (("the real cases", real), ("made-up patients", made_up)):
        check(cases, book)
        in_process(title, cases, book, rounds)
    cold_start(rounds)
    print_recall(book)


def whole_decision(case: object, book: RuleBook) -> Decision:
    """Read a case and decide it, as a program that keeps the rule book loaded does."""
    return decide(case=read_case(case, book=book, now=ON), book=book, engine=ENGINE_VERSION)


def check(cases: list[dict[str, object]], book: RuleBook) -> None:
    """See that equal cases give equal decisions and that not all come out alike."""
    first = [decision_data(whole_decision(case, book)) for case in cases]
    again = [decision_data(whole_decision(case, book)) for case in cases]
    assert first == again
    assert len({json.dumps(each["triage"]) for each in first}) > 1


def in_process(title: str, cases: list[dict[str, object]], book: RuleBook, rounds: int) -> None:
    """Time whole decisions, each by itself."""
    for name, work in (
        ("read and decide", lambda case: whole_decision(case, book)),
        ("and write as JSON", lambda case: json.dumps(decision_data(whole_decision(case, book)))),
    ):
        times = [timed(work, case) for _ in range(rounds) for case in cases]
        cuts = statistics.quantiles(times, n=100)
        print(
            f"{title}, {name}: p50 {cuts[49] * 1e3:.2f} ms, p99 {cuts[98] * 1e3:.2f} ms "
            f"({len(times)} decisions)"
        )


def timed(work: Callable[[dict[str, object]], object], case: dict[str, object]) -> float:
    """Seconds that one piece of work takes."""
    start = time.perf_counter()
    work(case)
    return time.perf_counter() - start


def cold_start(rounds: int) -> None:
    """Time the whole process beside an empty one, in turn, and give the median of the ratios."""
    empty = [str(BIN / "python"), "-c", "pass"]
    cold = [str(BIN / "zusanli"), "decide", str(CASES[0]), "--format", "json"]
    ratios = []
    for _ in range(rounds):
        base = whole_process(empty)
        ratios.append(whole_process(cold) / base)
    low, high = min(ratios), max(ratios)
    print(
        f"zusanli decide, cold: {statistics.median(ratios):.1f} times python -c pass "
        f"({low:.1f} to {high:.1f}, {rounds} pairs)"
    )


def whole_process(command: list[str]) -> float:
    """Seconds from start to end of a process."""
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
