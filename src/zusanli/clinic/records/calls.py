"""People who asked to be called, until somebody has called them."""

from datetime import datetime

from django.db.models import QuerySet

from zusanli.clinic.records.models import CallRequest


def calls_to_make() -> QuerySet[CallRequest]:
    """Give who waits for a call: emergencies first, then who has waited longest."""
    waiting = CallRequest.objects.filter(called_at=None).select_related("intake")
    return waiting.order_by("-emergency", "asked_at", "pk")


def mark_called(call: int, *, by: str, now: datetime) -> bool:
    """Record that somebody was called; False if another had recorded it before."""
    waiting = CallRequest.objects.filter(pk=call, called_at=None)
    return bool(waiting.update(called_at=now, called_by=by))
