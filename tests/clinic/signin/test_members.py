"""Managers let people in, change what they may do, and shut them out."""

import re
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest
from django.urls import reverse

from tests.clinic.signin.doors import SIGN_IN, is_in, sets_up_app, shows_again, signs_in
from zusanli.clinic.outbox.kinds import Kind
from zusanli.clinic.outbox.models import Message
from zusanli.clinic.outbox.pages import Page, address_of
from zusanli.clinic.staff.invitations import (
    AlreadyHereError,
    invite,
    new_invitation,
    send_invitation,
)
from zusanli.clinic.staff.members import LastManagerError, change_roles, deactivate
from zusanli.clinic.staff.models import Invitation, Role, User
from zusanli.clinic.staff.times import INVITED, NEW_PASSWORD
from zusanli.documents.plain_text import plain_text
from zusanli.exchange.email.composing import compose

NEW = "ola@willow.example"
WORDS = "quiet-river-seven-stones"
NAMED = {"given_name": "Ola", "family_name": "Berg", "password": WORDS, "again": WORDS}


@pytest.fixture
def ada(client, staff):
    """Ada, who manages, signed in and known to be it."""
    signs_in(client, staff["Ada"])
    shows_again(client)
    return staff["Ada"]


def shown_link(page) -> str:
    return urlsplit(re.search(r'id="address"[^>]*value="([^"]+)"', page.content.decode())[1]).path


def without_tokens(page) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page.content.decode())


def member(user: User) -> str:
    return reverse("member", kwargs={"pk": user.pk})


def test_a_colleague_comes_by_a_link_that_opens_once(client, ada):
    link = shown_link(client.post(reverse("invite"), {"email": NEW, "role": ["reception"]}))
    ola = type(client)()
    assert NEW in ola.get(link).content.decode()
    assert ola.post(link, NAMED).headers["Location"] == SIGN_IN
    assert ola.post(SIGN_IN, {"login": NEW, "password": WORDS}).status_code == 302
    assert is_in(ola)
    user = User.objects.get(email=NEW)
    assert (user.called, user.roles) == ("Ola Berg", {"reception"})

    stranger = type(client)()
    assert stranger.get(link).status_code == 404
    assert stranger.post(link, NAMED | {"password": "x" * 12, "again": "x" * 12}).status_code == 404
    assert is_in(ola)


def test_a_link_is_known_by_its_hash_alone(client, ada):
    link = shown_link(client.post(reverse("invite"), {"email": NEW, "role": ["reception"]}))

    assert Invitation.objects.get().link_hash not in link
    assert link.split("/")[-2] not in str(Invitation.objects.values_list())


def test_a_link_ends(client, staff):
    now = datetime.now(UTC)
    fresh = invite(NEW, roles=[Role.RECEPTION])
    too_old = new_invitation(fresh, now=now - INVITED)
    good = new_invitation(fresh, now=now - INVITED + timedelta(minutes=1))
    assert client.get(reverse("invitation", kwargs={"link": too_old})).status_code == 404
    assert client.get(reverse("invitation", kwargs={"link": good})).status_code == 200

    lost = new_invitation(staff["Mei"], now=now - NEW_PASSWORD)
    assert client.get(reverse("invitation", kwargs={"link": lost})).status_code == 404


def test_whoever_never_accepted_cannot_sign_in(client, staff):
    invite(NEW, roles=[Role.RECEPTION])
    client.post(SIGN_IN, {"login": NEW, "password": ""})

    assert not is_in(client)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        pytest.param({"given_name": " "}, "given_name", id="no name"),
        pytest.param({"family_name": "x" * 151}, "family_name", id="too long a name"),
        pytest.param({"password": "short", "again": "short"}, "password", id="too short"),
        pytest.param({"password": "olaolaola", "again": "olaolaola"}, "password", id="short too"),
        pytest.param({"again": "another-one-else"}, "again", id="not the same"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_the_name_is_kept(client, staff, wrong, field):
    link = new_invitation(invite(NEW, roles=[Role.RECEPTION]), now=datetime.now(UTC))
    page = client.post(reverse("invitation", kwargs={"link": link}), NAMED | wrong)
    text = page.content.decode()

    assert page.status_code == 422
    assert re.findall(r'id="(\w+)_problem"', text) == [field]
    assert WORDS not in text
    if field != "family_name":
        assert 'value="Berg"' in text


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        pytest.param({"email": "ola", "role": "reception"}, "no mail address", id="no address"),
        pytest.param({"email": NEW}, "at least one role", id="no role"),
        pytest.param({"email": NEW, "role": "king"}, "at least one role", id="no such role"),
        pytest.param({"email": "MEI@willow.example", "role": "reception"}, "already", id="twice"),
    ],
)
def test_an_invitation_that_cannot_be_is_refused_with_what_was_typed(client, ada, sent, says):
    page = client.post(reverse("invite"), sent)

    assert says in page.content.decode()
    assert f'value="{sent["email"]}"' in page.content.decode()
    assert not Invitation.objects.exists()


def test_the_list_tells_roles_and_who_has_a_second_factor(client, staff, ada):
    mei = type(client)()
    signs_in(mei, staff["Mei"])
    sets_up_app(mei)
    page = client.get(reverse("members")).content.decode()
    rows = {
        re.search(r"staff/\d+/\">([^<]+)<", row)[1]: re.sub(r"<[^>]+>|\s+", " ", row)
        for row in page.partition("</tbody>")[0].split("<tr>")[2:]
    }

    assert len(rows) == 5
    assert "Practitioner, Supervisor" in rows["Bob Lee"]
    assert rows["Mei Tan"].split()[-1] == "yes"
    assert rows["Bob Lee"].split()[-1] == "no"


