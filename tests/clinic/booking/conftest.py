import pytest

from tests.clinic.booking.willow_street import NOW, all_no, assessment, clinic, practitioner
from zusanli.clinic.booking.models import Place


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
