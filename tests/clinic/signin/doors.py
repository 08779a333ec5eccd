"""How the staff come in, in tests."""

import re
import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client
from django.urls import reverse

from zusanli.clinic.staff.models import User
from zusanli.synthetic.staff import PASSWORD

SIGN_IN = "/sign-in/"


def signs_in(client: Client, user: User, *, password: str = PASSWORD, **more: str):
    """Sign in as at home: nobody else uses the computer, unless `shared` says so."""
    return client.post(SIGN_IN, {"login": user.email, "password": password, **more})


def is_in(client: Client) -> bool:
    return client.get(reverse("account")).status_code == 200


def shows_again(client: Client, *, password: str = PASSWORD, come_back: str = "/account/"):
    """Show the password once more, as sensitive pages ask for."""
    return client.post(reverse("account_reauthenticate"), {"password": password, "next": come_back})


def code_now(secret: str, *, later: int = 0) -> str:
    """What an app shows: RFC 6238 with steps of 30 seconds."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later))


def sets_up_app(client: Client) -> str:
    """Set an app up, and give its secret."""
    shows_again(client)
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    secret = re.search(r'id="secret">(\w+)<', page)[1]
    done = client.post(reverse("mfa_activate_totp"), {"code": code_now(secret)})
    assert done.status_code == 302, done.content.decode()
    return secret
