import pytest

from tests.clinic.booking.willow_street import clinic, practitioner
from tests.clinic.notes.at_the_clinic import licensed
from zusanli.clinic.staff.models import User


@pytest.fixture
def bob(db) -> User:
    """A practitioner whose licence holds."""
    clinic()
    return licensed(practitioner("Bob"))
