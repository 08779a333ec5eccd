import pytest

from tests.clinic.booking import pages
from tests.clinic.booking.willow_street import NOW, assessment, clinic, practitioner
from zusanli.clinic.booking.models import Place, Service
from zusanli.clinic.records.models import Patient
from zusanli.clinic.records.patients import Details, register
from zusanli.clinic.staff.models import Role, User


@pytest.fixture
def bob(db) -> User:
    clinic()
    return practitioner("Bob")


@pytest.fixture
def first_visit(bob) -> Service:
    return assessment()


@pytest.fixture
def beds(bob) -> list[Place]:
    return [Place.objects.create(room="Garden room", bed=each) for each in ("window", "door")]


@pytest.fixture
def sue(client, bob) -> User:
    """A supervisor, signed in."""
    user = pages.hired("Sue", Role.SUPERVISOR)
    client.force_login(user)
    return user


@pytest.fixture
def taken_in(db):
    """Take somebody into the books: `taken_in("Archer", "Alice", phone="...")`."""

    def take(*names: str, **more: object) -> Patient:
        return register(Details(*names, **more), by="Rosa", now=NOW)

    return take
