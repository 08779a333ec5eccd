"""What nobody should send, sent at every form: it is refused in words, and nothing breaks."""

import re
import time
from urllib.parse import quote_plus

import pytest
from django.test import Client

from tests.clinic.booking.willow_street import clinic
from tests.clinic.test_access import ALL, NOW, World, named
from tools.access_matrix import Address, Visitor
from zusanli.clinic.staff.models import Role

pytestmark = pytest.mark.django_db
ALSO = ("answer", "item", "do", "next", "from", "with", "day", "before", "patient", "instead")
"""Names that some pages read and no input of a form has."""
HOSTILE = (
    b"x" * 55_000,
    b"a " * 25_000,
    b"\0",
    b"\xed\xa0\x80\xff",
    "\N{FAMILY}\u202e".encode(),
    "１２３４５６７８９".encode(),
    b"9" * 5000,
    b"-1",
    b"1e400",
    b"nan",
    b"0001-01-01",
    b"9999-12-31",
    b"a\r\nBcc: all@x.example",
    b"<script>'\"--;",
    b"1-999999999999",
    b"1-99999999999999999",
    b"/\\elsewhere.example",
    b'["\\ud800\\u0000"]',
)

NUMBERS = ("0", "9" * 9, "9" * 18, "9" * 30, "9" * 5000, "844674335", "²")
"""The last but two is the last five minutes that a calendar has."""
JUNK = ("%00", "%FF", "%0D%0AX:y", "..%2F..", "%F0%9F%91%AA", "a" * 5000, "\\", "//")


@pytest.fixture
def world(db):
    return World(NOW)


def opener(world: World, address: Address) -> Client:
    client = Client()
    role = next((each for each in Role if each in address.roles), None)
    if role or address.opened_by == "signed_in":
        client.force_login(world.staff[role or Role.MANAGER])
        session = client.session
        session["account_authentication_methods"] = [{"method": "password", "at": time.time()}]
        session.save()
    return client


def fields(shown: str) -> dict[str, bytes]:
    """Give the fields of a page's forms, with what is hidden in them."""
    tags = re.findall(r"<(?:input|select|textarea|button)[^>]*\bname=[^>]*>", shown)
    found = {}
    for tag in tags:
        name = re.search(r'\bname="([^"]*)"', tag)[1]
        value = re.search(r'type="hidden"[^>]*\bvalue="([^"]*)"', tag)
        found[name] = value[1].encode() if value else b""
    return found


def body(shown: dict[str, bytes], value: bytes) -> bytes:
    """Fill each field twice, but for what a browser sends by itself."""
    sent = quote_plus(value).encode()
    filled = [
        (name, quote_plus(kept).encode() if kept else sent)
        for name, kept in (*shown.items(), *((each, b"") for each in ALSO))
    ]
    return b"&".join(name.encode() + b"=" + each for name, each in (*filled, *filled))


@pytest.mark.parametrize("address", ALL, ids=named)
def test_nothing_that_is_sent_breaks_a_page(address, world):
    path = world.path_to(address, Visitor.HOLDER)
    client = opener(world, address)
    shown = fields(client.get(path).content.decode(errors="replace"))
    unhidden = dict.fromkeys(shown, b"")
    forms = [*((shown, each) for each in HOSTILE), *((unhidden, each) for each in HOSTILE[::4])]
    # By turns: forms are read by the same few readers. A sheet for printing takes a second, and
    # reads no more of its address than its page does.
    for form, value in forms[ALL.index(address) % 2 :: 6 if path.endswith(".pdf") else 2]:
        sent = client.post(
            path, body(form, value), content_type="application/x-www-form-urlencoded"
        )
        if sent.status_code == 405:
            sent = client.get(f"{path}?{body({}, value[:2000]).decode()}")

        assert sent.status_code < 500


@pytest.mark.parametrize("address", [a for a in ALL if "<int:" in a.path], ids=named)
def test_no_number_in_an_address_breaks_a_page(address, world):
    path = world.path_to(address, Visitor.HOLDER)
    client = opener(world, address)
    numbers = re.findall(r"/(\d+)(?=/)", path)
    for number in NUMBERS:
        for wrong in {re.sub(rf"/{each}/", f"/{number}/", path) for each in numbers}:
            assert client.get(wrong).status_code < 500
            assert client.post(wrong).status_code < 500


@pytest.mark.parametrize("address", [a for a in ALL if a.arguments == ("link",)], ids=named)
def test_no_link_that_is_none_breaks_a_page(address):
    clinic("Asia/Tokyo", "JP")
    for junk in JUNK:
        for wrong in (f"/{address.path}", f"/{address.path}{junk}"):
            told = Client().get(wrong.replace("<str:link>", junk)).status_code

            assert told in {200, 301, 302, 400, 404, 405}


def test_a_cookie_that_is_none_breaks_no_page():
    clinic()
    for value in ("\0", "\xe9", "x" * 4000, '"\\000\\000\\000\\000\\000\\000\\000\\000"'):
        for name in ("sessionid", "language", "own-data", "messages", "csrftoken"):
            told = Client().get("/account/", headers={"cookie": f"{name}={value}"})

            assert told.status_code < 500
