"""What only the database can tell of a set-up."""

from datetime import UTC, datetime, timedelta

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from tests.clinic.booking.willow_street import clinic
from zusanli.clinic.audit.log import seal
from zusanli.clinic.audit.triggers import remove
from zusanli.clinic.premises.models import Clinic
from zusanli.clinic.records.patients import Details, register
from zusanli.clinic.staff.models import User
from zusanli.site.checking.database import of_tables
from zusanli.site.checking.values import Checked, How

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 26, 9, tzinfo=UTC)


def told(*, now: datetime = NOW) -> dict[str, Checked]:
    return {each.what: each for each in of_tables(now)}


@pytest.fixture(autouse=True)
def of_its_own(settings, tmp_path):
    settings.SECOND_FACTOR_KEY = tmp_path / "second-factor-key"


def test_a_clinic_that_was_set_up_is_fine():
    clinic()

    assert {each.how for each in told().values()} == {How.FINE}


def test_one_that_was_not_set_up_yet_is_a_warning():
    found = told()["clinic"]

    assert found.how is How.WARNING
    assert "zusanli setup" in found.to_do


def test_a_step_that_is_missing_is_named_and_nothing_else_is_looked_at():
    MigrationRecorder.Migration.objects.filter(app="premises").delete()
    (found,) = told().values()

    assert found.how is How.WRONG
    assert "premises.0001" in found.says
    assert "zusanli serve --migrate" in found.to_do


def test_tables_of_a_newer_version_are_refused():
    MigrationRecorder(connection).record_applied("booking", "9999_of_tomorrow")

    assert told()["tables"].how is How.WRONG
    assert "newer version" in told()["tables"].says


def test_a_log_whose_triggers_are_gone_is_wrong():
    remove(connection)

    assert told()["log"].how is How.WRONG


def test_second_factors_without_their_key_are_wrong(settings):
    user = User.objects.create(username="ada", email="ada@x.example")
    assert told()["second factor key"].how is How.FINE
    TOTP.activate(user, generate_totp_secret())
    settings.SECOND_FACTOR_KEY.unlink()

    assert told()["second factor key"].how is How.WRONG
    assert "backup" in told()["second factor key"].to_do


def test_a_clock_that_runs_before_the_log_is_wrong():
    register(Details("Archer", "Alice", phone="020 7946 0001"), by="Rosa", now=NOW)
    seal(now=NOW)

    assert told()["clock"].how is How.FINE
    assert told(now=NOW - timedelta(days=1000))["clock"].how is How.WRONG


def test_a_time_zone_that_this_machine_does_not_know_is_wrong():
    clinic()
    Clinic.objects.update(time_zone="Europe/Atlantis")

    assert told()["time zone"].how is How.WRONG
