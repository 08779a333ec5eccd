"""Several people at one note and one plan, on each database: one writes, the others are told."""

import os
import subprocess
import sys

import pytest

HERE = (sys.executable, "-m", "tests.clinic.notes.at_once")
THERE = (sys.executable, "-m", "tools.with_postgresql", *HERE)


@pytest.mark.parametrize(
    ("command", "engine"),
    [pytest.param(HERE, "sqlite", id="SQLite"), pytest.param(THERE, "postgresql", id="PostgreSQL")],
)
def test_of_many_who_count_at_the_same_time_one_writes_and_the_others_are_told(command, engine):
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    ran = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    # One plan was signed before; each signs one more, and each has a number of its own.
    expected = f"{engine}: 2 entries, 7 plans, 5 told, 7 done"

    assert expected in ran.stdout, ran.stdout + ran.stderr
