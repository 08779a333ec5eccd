"""Something that one holds, beside the password: an app, codes on paper, passkeys."""

import json
import re
import time

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from tests.clinic.signin.doors import (
    SIGN_IN,
    code_now,
    is_in,
    sets_up_app,
    shows_again,
    signs_in,
)


@pytest.fixture
def mei(client, staff):
    """Mei, signed in."""
    signs_in(client, staff["Mei"])
    return staff["Mei"]


@pytest.fixture
def stranger(client):
    """Another browser, in which nobody is signed in."""
    return type(client)()


def test_with_an_app_the_password_alone_opens_nothing(client, mei, stranger):
    secret = sets_up_app(client)
    asked = signs_in(stranger, mei)
    assert asked.headers["Location"] == reverse("mfa_authenticate")
    assert not is_in(stranger)

    stranger.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert not is_in(stranger)
    stranger.post(reverse("mfa_authenticate"), {"code": code_now(secret)})
    assert is_in(stranger)


def test_a_code_opens_once_also_after_the_next_has_come(client, mei, stranger, monkeypatch):
    code = code_now(sets_up_app(client))
    others = [type(client)() for _ in range(2)]
    for each in (stranger, *others):
        signs_in(each, mei)
    clock = time.time
    for each, later in zip((stranger, *others), (0, 1, 30), strict=True):
        monkeypatch.setattr(time, "time", lambda later=later: clock() + later)
        each.post(reverse("mfa_authenticate"), {"code": code})

    assert is_in(stranger)
    assert not any(is_in(each) for each in others)


def test_a_clock_that_is_half_a_minute_wrong_is_no_trouble_and_a_minute_is(client, mei):
    secret = sets_up_app(client)
    for later, opens in ((-1, True), (1, True), (-3, False), (3, False)):
        phone = type(client)()
        signs_in(phone, mei)
        phone.post(reverse("mfa_authenticate"), {"code": code_now(secret, later=later)})
        assert is_in(phone) is opens, later


def test_codes_are_not_tried_out_for_ever(client, mei, stranger):
    secret = sets_up_app(client)
    signs_in(stranger, mei)
    for _ in range(5):
        stranger.post(reverse("mfa_authenticate"), {"code": "000000"})
    told = stranger.post(reverse("mfa_authenticate"), {"code": code_now(secret)})

    assert "Wait 15 minutes" in told.content.decode()
    assert not is_in(stranger)


def test_the_page_shows_a_picture_that_the_policy_lets_through(client, mei):
    shows_again(client)
    page = client.get(reverse("mfa_activate_totp")).content.decode()

    assert "<svg" in page
    assert "data:" not in page
    assert "<?xml" not in page
    assert " style=" not in page


def test_a_secret_is_locked_in_the_database(client, mei):
    secret = sets_up_app(client)

    assert secret not in json.dumps(Authenticator.objects.get(type="totp").data)


def test_a_secret_whose_key_is_gone_opens_nothing(client, mei, stranger, settings, tmp_path):
    secret = sets_up_app(client)
    settings.SECOND_FACTOR_KEY = tmp_path / "another-key"
    signs_in(stranger, mei)
    stranger.post(reverse("mfa_authenticate"), {"code": code_now(secret)})

    assert not is_in(stranger)


def test_codes_on_paper_are_shown_once_and_open_once(client, mei, stranger):
    sets_up_app(client)
    shown = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    codes = re.findall(r"<code>(\w+)</code>", shown)
    assert len(codes) == 10
    assert codes[0] not in client.get(reverse("mfa_view_recovery_codes")).content.decode()

    signs_in(stranger, mei)
    stranger.post(reverse("mfa_authenticate"), {"code": codes[0]})
    assert is_in(stranger)
    again = type(client)()
    signs_in(again, mei)
    again.post(reverse("mfa_authenticate"), {"code": codes[0]})
    assert not is_in(again)


@pytest.mark.parametrize("name", ["mfa_activate_totp", "mfa_add_webauthn"])
def test_a_desk_that_was_left_open_sets_up_no_second_factor(client, mei, name):
    asked = client.get(reverse(name))

    assert asked.headers["Location"].startswith(reverse("account_reauthenticate"))


def test_an_app_is_taken_away_again(client, mei, stranger):
    sets_up_app(client)
    shows_again(client)
    client.post(reverse("mfa_deactivate_totp"))
    signs_in(stranger, mei)

    assert is_in(stranger)
    assert not Authenticator.objects.filter(user=mei).exists()


def test_the_page_of_passkeys_brings_what_the_browser_needs(client, mei):
    shows_again(client)
    page = client.get(reverse("mfa_add_webauthn")).content.decode()
    data = re.search(r'<script id="js_data" type="application/json">(.*?)</script>', page)[1]
    options = json.loads(data)["creation_options"]["publicKey"]

    assert options["rp"] == {"name": "Willow Street", "id": "testserver"}
    assert options["user"]["name"] == mei.email
    assert options["challenge"]
    assert "mfa/js/webauthn.js" in page


def test_whoever_signs_in_by_passkey_is_asked_by_a_challenge_that_names_nobody(stranger, staff):
    told = stranger.get(reverse("mfa_login_webauthn"), headers={"Accept": "application/json"})
    options = told.json()["request_options"]["publicKey"]

    assert options["challenge"]
    assert options["userVerification"] == "required"
    assert not options.get("allowCredentials")


@pytest.mark.parametrize("sent", ["", "{}", "[]", '{"id": "x", "response": {}}', "no json"])
def test_what_is_no_passkey_opens_nothing(stranger, staff, sent):
    stranger.get(reverse("mfa_login_webauthn"), headers={"Accept": "application/json"})
    refused = stranger.post(reverse("mfa_login_webauthn"), {"credential": sent})

    assert refused.headers["Location"] == SIGN_IN
    assert not is_in(stranger)


def test_a_boosted_visit_to_a_page_with_scripts_loads_it_whole(client):
    told = client.get("/sign-in/?next=/account/", headers={"HX-Request": "true"})

    assert told.headers["HX-Redirect"] == "/sign-in/?next=/account/"
    assert told.content == b""


@pytest.mark.parametrize("sent", ["{}", "[]", "7", '{"id": "x", "response": {}}'])
def test_what_is_no_passkey_is_refused_in_words_wherever_it_is_sent(client, mei, stranger, sent):
    sets_up_app(client)
    signs_in(stranger, mei)
    second = stranger.post(reverse("mfa_authenticate"), {"credential": sent})
    shows_again(client)
    client.get(reverse("mfa_add_webauthn"))
    added = client.post(reverse("mfa_add_webauthn"), {"name": "key", "credential": sent})
    again = client.post(reverse("mfa_reauthenticate_webauthn"), {"credential": sent})

    assert second.status_code == added.status_code == 200
    assert again.status_code == 302
    assert "no answer of a passkey" in added.content.decode()
    assert not is_in(stranger)
    assert not Authenticator.objects.filter(type="webauthn").exists()
