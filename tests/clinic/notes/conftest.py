import pytest

from tests.clinic.booking.willow_street import clinic, practitioner
from tests.clinic.notes.at_the_clinic import Here, come, come_now, licensed
from zusanli.clinic.staff.models import User
from zusanli.synthetic import cast


@pytest.fixture
def bob(db) -> User:
    """Who treats, with a licence."""
    clinic()
    return licensed(practitioner("Bob"))


@pytest.fixture
def novak(bob) -> Here:
    """Somebody with a bad knee, for whom everything before the first needle was done."""
    return come(cast.KNEE, bob).made_ready()


@pytest.fixture
def patient(client, bob) -> Here:
    """Somebody with a bad knee who is here now, made ready; Bob is signed in."""
    client.force_login(bob)
    return come_now(cast.KNEE, bob).made_ready()
