"""What an owner types to keep the clinic, and what is said when it cannot be done."""

import os
import subprocess

import pytest

from tests.journeys.commands import ZUSANLI


@pytest.fixture
def type_(tmp_path):
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}
    }
    environment |= {"ZUSANLI_DATA": str(tmp_path / "data"), "ZUSANLI_MODE": "demo"}
    (tmp_path / "phrase").write_text("four words are enough\n", encoding="utf-8")

    def run(*arguments):
        ran = subprocess.run(
            [ZUSANLI, *arguments],
            env=environment,
            cwd=tmp_path,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        return ran.returncode, ran.stdout, ran.stderr

    return run


KEY = ("--pass-phrase-file", "phrase")


def test_a_clinic_that_is_not_there_is_said_to_be_missing(type_, tmp_path):
    for command in (("backup", "it", *KEY), ("export", "out")):
        code, out, err = type_(*command)

        assert (code, out) == (2, "")
        assert err.startswith("ZUSANLI_DATA: there is no clinic:")
    assert not (tmp_path / "it").exists()
    assert not (tmp_path / "out").exists()


def test_a_pass_phrase_never_comes_from_the_command_line(type_):
    assert type_("backup", "it", "--pass-phrase", "four words")[0] == 2


@pytest.mark.parametrize(
    ("phrase", "says"),
    [
        (b"short\n", "pass phrase: it has fewer than 12 letters; take four words"),
        (b"\n", "--pass-phrase-file: phrase is empty"),
        (b"\xff" * 20, "--pass-phrase-file: phrase is no text in UTF-8"),
    ],
)
def test_a_pass_phrase_that_is_none_is_refused(type_, tmp_path, phrase, says):
    (tmp_path / "phrase").write_bytes(phrase)

    assert type_("backup", "it", *KEY) == (2, "", f"{says}\n")


def test_without_a_terminal_nobody_is_asked(type_):
    code, _, err = type_("backup", "it")

    assert (code, err) == (
        2,
        "pass phrase: nobody can be asked here; give --pass-phrase-file FILE\n",
    )


def test_a_file_that_is_there_is_not_replaced(type_):
    code, _, err = type_("backup", "phrase", *KEY)

    assert code == 2
    assert "phrase is there already; give another name, or add --force" in err


def test_a_file_that_is_no_backup_is_said_to_be_none(type_, tmp_path):
    (tmp_path / "it").write_bytes(b"x" * 100)

    assert type_("restore", "it", "--check", *KEY) == (
        2,
        "",
        "FILE: this is no backup of Zusanli, or its beginning is damaged\n",
    )
    assert type_("restore", "missing", *KEY)[:2] == (2, "")
    assert not (tmp_path / "data").exists()
