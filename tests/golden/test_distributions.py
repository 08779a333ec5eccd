"""Our tails and quantiles beside those of R."""

import csv

import pytest

from tests.golden.tables_here import HERE
from zusanli.core.evidence.pooling import distributions as ours

ROWS = list(csv.DictReader((HERE / "distributions.csv").read_text(encoding="utf-8").splitlines()))
TAILS = {"chi2_tail": ours.chi2_tail, "t_tail": ours.t_tail}
QUANTILES = {"t": ours.t_quantile, "chi2": ours.chi2_quantile}


def test_tails_and_quantiles_are_those_of_r():
    for row in ROWS:
        p, x = float(row["p"]), float(row["x"])
        if row["what"] == "normal":
            found, wanted = ours.normal_quantile(p), x
        elif row["what"] in TAILS:
            found, wanted = TAILS[row["what"]](x, float(row["df"])), p
        else:
            found, wanted = QUANTILES[row["what"]](p, float(row["df"])), x
        assert found == pytest.approx(wanted, rel=1e-10, abs=1e-15), row
