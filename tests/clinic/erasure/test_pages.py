"""A wish to be erased: from the patient's own page to the tombstone, by the manager alone."""

import time

import pytest
from django.urls import reverse

from tests.clinic.booking import pages
from tests.clinic.booking.willow_street import ALICE, NOW, clinic
from zusanli.clinic.audit.models import Entry
from zusanli.clinic.erasure.models import Erasure, ErasureRequest, KeptFor
from zusanli.clinic.records.models import Patient
from zusanli.clinic.records.patients import register
from zusanli.clinic.staff.models import Role, User
from zusanli.synthetic.staff import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture
def alice() -> Patient:
    clinic("Asia/Tokyo", country="JP")
    return register(ALICE, by="Rosa", now=NOW)


def at_work(client, name: str, role: Role) -> User:
    user = pages.hired(name, role)
    user.set_password(PASSWORD)
    user.save()
    client.force_login(user)
    return user


def shows_again(client, user: User) -> None:
    """Let them have shown a moment ago who they are."""
    session = client.session
    session["account_authentication_methods_user"] = str(user.pk)
    session["account_authentication_methods"] = [
        {"method": "password", "at": time.time(), "reauthenticated": True}
    ]
    session.save()


def at(name: str, patient: Patient) -> str:
    return reverse(name, kwargs={"patient": patient.pk})


def test_a_wish_written_down_at_the_desk_is_carried_out_by_a_manager(client, alice):
    at_work(client, "Rosa", Role.RECEPTION)
    assert "never treated here" not in pages.page(client, at("ask_for_patient", alice))
    client.post(at("ask_for_patient", alice))
    for closed in (reverse("keeping"), at("erase_patient", alice)):
        assert client.get(closed).status_code == 403
    assert client.post(at("erase_patient", alice), {"ground": "asked"}).status_code == 403

    ada = at_work(client, "Ada", Role.MANAGER)
    shows_again(client, ada)
    listed = pages.page(client, reverse("keeping"))
    assert "Archer, Alice" in listed
    assert "at once" in listed
    good = {"ground": "asked", "why": "asked for it at the desk", "sure": "yes"}
    for wrong, said in (
        ({"sure": ""}, "Nothing was erased"),
        ({"why": ""}, "Please write why"),
        ({"why": "Mrs Archer asked"}, "it must not say who it was"),
        ({"ground": "ended"}, "cannot be erased yet"),
        ({"ground": "other"}, "Please say on what ground"),
    ):
        shown = client.post(at("erase_patient", alice), good | wrong)
        assert (shown.status_code, said in pages.text(shown)) == (422, True), wrong
    done = client.post(at("erase_patient", alice), good, follow=True)

    assert "Backups made before this still hold the person" in pages.text(done)
    assert "asked for it at the desk" in pages.text(done)
    assert "Archer" not in pages.text(done)
    assert not Patient.objects.exists()
    assert Erasure.objects.get().by == "Ada"
    assert Entry.objects.filter(verb="removed", kind="records.patient", who__startswith="staff:")
    assert client.get(at("erase_patient", alice)).status_code == 404


def test_years_are_set_with_a_reason_after_showing_again_who_one_is(client, alice):
    ada = at_work(client, "Ada", Role.MANAGER)
    asked = client.post(reverse("keeping_years"), {"years": "5", "why": "as others do"})
    assert asked.headers["Location"].startswith(reverse("account_reauthenticate"))
    assert not KeptFor.objects.exists()
    shows_again(client, ada)
    for wrong in ({"years": "none", "why": "x"}, {"years": "5", "why": ""}, {"years": "0"}):
        assert client.post(reverse("keeping_years"), wrong).status_code == 422
    assert not KeptFor.objects.exists()
    client.post(reverse("keeping_years"), {"years": "5", "why": "as others do"})

    assert KeptFor.objects.get().years == 5
    assert "5 years after the last visit" in pages.page(client, reverse("keeping"))


def test_a_wish_that_is_refused_says_what_was_answered(client, alice):
    ada = at_work(client, "Ada", Role.MANAGER)
    shows_again(client, ada)
    client.post(at("ask_for_patient", alice))
    assert client.post(at("refuse_erasure", alice), {"answer": " "}).status_code == 422
    client.post(at("refuse_erasure", alice), {"answer": "We must keep it until 2031."})

    assert ErasureRequest.objects.get().answer == "We must keep it until 2031."
    assert "We must keep it until 2031." in pages.page(client, at("ask_for_patient", alice))
    assert client.post(at("refuse_erasure", alice), {"answer": "again"}).status_code == 422
