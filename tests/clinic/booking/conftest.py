import pytest

from tests.clinic.booking import pages
from tests.clinic.booking.willow_street import NOW, all_no, assessment, clinic, practitioner
from zusanli.clinic.booking.models import Appointment, Place, Service
from zusanli.clinic.booking.visits import book_first
from zusanli.clinic.staff.models import Role, User


@pytest.fixture
def bob(db):
    clinic()
    return practitioner("Bob")


@pytest.fixture
def first_visit(bob):
    return assessment()


@pytest.fixture
def bed(bob):
    return Place.objects.create(room="Garden room", bed="window")


@pytest.fixture
def asked(bob):
    """The intake of a patient who may book."""
    return all_no(NOW)[1]


@pytest.fixture
def following(bob) -> Service:
    return Service.objects.create(
        name="Following visit", minutes=30, minutes_after=10, first_visit=False
    )


@pytest.fixture
def rosa(client, bob, first_visit, bed) -> User:
    """At the desk, signed in."""
    user = pages.hired("Rosa", Role.RECEPTION)
    client.force_login(user)
    return user


@pytest.fixture
def link(bob, first_visit, bed) -> str:
    """The questionnaire of somebody who may book, at a clinic that has time."""
    return all_no(pages.NOW)[0]


@pytest.fixture
def miwas_visit(first_visit, bed) -> Appointment:
    """Of somebody who answered the questions, at one of the times from tomorrow on."""
    return book_first(
        pages.MIWA,
        intake=all_no(pages.NOW)[1],
        service=first_visit,
        slot=pages.free(first_visit)[2],
        by="patient",
        now=pages.NOW,
    )
