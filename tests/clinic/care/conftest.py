from datetime import timedelta

import pytest

from tests.clinic.booking.willow_street import NOW, clinic, known_to_feel, practitioner
from tests.clinic.outbox.told import booked
from zusanli.clinic.booking.models import Appointment


@pytest.fixture
def bob(db):
    clinic()
    return practitioner("Bob")


@pytest.fixture
def visit(bob) -> Appointment:
    """Alice's first visit, four days from now."""
    return booked(bob)


@pytest.fixture
def after(visit):
    """The day after that visit, with every question answered."""
    known_to_feel(visit.intake, NOW)
    return visit.ends_at + timedelta(days=1)
