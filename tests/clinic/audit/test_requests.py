"""What a request opened and changed is written down with who sent it."""

import json

import pytest
from django.urls import reverse

from tests.clinic.booking.willow_street import MONDAY_AT_TEN, NOW, assessment, clinic, practitioner
from zusanli.clinic.audit.models import Change, Entry, Verb
from zusanli.clinic.booking.models import Place
from zusanli.clinic.booking.search import Slot
from zusanli.clinic.booking.visits import book
from zusanli.clinic.staff.models import GivenRole, Role, User
from zusanli.web.acting import LISTS

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit(alice):
    clinic()
    bob = practitioner("Bob")
    Place.objects.create(room="Garden room", bed="window")
    return book(
        patient=alice,
        intake=None,
        service=assessment(),
        slot=Slot(MONDAY_AT_TEN, bob.pk),
        by="Rosa",
        at_desk=True,
        now=NOW,
    )


@pytest.fixture
def rosa(client, visit):
    rosa = User.objects.create(username="rosa", email="rosa@x.example", first_name="Rosa")
    GivenRole.objects.create(user=rosa, role=Role.RECEPTION)
    client.force_login(rosa)
    return rosa


def opened() -> list[Entry]:
    return list(Entry.objects.filter(verb=Verb.OPENED))


@pytest.mark.parametrize("page", ["patient", "desk_patient", "desk_correct", "amend_details"])
def test_each_page_of_a_patient_is_written_down(client, rosa, alice, page):
    client.get(reverse(page, kwargs={"patient": alice.pk}))

    entry = opened()[0]
    assert (entry.who, entry.kind) == (f"staff:{rosa.pk}", "records.patient")
    assert entry.patient == entry.record == str(alice.pk)
    assert json.loads(entry.details) == {"page": page}


def test_a_visit_that_is_opened_is_written_down_with_whose_it_is(client, rosa, alice, visit):
    client.get(reverse("desk_visit", kwargs={"visit": visit.pk}))

    entry = opened()[0]
    assert (entry.kind, entry.record) == ("booking.appointment", str(visit.pk))
    assert entry.patient == str(alice.pk)


def test_a_list_of_patients_that_is_opened_is_written_down(client, rosa):
    client.get(reverse("desk"))

    assert [(each.kind, each.record) for each in opened()] == [("list", "desk")]


def test_lists_that_are_written_down_are_pages_that_exist():
    for page in LISTS:
        assert reverse(page)


def test_who_is_refused_opened_nothing(client, alice, visit):
    client.get(reverse("patient", kwargs={"patient": alice.pk}))
    nils = User.objects.create(username="nils", email="nils@x.example")
    client.force_login(nils)
    client.get(reverse("patient", kwargs={"patient": alice.pk}))

    assert opened() == []


def test_a_patient_is_whoever_holds_the_link_and_the_link_is_not_written(client, visit):
    link = client.post(reverse("begin"), {"who": "patient"}).headers["Location"]
    client.post(link, {"number": 0, "answer": "unsure"})

    begun, answered = Entry.objects.filter(kind="records.intakeversion")
    assert (begun.who, answered.who) == ("visitor", "link:question")
    secret = link.strip("/").split("/")[-1]
    assert secret not in json.dumps(
        [list(each) for each in Entry.objects.values_list()], default=str
    )


def test_what_a_request_changed_is_sealed_when_it_ends(client, visit):
    client.post(reverse("begin"), {"who": "patient"})

    assert not Change.objects.exists()
