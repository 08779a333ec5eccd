"""How long somebody stays signed in, and that nothing typed is lost when it was too long."""

import time
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse

from tests.clinic.signin.doors import is_in, shows_again, signs_in
from zusanli.clinic.records.models import Patient
from zusanli.clinic.staff.models import User
from zusanli.clinic.staff.times import HELD, LONGEST, SHARED_IDLE, SHOWN_AGAIN
from zusanli.synthetic.staff import PASSWORD
from zusanli.web.staff.sessions import BEGUN_AT, SEEN_AT

A_MINUTE = timedelta(minutes=1)


def time_passes(client, span: timedelta) -> None:
    """As if what the session began and saw had been so much earlier."""
    session = client.session
    for each in (BEGUN_AT, SEEN_AT):
        session[each] -= span.total_seconds()
    session.save()


@pytest.mark.parametrize(
    ("shared", "span", "still_in"),
    [
        pytest.param({"shared": "on"}, SHARED_IDLE - A_MINUTE, True, id="shared, just left"),
        pytest.param({"shared": "on"}, SHARED_IDLE, False, id="shared, left a while ago"),
        pytest.param({}, SHARED_IDLE, True, id="own, left a while ago"),
        pytest.param({}, LONGEST - A_MINUTE, True, id="own, at the end of the day"),
        pytest.param({}, LONGEST, False, id="own, after the day"),
    ],
)
def test_a_session_ends(client, staff, shared, span, still_in):
    signs_in(client, staff["Rosa"], **shared)
    time_passes(client, span)

    assert is_in(client) is still_in


def test_on_a_shared_computer_it_ends_with_the_browser_and_elsewhere_not(client, staff):
    signs_in(client, staff["Rosa"], shared="on")
    assert client.cookies["sessionid"]["max-age"] == ""

    other = type(client)()
    signs_in(other, staff["Rosa"])
    assert other.cookies["sessionid"]["max-age"] > LONGEST.total_seconds()


def test_a_computer_is_shared_unless_somebody_says_otherwise(client):
    page = client.get(reverse("account_login")).content.decode()

    assert 'name="shared" id="id_shared" checked' in page


def test_each_request_puts_the_end_off_but_not_past_the_day(client, staff):
    signs_in(client, staff["Rosa"], shared="on")
    span = SHARED_IDLE - A_MINUTE
    for _ in range(int(LONGEST / span)):
        time_passes(client, span)
        session = client.session
        assert is_in(client)
        session = client.session
        session[SEEN_AT] = session[BEGUN_AT] + 10**9  # somebody is there all day
        session.save()
    time_passes(client, span)

    assert not is_in(client)


def test_a_page_that_asks_by_itself_keeps_nobody_signed_in(client, staff):
    signs_in(client, staff["Rosa"], shared="on")
    for _ in range(3):
        time_passes(client, SHARED_IDLE / 3)
        client.get(reverse("account"), headers={"X-Unattended": "yes"})

    assert not is_in(client)


def test_signing_in_begins_a_session_with_a_new_key(client, staff):
    client.get("/sign-in/?next=/account/")
    session = client.session
    session["before"] = "x"
    session.save()
    before = session.session_key
    signs_in(client, staff["Rosa"])

    assert client.cookies["sessionid"].value != before
    assert not Session.objects.filter(session_key=before).exists()


def test_whoever_is_closed_out_is_out_at_the_next_request(client, staff):
    signs_in(client, staff["Rosa"])
    User.objects.filter(pk=staff["Rosa"].pk).update(is_active=False)

    assert not is_in(client)


def test_having_shown_who_one_is_counts_for_a_few_minutes(client, staff, monkeypatch):
    signs_in(client, staff["Ada"])
    shows_again(client)
    path = reverse("member", kwargs={"pk": staff["Nils"].pk})
    assert client.post(path, {"do": "roles"}).headers["Location"] == path
    clock = time.time
    monkeypatch.setattr(time, "time", lambda: clock() + SHOWN_AGAIN.total_seconds() + 1)

    assert "/sign-in/again/" in client.post(path, {"do": "roles"}).headers["Location"]


