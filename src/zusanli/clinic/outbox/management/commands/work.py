"""`python -m zusanli.site work`: does what waits, such as mail, until it is stopped."""

import logging
import threading
from argparse import ArgumentParser
from datetime import UTC, datetime, timedelta

from django.core.management import BaseCommand, call_command
from django.db import DatabaseError, close_old_connections, connection
from django_tasks_db.models import DBTaskResult

from zusanli.clinic.audit.log import seal
from zusanli.clinic.booking.waiting import pass_on_lapsed
from zusanli.clinic.outbox.tasks import wake_if_needed

log = logging.getLogger("zusanli.outbox")
SECONDS_BETWEEN_ROUNDS = 30
"""A reminder goes out at most so much late."""
DONE_KEPT_FOR = timedelta(days=2)
"""Finished tasks tell nothing but that they were done."""


class Command(BaseCommand):
    """The worker: takes tasks as they come, and looks by itself for what has come due."""

    help = "Send messages and do what else waits, until stopped"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Offer to stop when nothing waits, as a timer of the system would have it."""
        parser.add_argument("--once", action="store_true", help="do what waits now, and stop")

    def handle(self, *, once: bool = False, **_options: object) -> None:
        """Work."""
        go_round()
        if not once:
            rounds = threading.Thread(target=_rounds, args=(threading.Event(),), daemon=True)
            rounds.start()
        call_command("db_worker", queue_name="*", batch=once, startup_delay=False, verbosity=0)


def go_round() -> None:
    """Do what has come due, pass on offers nobody took, forget what is done, seal the log."""
    now = datetime.now(UTC)
    pass_on_lapsed(now=now)
    wake_if_needed(now)
    DBTaskResult.objects.finished().filter(finished_at__lt=now - DONE_KEPT_FOR).delete()
    seal(now=now)


def _rounds(stopped: threading.Event) -> None:
    while not stopped.wait(SECONDS_BETWEEN_ROUNDS):
        try:
            close_old_connections()
            go_round()
        except DatabaseError:
            # The next round finds the same; a worker that stopped would find nothing.
            log.exception("the outbox could not be looked at; trying again")
        finally:
            connection.close()
