"""
How long pooling takes, beside metafor and PyMARE where they are installed.

    .venv/bin/python -m bench.pooling [--python PYTHON]

PYTHON is an interpreter that has PyMARE. Each pools the same made-up studies by REML with the
interval of tau2 by the Q-profile; the answers are compared before anything is timed.
"""

import argparse
import json
import random
import shutil
import statistics
import subprocess
import time
from collections.abc import Callable, Sequence

from zusanli.core.evidence.comparison import comparisons
from zusanli.core.evidence.pooling.between import Method
from zusanli.core.evidence.pooling.pooled import HowTested, pool
from zusanli.core.evidence.pooling.studies import Study
from zusanli.knowledge.store import load

SIZES = (20, 1000)
SAME = 1e-4
R = """
suppressPackageStartupMessages(library(metafor))
d <- read.csv(file("stdin")); n <- if (nrow(d) < 100) 20 else 1
s <- proc.time()[[3]]
for (i in 1:n) { r <- rma(yi, vi, data = d); q <- confint(r)$random[1, ]; p <- predict(r) }
cat(sprintf("[%.10f, %.10f, %.10f]", (proc.time()[[3]] - s) / n, c(r$beta), r$tau2))
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
once(); t = time.perf_counter()
for _ in range(n): s = once()
t = (time.perf_counter() - t) / n
print(json.dumps([t, float(s.fe_params.ravel()[0]), float(np.ravel(s.tau2)[0])]))
"""


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--python", help="an interpreter that has PyMARE")
    others = {"metafor": ["Rscript", "-e", R]} if shutil.which("Rscript") else {}
    if python := parser.parse_args().python:
        others["PyMARE"] = [python, "-c", PYMARE]
    for size in SIZES:
        _compare(_studies(size), others)
    _evidence_base()


def _studies(size: int) -> list[Study]:
    dice = random.Random(size)
    return [
        Study(f"{n}", n, round(dice.gauss(0.3, 0.5), 6), round(dice.uniform(0.01, 0.2), 6))
        for n in range(size)
    ]


def _compare(studies: Sequence[Study], others: dict[str, list[str]]) -> None:
    found = pool(studies, method=Method.REML, test=HowTested.Z)
    ours = _median(lambda: pool(studies, method=Method.REML, test=HowTested.Z))
    print(f"{len(studies)} studies: ours {1000 * ours:.2f} ms")
    table = "yi,vi\n" + "".join(f"{each.yi},{each.vi}\n" for each in studies)
    for name, command in others.items():
        done = subprocess.run(command, input=table, capture_output=True, text=True, check=True)
        seconds, estimate, tau2 = json.loads(done.stdout)
        assert abs(estimate - found.effect.estimate) < SAME
        assert found.tau2 is not None
        assert abs(tau2 - found.tau2) < SAME
        print(f"    {name} {1000 * seconds:.2f} ms, {seconds / ours:.0f} times ours")


def _evidence_base() -> None:
    book = load()
    each = _median(lambda: [comparisons(name, book.effects) for name in book.conditions])
    print(f"whole evidence base, {len(book.effects)} effects: {1000 * each:.1f} ms")


def _median(once: Callable[[], object]) -> float:
    times = []
    for _ in range(30):
        start = time.perf_counter()
        once()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


if __name__ == "__main__":
    main()
