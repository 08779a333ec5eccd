import pytest
from django.core.management import call_command
from django.db import connection

from tests.exchange.backup import small_clinic
from zusanli.exchange.backup.backing_up import Made, back_up


@pytest.fixture
def folder(settings, tmp_path):
    """The key files of the test; the data of the other tests are left alone."""
    settings.SECOND_FACTOR_KEY = tmp_path / "data" / "second-factor-key"
    settings.SECOND_FACTOR_KEY.parent.mkdir()
    return tmp_path


@pytest.fixture
def filled(transactional_db, folder):
    small_clinic.fill()


@pytest.fixture
def backup(filled, folder):
    return folder / "backup"


@pytest.fixture
def made(backup) -> Made:
    return back_up(
        backup,
        small_clinic.PHRASE,
        progress=small_clinic.quiet,
        now=small_clinic.NOW,
        cost=small_clinic.QUICK,
    )


@pytest.fixture
def lost(made, settings):
    """The machine is gone: an empty database, and a folder without keys."""
    call_command("flush", interactive=False, verbosity=0)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM sqlite_sequence")
    settings.SECOND_FACTOR_KEY.unlink()
    return made
