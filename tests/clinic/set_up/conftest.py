"""A clinic with nothing in it, and an owner who comes to open it."""

import pytest
from django.core.cache import cache
from django.test import Client

from tests.clinic.booking.pages import hired
from tests.clinic.booking.willow_street import clinic
from zusanli.clinic.staff.models import Role, User


@pytest.fixture(autouse=True)
def _nobody_asked_often(db):
    cache.clear()


@pytest.fixture
def ada(db, client) -> User:
    """The manager, signed in at a clinic without hours, rooms or visits."""
    clinic()
    return signed_in(client, hired("Ada", Role.MANAGER))


def signed_in(client: Client, user: User) -> User:
    client.force_login(user)
    return user
