"""
How much CPU pooling takes, beside metafor, PyMARE and statsmodels where they are installed.

    .venv/bin/python -m bench.pooling [--python PYTHON]

PYTHON is an interpreter that has PyMARE or statsmodels. All pool the same made-up studies: metafor
and PyMARE by REML with the interval of tau2 by the Q-profile, statsmodels, which has neither, by
Paule and Mandel and by DerSimonian and Laird. Answers are compared before anything is told. Runs
take turns, so that what else the machine does falls on all; CPU of one thread is counted, not the
clock.
"""

import argparse
import json
import os
import random
import shutil
import statistics
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from zusanli.core.evidence.comparison import comparisons
from zusanli.core.evidence.pooling.between import Method
from zusanli.core.evidence.pooling.pooled import HowTested, Pooled, pool
from zusanli.core.evidence.pooling.studies import Study
from zusanli.knowledge.store import load

SIZES = (20, 1000)
SAME = 1e-4
TURNS, LONG = 7, 2.0
"""How often each is timed; what takes longer, in seconds, only once."""
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
R = """
suppressPackageStartupMessages(library(metafor))
d <- read.csv(file("stdin")); n <- if (nrow(d) < 100) 20 else 1
s <- sum(proc.time()[1:2])
for (i in 1:n) { r <- rma(yi, vi, data = d); q <- confint(r)$random[1, ]; p <- predict(r) }
cat(sprintf("[%.10f, %.10f, %.10f]", (sum(proc.time()[1:2]) - s) / n, c(r$beta), r$tau2))
"""
PYMARE = """
import sys, time, json, csv, numpy as np
from pymare import Dataset
from pymare.estimators import VarianceBasedLikelihoodEstimator as E
d = list(csv.DictReader(sys.stdin)); y = np.array([[float(r["yi"])] for r in d])
v = np.array([[float(r["vi"])] for r in d]); n = 20 if len(d) < 100 else 3
def once():
    s = E(method="REML").fit_dataset(Dataset(y, v)).summary()
    s.get_re_stats(); return s
once(); t = time.process_time()
for _ in range(n): s = once()
t = (time.process_time() - t) / n
print(json.dumps([t, float(s.fe_params.ravel()[0]), float(np.ravel(s.tau2)[0])]))
"""

STATSMODELS = """
import sys, time, json, csv, numpy as np
from statsmodels.stats.meta_analysis import combine_effects
d = list(csv.DictReader(sys.stdin)); y = np.array([float(r["yi"]) for r in d])
v = np.array([float(r["vi"]) for r in d]); n = 50
def once(): return combine_effects(y, v, method_re=%r)
once(); t = time.process_time()
for _ in range(n): s = once()
t = (time.process_time() - t) / n
print(json.dumps([t, float(s.mean_effect_re), float(s.tau2)]))
"""


@dataclass(frozen=True)
class Other:
    """Another program: how it is run, and what of ours does the same."""

    name: str
    command: list[str]
    method: Method = Method.REML
    whole: bool = True


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--python", help="an interpreter that has PyMARE or statsmodels")
    others = list(_others(parser.parse_args().python))
    for size in SIZES:
        for other in others:
            _compare(_studies(size), other)
    _evidence_base()


def _others(python: str | None) -> Iterator[Other]:
    if shutil.which("Rscript"):
        yield Other("metafor", ["Rscript", "-e", R])
    if python and _has(python, "pymare"):
        yield Other("PyMARE", [python, "-c", PYMARE])
    if python and _has(python, "statsmodels"):
        for method, theirs in ((Method.PM, "iterated"), (Method.DL, "dl")):
            yield Other("statsmodels", [python, "-c", STATSMODELS % theirs], method, whole=False)


def _has(python: str, module: str) -> bool:
    done = subprocess.run([python, "-c", f"import {module}"], capture_output=True, check=False)
    return done.returncode == 0


def _studies(size: int) -> list[Study]:
    dice = random.Random(size)
    return [
        Study(f"{n}", n, round(dice.gauss(0.3, 0.5), 6), round(dice.uniform(0.01, 0.2), 6))
        for n in range(size)
    ]


def _compare(studies: Sequence[Study], other: Other) -> None:
    def ours() -> Pooled:
        return pool(studies, method=other.method, test=HowTested.Z, whole=other.whole)

    found, ratios, times = ours(), [], []
    table = "yi,vi\n" + "".join(f"{each.yi},{each.vi}\n" for each in studies)
    for _ in range(TURNS):
        mine = _median(ours)
        seconds, estimate, tau2 = _run(other.command, table)
        assert found.tau2 is not None
        assert abs(estimate - found.effect.estimate) < SAME
        assert abs(tau2 - found.tau2) < SAME
        times.append(mine)
        ratios.append(seconds / mine)
        if seconds > LONG:
            break
    middle = statistics.median(ratios)
    print(
        f"{len(studies)} studies, {other.method}: {other.name} {middle:.1f} times ours "
        f"({min(ratios):.1f} to {max(ratios):.1f}), ours {1000 * statistics.median(times):.2f} ms",
        flush=True,
    )


def _run(command: list[str], table: str) -> list[float]:
    done = subprocess.run(
        command,
        input=table,
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | ONE_THREAD,
    )
    answer: list[float] = json.loads(done.stdout)
    return answer


def _evidence_base() -> None:
    book = load()
    each = _median(lambda: [comparisons(name, book.effects) for name in book.conditions])
    print(f"whole evidence base, {len(book.effects)} effects: {1000 * each:.1f} ms")


def _median(once: Callable[[], object]) -> float:
    times = []
    for _ in range(30):
        start = time.process_time()
        once()
        times.append(time.process_time() - start)
    return statistics.median(times)


if __name__ == "__main__":
    main()
