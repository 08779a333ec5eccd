"""Signing in: by address and password, and what guessing gets."""

import re
import time

import pytest
from django.db import connection
from django.urls import reverse

from tests.clinic.signin.doors import SIGN_IN, is_in, sets_up_app, shows_again, signs_in
from zusanli.synthetic.staff import PASSWORD

WRONG = "one-mile-less"


def problem(response) -> str:
    return " ".join(re.findall(r'class="problem" role="alert">([^<]+)<', response.content.decode()))


def guess(client, address: str, password: str = WRONG):
    return client.post(SIGN_IN, {"login": address, "password": password})


def test_whoever_works_here_signs_in_with_address_and_password(client, staff):
    assert signs_in(client, staff["Rosa"]).headers["Location"] == reverse("desk")
    assert is_in(client)


def test_a_stranger_cannot_find_out_who_works_here(client, staff):
    known = guess(client, staff["Rosa"].email)
    unknown = guess(client, "nobody@willow.example")

    assert known.status_code == unknown.status_code == 200
    assert problem(known) == problem(unknown) != ""
    assert staff["Rosa"].email in known.content.decode()  # what was typed is kept
    assert WRONG not in known.content.decode()


@pytest.mark.parametrize("works_here", [True, False])
def test_five_wrong_passwords_shut_an_address_even_for_the_right_one(client, staff, works_here):
    address = staff["Rosa"].email if works_here else "nobody@willow.example"
    for _ in range(5):
        assert "do not belong together" in problem(guess(client, address))
    sixth = guess(client, address, PASSWORD)

    assert "15 minutes" in problem(sixth)
    assert not is_in(client)


def test_a_shut_address_opens_by_itself_after_a_quarter_of_an_hour(client, staff, monkeypatch):
    for _ in range(5):
        guess(client, staff["Rosa"].email)
    clock = time.time
    monkeypatch.setattr(time, "time", lambda: clock() + 15 * 60 - 5)
    guess(client, staff["Rosa"].email, PASSWORD)
    assert not is_in(client)

    monkeypatch.setattr(time, "time", lambda: clock() + 15 * 60 + 1)
    guess(client, staff["Rosa"].email, PASSWORD)
    assert is_in(client)


def test_one_shut_address_leaves_the_others_open(client, staff):
    for _ in range(6):
        guess(client, staff["Rosa"].email)
    signs_in(client, staff["Mei"])

    assert is_in(client)


def test_no_address_stands_in_what_counts_the_guesses(client, staff):
    guess(client, staff["Rosa"].email)
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key, value FROM short_memory")
        rows = str(cursor.fetchall())

    assert rows != "[]"
    assert "rosa" not in rows.lower()


def test_no_other_way_to_write_host_or_address_gives_more_guesses(client, staff):
    address = staff["Rosa"].email
    ways = (address, address.upper(), f" {address} ", address.title(), address)
    for number, way in enumerate(ways):
        client.post(
            SIGN_IN,
            {"login": way, "password": WRONG},
            headers={"host": f"localhost:{number + 1}", "x-forwarded-for": f"192.0.2.{number}"},
            REMOTE_ADDR=f"198.51.100.{number}",
        )

    assert "15 minutes" in problem(guess(client, address, PASSWORD))


@pytest.mark.parametrize("path", ["/accounts/signup/", "/signup/", "/sign-in/signup/"])
def test_nobody_signs_up(client, path):
    assert client.get(path).status_code == 404


def test_a_closed_account_lets_nobody_in(client, staff):
    staff["Rosa"].is_active = False
    staff["Rosa"].save()

    assert signs_in(client, staff["Rosa"]).headers["Location"] == reverse("account_inactive")
    assert "closed" in client.get(reverse("account_inactive")).content.decode()
    assert not is_in(client)


def test_signing_out_needs_a_press_and_ends_the_session(client, staff):
    signs_in(client, staff["Rosa"])
    client.get(reverse("account_logout"))
    assert is_in(client)

    client.post(reverse("account_logout"))
    assert not is_in(client)


def test_sign_in_leads_back_to_the_page_that_asked_for_it_and_to_no_other_site(client, staff):
    asked = client.get(reverse("account_change_password"))
    assert asked.headers["Location"] == "/sign-in/?next=/account/password/"
    back = client.post(
        asked.headers["Location"], {"login": staff["Rosa"].email, "password": PASSWORD}
    )
    assert back.headers["Location"] == "/account/password/"

    client.post(reverse("account_logout"))
    away = client.post(
        "/sign-in/?next=https://elsewhere.example/",
        {"login": staff["Rosa"].email, "password": PASSWORD},
    )
    assert away.headers["Location"] == reverse("desk")


def test_a_new_password_ends_every_other_session(client, staff):
    other = type(client)()
    signs_in(client, staff["Rosa"])
    signs_in(other, staff["Rosa"])
    new = "four-miles-further"
    done = client.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": new, "password2": new},
    )

    assert done.headers["Location"] == reverse("account")
    assert "signed out everywhere else" in client.get(reverse("account")).content.decode()
    assert is_in(client)
    assert not is_in(other)


@pytest.mark.parametrize("weak", ["short", "password1234", "rosa@willow.example"])
def test_a_weak_new_password_is_refused_at_its_field(client, staff, weak):
    signs_in(client, staff["Rosa"])
    page = client.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": weak, "password2": weak},
    ).content.decode()

    assert 'id="id_password1_problem"' in page


def test_every_page_of_signing_in_comes_with_a_strict_policy_and_no_inline_script(client, staff):
    signs_in(client, staff["Mei"])
    sets_up_app(client)
    shows_again(client)
    names = (
        "account", "account_change_password", "account_logout", "mfa_index", "mfa_deactivate_totp",
        "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_list_webauthn",
        "mfa_add_webauthn", "account_reauthenticate", "mfa_reauthenticate",
    )  # fmt: skip
    pages = [client.get(reverse(each)) for each in names]
    stranger = type(client)()
    pages += [stranger.get(reverse(each)) for each in ("account_login", "account_reset_password")]

    for page in pages:
        assert page.status_code == 200
        text = page.content.decode()
        assert "script-src 'self';" in page.headers["Content-Security-Policy"] + ";"
        assert " style=" not in text
        assert not re.search(r"<style|\son\w+=", text)
        for script in re.findall(r"<script[^>]*>", text):
            assert " src=" in script or 'type="application/json"' in script
        assert not re.search(r'(?:src|href)="https?:', text)