def test_a_lost_second_factor_is_taken_away(client, staff, ada):
    mei = type(client)()
    signs_in(mei, staff["Mei"])
    sets_up_app(mei)
    client.post(member(staff["Mei"]), {"do": "factor"})
    assert not is_in(mei)  # whoever found the phone
    anew = type(client)()
    signs_in(anew, staff["Mei"])

    assert is_in(anew)


def test_a_closed_account_is_out_and_its_links_open_nothing(client, staff, ada):
    rosa, asleep = type(client)(), type(client)()
    for each in (rosa, asleep):
        signs_in(each, staff["Rosa"])
    link = shown_link(client.post(member(staff["Rosa"]), {"do": "link"}))
    client.post(member(staff["Rosa"]), {"do": "close"})
    assert not is_in(rosa)
    assert rosa.get(link).status_code == 404
    signs_in(rosa, staff["Rosa"])
    assert not is_in(rosa)

    client.post(member(staff["Rosa"]), {"do": "open"})
    assert not is_in(asleep)
    assert rosa.get(link).status_code == 404
    signs_in(rosa, staff["Rosa"])
    assert is_in(rosa)


def test_one_manager_is_always_left(client, staff, ada):
    told = client.post(member(ada), {"do": "close"}, follow=True).content.decode()
    assert "Somebody else must be manager first" in told
    client.post(member(ada), {"do": "roles", "role": ["reception"]})
    assert ada.roles == {"manager"}

    invited = invite(NEW, roles=[Role.MANAGER])
    with pytest.raises(LastManagerError):
        deactivate(ada, now=datetime.now(UTC))  # who was invited may never come
    invited.set_password(WORDS)
    invited.save()
    change_roles(ada, roles=[Role.RECEPTION])
    assert ada.roles == {"reception"}
    with pytest.raises(LastManagerError):
        deactivate(invited, now=datetime.now(UTC))


def test_nobody_is_invited_twice(staff):
    with pytest.raises(AlreadyHereError):
        invite("Mei@Willow.example", roles=[Role.MANAGER])


@pytest.mark.parametrize("name", ["Rosa", "Mei", "Bob", "Nils"])
def test_only_managers_open_the_staff(client, staff, name):
    signs_in(client, staff[name])

    for path in (reverse("members"), reverse("invite"), member(staff["Ada"])):
        assert client.get(path).status_code == 403
        assert client.post(path, {"do": "close"}).status_code == 403


def test_a_manager_shows_who_they_are_before_a_change_and_the_change_is_done(client, staff):
    signs_in(client, staff["Ada"])
    path = member(staff["Nils"])
    asked = client.post(path, {"do": "close"})
    assert asked.headers["Location"].startswith(reverse("account_reauthenticate"))
    staff["Nils"].refresh_from_db()
    assert staff["Nils"].is_active

    shows_again(client, come_back=path)
    staff["Nils"].refresh_from_db()
    assert not staff["Nils"].is_active


def test_a_forgotten_password_is_set_anew_by_mail_and_opens_what_was_shut(client, staff):
    rosa = staff["Rosa"]
    for _ in range(5):
        client.post(SIGN_IN, {"login": rosa.email, "password": "wrong"})
    client.post(reverse("account_reset_password"), {"email": "Rosa@willow.example"})
    message = Message.objects.get()
    assert (message.kind, message.user) == (Kind.INVITATION, rosa)
    path = address_of(Page.INVITATION, message.subject, now=datetime.now(UTC))
    link = urlsplit(path).path
    client.post(link, NAMED | {"given_name": "Rosa", "family_name": "Field"})
    client.post(SIGN_IN, {"login": rosa.email, "password": WORDS})

    assert is_in(client)


def test_the_mail_says_whether_it_invites_or_gives_a_new_password_and_names_nobody(staff):
    ola, now = invite(NEW, roles=[Role.RECEPTION]), datetime.now(UTC)
    send_invitation(ola, now=now)
    send_invitation(staff["Mei"], now=now)
    told = {each.user: compose(each, now=now).document for each in Message.objects.all()}
    words = {user: plain_text(document) for user, document in told.items()}

    assert told[ola].title == "Your invitation"
    assert "invited to sign in at Willow Street" in " ".join(words[ola].split())
    assert told[staff["Mei"]].title == "A new password"
    assert "your password stays" in " ".join(words[staff["Mei"]].split())
    for text in words.values():
        assert "/sign-in/invited/" in text
        assert not re.search(r"Mei|Tan|ola@", text)
    assert Invitation.objects.count() == 2


def test_asked_twice_in_a_minute_it_is_one_mail(staff):
    now = datetime(2026, 11, 26, 10, 0, 5, tzinfo=UTC)
    for seconds in (0, 20):
        send_invitation(staff["Mei"], now=now + timedelta(seconds=seconds))

    assert Message.objects.count() == 1


def test_nobody_learns_from_a_forgotten_password_who_works_here(client, staff):
    known = client.post(reverse("account_reset_password"), {"email": staff["Rosa"].email})
    unknown = client.post(reverse("account_reset_password"), {"email": "nobody@willow.example"})

    assert without_tokens(known) == without_tokens(unknown)
    assert known.status_code == unknown.status_code == 200
    assert Message.objects.count() == 1


def test_nobody_is_flooded_with_mails(client, staff):
    codes = [
        client.post(reverse("account_reset_password"), {"email": staff["Rosa"].email}).status_code
        for _ in range(4)
    ]

    assert codes == [200, 200, 200, 429]
