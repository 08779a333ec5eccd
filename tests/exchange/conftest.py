import pytest

from tests.clinic.booking.willow_street import clinic, practitioner


@pytest.fixture
def bob(db):
    clinic()
    return practitioner("Bob")


@pytest.fixture(autouse=True)
def _mails(settings, tmp_path):
    settings.KEPT_MAIL = tmp_path / "mail"
