import pytest

from tests.clinic.booking.willow_street import ALICE, NOW, all_no
from zusanli.clinic.records.patients import register


@pytest.fixture
def alice(db):
    return register(ALICE, by="Rosa Field", now=NOW)


@pytest.fixture
def asked(db):
    return all_no(NOW)[1]
