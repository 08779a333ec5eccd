"""What the worker does for the outbox. A task bears no argument, and so nobody's data."""

import logging
from datetime import UTC, datetime

from django_tasks import task

from zusanli.clinic.outbox.carriers import the_carrier
from zusanli.clinic.outbox.draining import drain, needs_a_drain

log = logging.getLogger("zusanli.outbox")


@task()
def drain_outbox() -> int:
    """Send what is due, batch by batch, and give how many messages were taken up."""
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


def enqueue_if_needed(now: datetime) -> bool:
    """Have the outbox drained if there is something to do: reminders come due by themselves."""
    if not needs_a_drain(now):
        return False
    drain_outbox.enqueue()
    return True
