import pytest

from tests.clinic.booking.willow_street import clinic, practitioner
from tests.clinic.outcomes import treated
from zusanli.clinic.records.models import Patient
from zusanli.clinic.staff.models import GivenRole, Role, User


@pytest.fixture
def bob(db) -> User:
    clinic()
    return practitioner("Bob")


@pytest.fixture
def mei(bob) -> User:
    return practitioner("Mei")


@pytest.fixture
def rosa(bob) -> User:
    user = User.objects.create(username="rosa", email="rosa@x.example", first_name="Rosa")
    GivenRole.objects.create(user=user, role=Role.RECEPTION)
    return user


@pytest.fixture
def alice(bob) -> Patient:
    return treated.patient()
