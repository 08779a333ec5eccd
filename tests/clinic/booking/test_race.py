"""Fifty people, one hour: on each database one gets it, and each of the others is told."""

import os
import subprocess
import sys

import pytest

HERE = (sys.executable, "-m", "bench.booking", "--rounds", "2")
THERE = (sys.executable, "-m", "tools.with_postgresql", *HERE)


@pytest.mark.parametrize(
    ("command", "engine"),
    [pytest.param(HERE, "sqlite", id="SQLite"), pytest.param(THERE, "postgresql", id="PostgreSQL")],
)
def test_of_fifty_who_want_one_hour_one_gets_it_and_all_others_are_told(command, engine):
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    ran = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)

    assert ran.stdout.count("1 won, 49 told") == 2, ran.stdout + ran.stderr
    assert f"{engine}: 2 of 2 rounds had one winner" in ran.stdout
    assert ran.returncode == 0
