"""A clinic with a row of every kind of column, and what is awkward in each."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import Permission
from django.contrib.sessions.models import Session
from django_tasks_db.models import DBTaskResult

from tests.clinic.booking.willow_street import ALICE, NOW, all_no, clinic, practitioner
from zusanli.clinic.audit.log import seal
from zusanli.clinic.booking.models import Place, TimeOff
from zusanli.clinic.records.models import IntakeVersion, PersonalDetails
from zusanli.clinic.records.patients import Details, register
from zusanli.clinic.staff.models import Licence

QUICK = {"n": 2, "r": 1, "p": 1}
PHRASE = "four words are enough"
KEY = b"made-up key of the second factors"
MICROSECOND = datetime(2026, 11, 26, 9, 0, 0, 1, tzinfo=UTC)
AWKWARD = {
    "z first": {"b": None, "a": [True, False, None, {}, [], ""]},
    "numbers": [0, -0.0, 1e20, -1e22, 1e-7, 5e-324, 0.1, 12345678901234567890],
    "words": "足三里 \U0001f9b6 'quoted' \"twice\" \\ \n\t e+ -0.0",
}
"""JSON that SQLite gives back as it was written, and PostgreSQL in other letters."""


def quiet(_table: str, _done: int, _of: int) -> None:
    """Progress that nobody watches."""


def fill() -> None:
    clinic("Asia/Tokyo", country="JP")
    bob = practitioner("Bob")
    bob.user_permissions.add(Permission.objects.order_by("-pk")[0])
    Authenticator.objects.create(user=bob, type="totp", data={"secret": "locked with the key"})
    Licence.objects.create(
        user=bob,
        title="LAc",
        issuer="A board",
        number="007",
        valid_until=date(2030, 2, 28),
        recorded_at=MICROSECOND,
        recorded_by="Ada",
    )
    TimeOff.objects.create(practitioner=bob, starts_at=NOW, ends_at=NOW + timedelta(days=1))
    alice = register(ALICE, by="Rosa Field", now=NOW)
    register(
        Details(
            family_name="大山", given_name="=花子'; --", phone="+81 3 0000 0000", language="ja"
        ),
        by="Rosa Field",
        now=MICROSECOND,
    )
    _, intake = all_no(NOW)
    intake.patient = alice
    intake.save()
    number = intake.versions.count() + 1
    IntakeVersion.objects.create(intake=intake, number=number, at=MICROSECOND, interview=AWKWARD)
    DBTaskResult.objects.create(
        args_kwargs={"args": [], "kwargs": {}},
        priority=-3,
        task_path="made.up",
        backend_name="default",
        run_after=NOW,
    )
    Place.objects.create(room="to be taken away").delete()
    Session.objects.create(session_key="k" * 32, session_data="signed in", expire_date=NOW)
    seal(now=NOW)
    Path(settings.SECOND_FACTOR_KEY).write_bytes(KEY)


def names() -> set[str]:
    found = PersonalDetails.objects.values_list("family_name", flat=True)
    return set(found)
