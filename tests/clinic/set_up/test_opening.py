"""An empty clinic is opened once, by a link that was made at the machine itself."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError
from django.urls import reverse

from tests.clinic.booking.pages import hired, page
from tests.clinic.booking.willow_street import clinic
from tests.clinic.signin.doors import is_in, sets_up_app
from zusanli.clinic.audit.log import seal
from zusanli.clinic.audit.models import Entry
from zusanli.clinic.premises import opening
from zusanli.clinic.premises.models import Clinic, OpeningLink
from zusanli.clinic.premises.opening import LASTS, AlreadyOpenError, new_opening_link
from zusanli.clinic.staff.models import Role, User
from zusanli.synthetic.staff import PASSWORD

NOW = datetime.now(UTC)
TYPED = {
    "clinic": "Lotus",
    "country": "JP",
    "phone": "03 0000 0000",
    "family_name": "Mori",
    "given_name": "Aki",
    "email": "Aki@lotus.example",
    "password": PASSWORD,
    "again": PASSWORD,
    "treats": "on",
}


def address(*, now: datetime = NOW) -> str:
    return reverse("opening", kwargs={"link": new_opening_link(now=now)})


def test_the_owner_opens_the_clinic_is_signed_in_and_the_link_opens_nothing_more(client):
    link = address()
    shown = client.post(link, TYPED, follow=True)
    aki = User.objects.get()

    assert shown.request["PATH_INFO"] == reverse("set_up_clinic")
    assert is_in(client)
    assert (aki.email, aki.called, aki.roles) == (
        "aki@lotus.example",
        "Aki Mori",
        {Role.MANAGER, Role.PRACTITIONER},
    )
    assert Clinic.objects.get().time_zone == "Asia/Tokyo"
    assert client.get(link).status_code == 404
    assert client.post(link, TYPED | {"email": "b@lotus.example"}).status_code == 404
    assert User.objects.count() == 1
    with pytest.raises(AlreadyOpenError):
        new_opening_link(now=NOW)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"clinic": " "}, "Please fill this in."),
        ({"country": "ZZ"}, "Please choose your country."),
        ({"country": "US"}, "several time zones"),
        ({"email": "aki"}, "That is no mail address."),
        ({"again": "other-words-than-these"}, "The two passwords differ."),
        ({"password": "short", "again": "short"}, "12"),
        ({"password": "aki@lotus.example", "again": "aki@lotus.example"}, "password"),
    ],
)
def test_what_is_not_right_is_said_and_nothing_is_made(client, typed, says):
    link = address()
    answer = client.post(link, TYPED | typed)

    assert answer.status_code == 422
    assert says in answer.content.decode().split("<main", 1)[1]
    assert not Clinic.objects.exists()
    assert not User.objects.exists()
    assert client.post(link, TYPED).status_code == 302


def test_of_several_time_zones_one_is_chosen(client):
    client.post(address(), TYPED | {"country": "US", "time_zone": "America/Chicago"})

    assert Clinic.objects.get().time_zone == "America/Chicago"


def test_a_link_is_over_after_a_day_and_a_later_one_takes_its_place(client):
    over = address(now=NOW - LASTS - timedelta(minutes=1))
    assert client.get(over).status_code == 404
    first, second = address(), address()

    assert client.get(first).status_code == 404
    assert client.get(reverse("opening", kwargs={"link": "guessed"})).status_code == 404
    assert client.get(second).status_code == 200


def test_somebody_who_was_faster_has_opened_it(client, monkeypatch):
    link = address()
    clinic()
    monkeypatch.setattr(opening, "is_open", lambda: False)
    answer = client.post(link, TYPED)

    assert answer.status_code == 404
    assert not User.objects.exists()
    assert OpeningLink.objects.exists()


def test_an_address_that_somebody_has_is_said_and_the_link_still_opens(client):
    hired("Aki", Role.RECEPTION)
    User.objects.update(email="aki@lotus.example", username="aki@lotus.example")
    link = address()
    answer = client.post(link, TYPED)

    assert "among the staff already" in answer.content.decode()
    assert not Clinic.objects.exists()
    assert client.get(link).status_code == 200


def test_without_a_clinic_nobody_is_asked_and_nothing_is_taken(client):
    assert "This clinic is not open yet." in page(client, reverse("start"))
    assert client.get(reverse("set_up_clinic")).status_code == 302


def test_the_database_knows_the_link_by_its_hash_and_the_log_knows_who_came(client):
    link = new_opening_link(now=NOW)
    assert link not in str(OpeningLink.objects.values())
    seal(now=NOW)
    assert not Entry.objects.exists()
    client.post(reverse("opening", kwargs={"link": link}), TYPED)

    assert Entry.objects.filter(kind="premises.clinic", verb="added").exists()
    assert Entry.objects.filter(kind="staff.user", verb="added").exists()


def test_where_a_second_factor_is_needed_it_comes_first_and_leads_back(client, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    shown = client.post(address(), TYPED, follow=True)
    assert shown.request["PATH_INFO"] == reverse("mfa_index")
    sets_up_app(client)
    shown = page(client, reverse("mfa_index"))

    assert f'href="{reverse("set_up_clinic")}"' in shown
    assert client.get(reverse("set_up_clinic")).status_code == 200


def test_there_is_one_clinic(db):
    clinic()
    with pytest.raises(IntegrityError):
        Clinic.objects.create(name="Another", country="JP", time_zone="Asia/Tokyo")
