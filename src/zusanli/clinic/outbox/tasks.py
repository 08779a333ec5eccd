"""What the worker does for the outbox. A task bears no argument, and so nobody's data."""

import logging
from datetime import UTC, datetime

from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from zusanli.clinic.outbox.carriers import the_carrier
from zusanli.clinic.outbox.draining import drain, needs_a_drain
from zusanli.clinic.outbox.hearing import hear, something_unheard

log = logging.getLogger("zusanli.outbox")


@task()
def drain_outbox() -> int:
    """Hear what happened, send what is due, and give how many messages were taken up."""
    hear(datetime.now(UTC))
    carrier = the_carrier()
    if carrier is None:
        log.warning("nothing carries messages: they wait")
        return 0
    taken = 0
    while True:
        drained = drain(carrier=carrier, now=datetime.now(UTC))
        taken += drained.taken
        if not drained.go_on:
            return taken


def wake() -> None:
    """
    Have the outbox drained soon.

    Called when what is to be told is committed: a task that still waits will see it, and one is
    enough.
    """
    waiting = DBTaskResult.objects.filter(
        task_path=drain_outbox.module_path, status=TaskResultStatus.READY
    )
    if not waiting.exists():
        drain_outbox.enqueue()


def wake_if_needed(now: datetime) -> None:
    """Wake the outbox if there is something to do: a reminder comes due by itself."""
    if something_unheard(now) or needs_a_drain(now):
        wake()
