"""Several desks at once: on each database numbers run without a gap, and none is given twice."""

import os
import subprocess
import sys

import pytest

HERE = (sys.executable, "-m", "tests.clinic.receipts.at_once")
THERE = (sys.executable, "-m", "tools.with_postgresql", *HERE)


@pytest.mark.parametrize(
    ("command", "engine"),
    [pytest.param(HERE, "sqlite", id="SQLite"), pytest.param(THERE, "postgresql", id="PostgreSQL")],
)
def test_receipts_that_are_made_at_the_same_time_have_numbers_without_a_gap(command, engine):
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    ran = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)

    assert f"{engine}: whole=True" in ran.stdout, ran.stdout + ran.stderr
