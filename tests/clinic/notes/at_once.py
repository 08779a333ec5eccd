# ruff: noqa: PLC0415, T201 - Django is set up first, and what came of it is printed
"""Several people who write in one note and sign one plan at the same time."""

import os
import sys
import tempfile
import threading
from uuid import uuid4

import django

PEOPLE = 6


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
        here = _here()
        come_of: list[str] = []
        for do in (_write, _sign):
            threads = [
                threading.Thread(target=_told, args=(do, here, come_of)) for _ in range(PEOPLE)
            ]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        return _print(here, come_of)


def _here() -> object:
    from tests.clinic.booking.willow_street import clinic, practitioner
    from tests.clinic.notes.at_the_clinic import come, licensed
    from zusanli.synthetic import cast

    clinic()
    here = come(cast.KNEE, licensed(practitioner("Bob"))).made_ready()
    note = here.begin()
    here.chart(note, "position", batch=1, position="supine")
    return here


def _told(do: object, here: object, come_of: list[str]) -> None:
    from django.db import connection

    try:
        do(here)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is told
        come_of.append(type(error).__name__)
    else:
        come_of.append("done")
    connection.close()


def _write(here: object) -> None:
    from zusanli.clinic.notes.models import Note
    from zusanli.clinic.notes.writing import Sheet, write

    note = Note.objects.get(visit=here.visit)
    what = {"do": "in", "batch": 1, "count": 2}
    write(note, what, Sheet(1, uuid4()), member=here.member, now=here.now)


def _sign(here: object) -> None:
    here.sign_plan()


def _print(here: object, come_of: list[str]) -> int:
    from django.db import connection

    from zusanli.clinic.notes.models import NoteEntry
    from zusanli.clinic.plans.models import Plan

    entries, plans = NoteEntry.objects.count(), Plan.objects.count()
    told = f"{come_of.count('NoteOvertakenError')} told, {come_of.count('done')} done"
    print(f"{connection.vendor}: {entries} entries, {plans} plans, {told}")
    connection.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
