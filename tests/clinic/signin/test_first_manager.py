"""Somebody must let the first one in."""

import os
import subprocess
import sys
from urllib.parse import urlsplit

import pytest
from django.core.management import CommandError, call_command

from tests.clinic.signin.doors import SIGN_IN, is_in, sets_up_app, signs_in
from zusanli.clinic.staff.models import User

WORDS = "quiet-river-seven-stones"


def link_of(capsys, *arguments: str) -> str:
    call_command("invite_manager", *arguments)
    return urlsplit(capsys.readouterr().out.strip()).path


def test_a_clinic_without_staff_gets_a_manager(client, capsys):
    link = link_of(capsys, "Ada@willow.example")
    client.post(
        link,
        {"given_name": "Ada", "family_name": "Quist", "password": WORDS, "again": WORDS},
    )
    client.post(SIGN_IN, {"login": "ada@willow.example", "password": WORDS})

    assert is_in(client)
    assert client.get("/staff/").status_code == 200


def test_a_manager_who_lost_everything_comes_in_again(client, staff, capsys):
    signs_in(client, staff["Ada"])
    sets_up_app(client)
    link = link_of(capsys, staff["Ada"].email, "--second-factor-lost")
    anew = type(client)()
    anew.post(
        link, {"given_name": "Ada", "family_name": "Quist", "password": WORDS, "again": WORDS}
    )
    anew.post(SIGN_IN, {"login": staff["Ada"].email, "password": WORDS})

    assert is_in(anew)
    assert not is_in(client)


@pytest.mark.parametrize(
    ("email", "says"),
    [("mei@willow.example", "no manager"), ("ada", "no mail address")],
)
def test_nobody_becomes_manager_unseen(staff, email, says):
    with pytest.raises(CommandError, match=says):
        call_command("invite_manager", email)

    assert User.objects.count() == len(staff)
    assert staff["Mei"].roles == {"practitioner"}


def test_where_there_is_no_clinic_it_is_opened_first(clinic):
    clinic.delete()
    with pytest.raises(CommandError, match="zusanli setup"):
        call_command("invite_manager", "ada@willow.example")

    assert not User.objects.exists()


def test_without_its_address_no_link_is_made(staff, settings):
    settings.SITE_ADDRESS = ""
    with pytest.raises(CommandError, match="ZUSANLI_ADDRESS"):
        call_command("invite_manager", staff["Ada"].email)


def test_outside_the_demo_everything_that_protects_is_on(tmp_path):
    names = "SECOND_FACTOR_REQUIRED, SESSION_COOKIE_SECURE, SESSION_COOKIE_HTTPONLY"
    program = f"from zusanli.site.settings import {names}; print({names})"
    told = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "ZUSANLI_MODE": "", "ZUSANLI_DATA": str(tmp_path)},
        capture_output=True,
        check=True,
    )

    assert told.stdout.split() == [b"True"] * 3
