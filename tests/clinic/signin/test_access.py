"""Who may open what: declared at every address."""

import re
from collections.abc import Iterator
from uuid import UUID

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.urls import URLPattern, get_resolver, path, reverse

from tests.clinic.signin.doors import sets_up_app, signs_in
from zusanli.clinic.staff.models import Role
from zusanli.web.access import AccessMiddleware, Opens, access_of
from zusanli.web.staff.names import ROLES
from zusanli.web.staff.nav import ENTRIES, ways

NOBODYS = str(UUID(int=0))


def addresses(patterns=None, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    for each in patterns or get_resolver().url_patterns:
        address = before + str(each.pattern)
        if isinstance(each, URLPattern):
            yield address, each
        else:
            yield from addresses(each.url_patterns, address)


def test_every_address_says_who_may_open_it():
    silent = [address for address, each in addresses() if access_of(each.callback) is None]

    assert silent == []


def test_an_address_that_says_nothing_is_found_and_opens_for_nobody(rf, db):
    def silent(_request):
        return HttpResponse("a secret")

    assert list(addresses([path("new/", silent)])) != []
    assert access_of(silent) is None
    with pytest.raises(PermissionDenied):
        AccessMiddleware(silent).process_view(rf.get("/new/"), silent, (), {})


def test_what_is_the_staffs_sends_strangers_to_the_sign_in(client, staff):
    closed = [
        address
        for address, each in addresses()
        if access_of(each.callback).by in {Opens.ROLE, Opens.SIGNED_IN}
    ]
    assert len(closed) > 10
    for address in closed:
        asked = "/" + re.sub(r"<uuid:\w+>", NOBODYS, re.sub(r"<int:\w+>", "1", address))
        answer = client.get(asked)
        assert answer.headers["Location"].startswith("/sign-in/?next="), asked


@pytest.mark.parametrize("role", Role)
def test_each_role_opens_what_names_it_and_nothing_else(client, staff, role):
    user = staff["Rosa"]
    user.given_roles.all().delete()
    user.given_roles.create(role=role)
    signs_in(client, user)
    opened = {}
    for address, each in addresses():
        access = access_of(each.callback)
        if access.by is Opens.ROLE and not re.search(r"<(?!int:pk>)", address):
            answer = client.get(f"/{address.replace('<int:pk>', str(user.pk))}")
            opened[address] = (answer.status_code != 403, role in access.roles)

    assert len(opened) >= 5
    assert {address: pair for address, pair in opened.items() if pair[0] != pair[1]} == {}


@pytest.mark.parametrize(
    ("name", "must"), [("Rosa", False), ("Mei", True), ("Bob", True), ("Ada", True)]
)
def test_roles_that_open_records_need_a_second_factor(client, staff, settings, name, must):
    settings.SECOND_FACTOR_REQUIRED = True
    signs_in(client, staff[name])
    page = reverse("members" if name == "Ada" else "undelivered")
    first = client.get(page)
    assert (first.status_code == 302) is must
    if must:
        assert first.headers["Location"] == reverse("mfa_index")
        assert "a password is not enough" in client.get(reverse("mfa_index")).content.decode()
        sets_up_app(client)
    assert client.get(page).status_code == 200


def test_in_the_demo_it_is_offered_and_not_forced(client, staff, settings):
    assert settings.SECOND_FACTOR_REQUIRED is False
    signs_in(client, staff["Ada"])

    assert client.get(reverse("members")).status_code == 200


def test_each_sees_the_ways_that_their_roles_open(client, staff):
    seen = {name: {each.text for each in ways(user, path="/")} for name, user in staff.items()}

    assert seen["Ada"] >= {"Staff", "Messages"}
    assert "Staff" not in seen["Bob"] | seen["Rosa"] | seen["Nils"]
    assert "My calendar" in seen["Mei"] & seen["Bob"]
    assert seen["Nils"] == set()
    for name, user in staff.items():
        other = type(client)()
        signs_in(other, user)
        for way in ways(user, path="/"):
            assert other.get(way.address).status_code == 200, (name, way)


def test_every_way_leads_somewhere():
    for entry in ENTRIES:
        assert reverse(entry.name)


def test_patients_see_nothing_of_the_staffs_ways(client, staff):
    assert 'class="ways"' not in client.get("/").content.decode()

    signs_in(client, staff["Rosa"])
    page = client.get("/").content.decode()
    assert 'class="ways"' in page
    assert "Rosa Field" in page


def test_roles_are_all_named():
    assert set(ROLES) == set(Role)


def test_pages_of_the_staff_are_kept_by_no_cache(client, staff):
    signs_in(client, staff["Ada"])
    for name in ("account", "members", "mfa_index", "undelivered"):
        assert "no-store" in client.get(reverse(name)).headers["Cache-Control"]
