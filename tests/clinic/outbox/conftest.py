import pytest

from tests.clinic.booking.willow_street import clinic, practitioner


@pytest.fixture
def bob(db):
    clinic()
    return practitioner("Bob")
