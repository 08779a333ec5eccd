# ruff: noqa: PLC0415, T201 - Django is set up first, and what came of it is printed
"""Many who write to one log at the same time, each with a connection of their own."""

import os
import sys
import tempfile
import threading
from datetime import UTC, datetime
from uuid import uuid4

import django

NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
WRITERS = 8
TIMES = 15


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
        threads = [threading.Thread(target=_write) for _ in range(WRITERS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return _told()


def _write() -> None:
    from django.db import connection

    from zusanli.clinic.audit.log import note
    from zusanli.clinic.audit.models import Verb
    from zusanli.clinic.records.models import Patient

    for _ in range(TIMES):
        Patient.objects.create(pk=uuid4(), added_at=NOW)
        note(Verb.OPENED, "records.patient", now=NOW)
    connection.close()


def _told() -> int:
    from django.db import connection

    from zusanli.clinic.audit.verifying import verify

    verdict = verify()
    connection.close()
    print(f"whole={verdict.is_whole} last={verdict.walk.last} unsealed={verdict.unsealed}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
