"""
`/metrics/`: numbers for whoever watches over the server, in the text format of Prometheus.

Counts only: no name, no number of a record, no address. Read from this machine, or with the token
in `ZUSANLI_METRICS_TOKEN`, sent as `Authorization: Bearer ...`.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import accumulate
from secrets import compare_digest
from typing import TypeAlias

from django.conf import settings
from django.db.models import Count
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from zusanli.clinic.booking.models import Appointment, State
from zusanli.clinic.outbox.models import Message
from zusanli.clinic.outbox.models import State as Sending
from zusanli.version import ENGINE_VERSION
from zusanli.web.access import anyone
from zusanli.web.served.counts import CLASSES, SECONDS, Served, counts

FORM = "text/plain; version=0.0.4; charset=utf-8"
THIS_MACHINE = frozenset(("127.0.0.1", "::1"))
OF_A_PROXY = ("X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "Forwarded", "Via")
"""A proxy on this machine asks from this machine too, for anybody."""
OPEN = (Sending.WAITING, Sending.SENDING, Sending.IN_DOUBT, Sending.FAILED)
Sample: TypeAlias = tuple[str, dict[str, str], float]
"""What follows the name of the metric, its labels, and the number."""


@anyone
@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponseBase:
    """Show the numbers to whoever may see them."""
    if not _may_read(request):
        says = "Read from this machine, or with the token in ZUSANLI_METRICS_TOKEN.\n"
        return HttpResponse(says, status=403, content_type="text/plain")
    lines = _lines(now=datetime.now(UTC))
    return HttpResponse("\n".join(lines) + "\n", content_type=FORM)


def _may_read(request: HttpRequest) -> bool:
    sent = request.headers.get("Authorization", "").removeprefix("Bearer ").encode()
    wanted = str(settings.METRICS_TOKEN).encode()
    if wanted and compare_digest(sent, wanted):
        return True
    from_here = request.META.get("REMOTE_ADDR") in THIS_MACHINE
    return from_here and not any(name in request.headers for name in OF_A_PROXY)


def _lines(*, now: datetime) -> Iterator[str]:
    served = list(counts().served())
    yield from _metric("info", "gauge", "The version that runs.", [("", _versions(), 1)])
    says = "Requests of all workers since the start, by page and class of status."
    yield from _metric("requests_total", "counter", says, _by_class(served))
    says = "How long requests took, in seconds."
    yield from _metric("request_seconds", "histogram", says, _by_duration(served))
    says = "Tasks of the worker, by how they stand; done ones are forgotten after two days."
    yield from _metric("tasks", "gauge", says, _tasks())
    says = "Messages that nobody has yet, by how they stand; settled ones are left out."
    yield from _metric("messages", "gauge", says, _messages())
    coming = Appointment.objects.filter(state=State.BOOKED, starts_at__gt=now).count()
    yield from _metric("visits_to_come", "gauge", "Booked visits to come.", [("", {}, coming)])


def _versions() -> dict[str, str]:
    return {"engine": ENGINE_VERSION}


def _by_class(served: Iterable[Served]) -> Iterator[Sample]:
    for each in served:
        for status, number in zip(CLASSES, each.by_class, strict=True):
            if number:
                yield "", {"route": each.route, "status": status}, number


def _by_duration(served: Iterable[Served]) -> Iterator[Sample]:
    bounds = (*map(str, SECONDS), "+Inf")
    for each in served:
        route = {"route": each.route}
        up_to = list(accumulate(each.by_duration))
        for bound, number in zip(bounds, up_to, strict=True):
            yield "_bucket", {**route, "le": bound}, number
        yield "_sum", route, round(each.seconds, 6)
        yield "_count", route, up_to[-1]


def _tasks() -> Iterator[Sample]:
    told = dict(DBTaskResult.objects.values_list("status").annotate(many=Count("pk")))
    for status in (TaskResultStatus.READY, TaskResultStatus.RUNNING, TaskResultStatus.FAILED):
        yield "", {"status": status.lower()}, told.get(status, 0)


def _messages() -> Iterator[Sample]:
    unsettled = Message.objects.filter(state__in=OPEN, settled_at=None)
    told = dict(unsettled.values_list("state").annotate(many=Count("pk")))
    for state in OPEN:
        yield "", {"state": state}, told.get(state, 0)


def _metric(name: str, kind: str, says: str, samples: Iterable[Sample]) -> Iterator[str]:
    whole = f"zusanli_{name}"
    yield f"# HELP {whole} {says}"
    yield f"# TYPE {whole} {kind}"
    for ending, labels, number in samples:
        # Our labels are names of our own pages and states: none holds a quotation mark.
        told = ",".join(f'{label}="{value}"' for label, value in labels.items())
        yield f"{whole}{ending}{{{told}}} {number}" if told else f"{whole}{ending} {number}"
