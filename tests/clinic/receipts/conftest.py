import pytest

from tests.clinic.booking.willow_street import clinic, practitioner
from tests.clinic.outcomes import treated
from zusanli.clinic.booking.models import Appointment
from zusanli.clinic.staff.models import GivenRole, Role, User


@pytest.fixture
def bob(db) -> User:
    clinic()
    return practitioner("Bob")


@pytest.fixture
def rosa(bob) -> User:
    user = User.objects.create(username="rosa", email="rosa@x.example", first_name="Rosa")
    GivenRole.objects.create(user=user, role=Role.RECEPTION)
    return user


@pytest.fixture
def visit(bob) -> Appointment:
    """Alice's, who has been here."""
    return treated.visited(treated.patient(), bob, treated.BEGUN)