@pytest.fixture
def ada(client, staff):
    """Ada, on a computer that others use as well."""
    signs_in(client, staff["Ada"], shared="on")
    shows_again(client)
    return staff["Ada"]


def too_late(client, staff) -> str:
    """Ada takes a patient into the books a quarter of an hour after she left."""
    path = reverse("desk_new_patient")
    time_passes(client, SHARED_IDLE)
    answer = client.post(path, {"family_name": "Archer", "phone": "020 7946 0001"})
    assert answer.headers["Location"] == f"/sign-in/?next={path}"
    assert not Patient.objects.exists()
    return path


def comes_back(client, user, path):
    """Sign in, show the password again where that is asked for, and go where one was."""
    back = signs_in(client, user, next=path)
    page = client.get(back.headers["Location"])
    if page.status_code == 302 and page.headers["Location"].startswith("/sign-in/again/"):
        shows_again(client, come_back=path)
    return page


def test_what_was_sent_too_late_is_done_after_signing_in_again(client, staff, ada):
    path = too_late(client, staff)
    assert "kept for an hour" in client.get(f"/sign-in/?next={path}").content.decode()
    comes_back(client, ada, path)

    assert Patient.objects.count() == 1


def test_what_lets_people_in_is_not_taken_from_a_desk_that_was_left(client, staff, ada):
    path = reverse("member", kwargs={"pk": staff["Nils"].pk})
    time_passes(client, SHARED_IDLE)
    client.post(path, {"do": "roles", "role": ["researcher", "manager"]})
    assert "was not kept" in client.get(f"/sign-in/?next={path}").content.decode()
    comes_back(client, ada, path)
    client.get(path)

    assert staff["Nils"].roles == {"researcher"}


def test_a_password_that_was_sent_too_late_is_kept_nowhere(client, staff):
    signs_in(client, staff["Rosa"], shared="on")
    time_passes(client, SHARED_IDLE)
    path = reverse("account_change_password")
    typed = {"oldpassword": PASSWORD, "password1": "new-words-of-mine", "password2": ""}
    client.post(path, typed)
    kept = [each.get_decoded() for each in Session.objects.all()]

    assert "was not kept" in client.get(f"/sign-in/?next={path}").content.decode()
    assert "new-words-of-mine" not in str(kept)


def test_a_session_that_is_over_is_removed_with_what_it_held(client, staff, ada):
    too_late(client, staff)
    held = client.session.session_key
    Session.objects.filter(pk=held).update(expire_date="2000-01-01T00:00:00Z")
    signs_in(type(client)(), staff["Rosa"])

    assert not Session.objects.filter(pk=held).exists()


def test_it_is_done_once(client, staff, ada):
    path = too_late(client, staff)
    comes_back(client, ada, path)
    client.get(path)

    assert Patient.objects.count() == 1


def test_nobody_else_does_it(client, staff, ada):
    path = too_late(client, staff)
    bob = staff["Bob"]
    bob.given_roles.create(role="manager")
    comes_back(client, bob, path)
    client.get(path)

    assert not Patient.objects.exists()


def test_it_does_not_wait_for_ever(client, staff, ada):
    path = too_late(client, staff)
    session = client.session
    session["held_form"]["at"] -= HELD.total_seconds() + 1
    session.save()
    comes_back(client, ada, path)

    assert not Patient.objects.exists()


def test_a_stranger_leaves_nothing_that_is_done_for_others(client, staff):
    path = reverse("member", kwargs={"pk": staff["Nils"].pk})
    client.post(path, {"do": "close"})
    client.post(f"/sign-in/?next={path}", {"login": staff["Ada"].email, "password": PASSWORD})
    client.get(path)
    staff["Nils"].refresh_from_db()

    assert staff["Nils"].is_active
