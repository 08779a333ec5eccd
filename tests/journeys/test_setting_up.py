"""What an owner types at the machine to open the clinic."""

import os
import re
import subprocess

import pytest

from tests.journeys.commands import ZUSANLI


@pytest.fixture
def type_(tmp_path):
    left_out = {"DATABASE_URL", "DJANGO_SETTINGS_MODULE", "ZUSANLI_ADDRESS"}
    environment = {name: value for name, value in os.environ.items() if name not in left_out}
    environment |= {"ZUSANLI_DATA": str(tmp_path / "data"), "ZUSANLI_MODE": "demo"}

    def run(*arguments, **more):
        ran = subprocess.run(
            [ZUSANLI, *arguments],
            env=environment | more,
            capture_output=True,
            text=True,
            check=False,
        )
        return ran.returncode, ran.stdout, ran.stderr

    return run


def test_a_bare_machine_gets_its_tables_and_one_link_on_stdout(type_):
    code, out, err = type_("setup", ZUSANLI_ADDRESS="http://clinic.example:8000")

    assert code == 0
    assert re.fullmatch(r"http://clinic\.example:8000/open/[\w-]{32}/\n", out)
    assert "within 24 hours" in err
    assert "zusanli setup" in type_("doctor")[1]


def test_without_an_address_no_link_is_made(type_, tmp_path):
    code, out, err = type_("setup", ZUSANLI_MODE="")

    assert (code, out) == (2, "")
    assert err.startswith("ZUSANLI_ADDRESS: say where the pages are")
    assert not (tmp_path / "data" / "clinic.sqlite3").exists()
