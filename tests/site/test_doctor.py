"""`zusanli doctor` tells how everything is, and changes nothing."""

import json

import pytest

from tests.site.at_the_console import environ_of, ran


@pytest.fixture
def data(tmp_path):
    there = tmp_path / "data"
    there.mkdir(mode=0o700)
    return there


def found(done) -> dict[str, dict[str, str]]:
    return {each["what"]: each for each in json.loads(done.stdout)["checks"]}


def test_before_the_first_start_the_database_is_missing_and_nothing_is_made(data):
    done = ran("doctor", "--format", "json", environ=environ_of(data))

    assert done.returncode == 1, done.stderr
    told = found(done)
    assert told["database"]["how"] == "wrong"
    assert "zusanli serve --migrate" in told["database"]["to_do"]
    assert told["rule book"]["how"] == "fine"
    assert list(data.iterdir()) == []


def test_what_is_wrong_is_told_to_people_with_what_to_do(tmp_path):
    environ = environ_of(tmp_path / "none", ZUSANLI_ADDRESS="http://willow.example")
    done = ran("doctor", environ=environ)

    assert done.returncode == 1
    assert "WRONG    address" in done.stdout
    assert "-> Set ZUSANLI_ADDRESS=https://clinic.example" in done.stdout
    assert "install -d -m 700" in done.stdout
    assert "does not start" in done.stdout
    assert not (tmp_path / "none").exists()


def test_a_database_that_does_not_answer_is_named_without_its_password(data):
    url = "postgresql://desk:swordfish-4711@127.0.0.1:1/clinic"
    done = ran("doctor", "--format", "json", environ=environ_of(data, DATABASE_URL=url))

    assert found(done)["database"]["how"] == "wrong"
    assert "swordfish" not in done.stdout + done.stderr
    assert found(done)["database"]["says"].startswith("PostgreSQL, clinic at 127.0.0.1")
