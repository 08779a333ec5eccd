"""Tests that commit empty their tables afterwards, which the log's triggers refuse as they must."""

from django.core.management.commands.flush import Command as Flush
from django.db import connections

from zusanli.clinic.audit.triggers import remove


class Command(Flush):
    """Flush without triggers; Django's signal after it puts them up again."""

    def handle(self, **options):
        remove(connections[options["database"]])
        return super().handle(**options)
