# ruff: noqa: PLC0415, T201 - Django is set up first, and what came of it is printed
"""Several desks that make receipts at the same time, each with a connection of its own."""

import os
import sys
import tempfile
import threading
from datetime import UTC, datetime
from uuid import uuid4

import django

NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
DESKS = 6
TIMES = 8


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="zusanli-tests-") as folder:
        os.environ |= {
            "ZUSANLI_MODE": "demo",
            "ZUSANLI_DATA": folder,
            "DJANGO_SETTINGS_MODULE": "zusanli.site.settings",
        }
        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        visit = _visit()
        threads = [threading.Thread(target=_make, args=(visit,)) for _ in range(DESKS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return _told()


def _visit() -> object:
    from tests.clinic.booking.willow_street import clinic, practitioner
    from tests.clinic.outcomes import treated

    clinic()
    return treated.visited(treated.patient(), practitioner("Bob"), treated.BEGUN).pk


def _make(key: object) -> None:
    from django.db import connection

    from zusanli.clinic.booking.models import Appointment
    from zusanli.clinic.receipts.issuing import Draft, Line, issue

    visit = Appointment.objects.get(pk=key)
    for _ in range(TIMES):
        draft = Draft(uuid4(), [Line("Visit", 4500)], "GBP", "en")
        issue(visit, draft, by=visit.practitioner, now=NOW)
    connection.close()


def _told() -> int:
    from django.db import connection

    from zusanli.clinic.receipts.models import Receipt

    numbers = list(Receipt.objects.order_by("number").values_list("number", flat=True))
    print(f"{connection.vendor}: whole={numbers == list(range(1, DESKS * TIMES + 1))}")
    connection.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
