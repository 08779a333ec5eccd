"""The made-up clinic's staff, with their passwords."""

import pytest
from django.core.cache import cache

from zusanli.clinic.premises.models import Clinic
from zusanli.synthetic.staff import hire


@pytest.fixture(autouse=True)
def _few_wrong_passwords_remembered(db):
    cache.clear()


@pytest.fixture(autouse=True)
def clinic(db):
    return Clinic.objects.create(
        pk=1,
        name="Willow Street",
        country="GB",
        time_zone="Europe/London",
        phone="020 7946 0000",
        email="desk@willow.example",
    )


@pytest.fixture
def staff(db):
    """Rosa at the desk, Mei and Bob who treat, Ada who manages, Nils who counts."""
    return hire()
