"""The outbox is woken by what it has to tell, when that is committed."""

from django.db import transaction
from django.db.models import Model
from django.db.models.signals import post_save

from zusanli.clinic.booking.models import Event
from zusanli.clinic.outbox.models import Message
from zusanli.clinic.outbox.tasks import wake
from zusanli.clinic.records.models import CallRequest

NEWS: tuple[type[Model], ...] = (Event, CallRequest, Message)


def listen() -> None:
    """Wake up at each new row that may have to be told of."""
    for model in NEWS:
        post_save.connect(_on_news, sender=model, dispatch_uid=f"outbox {model.__name__}")


def _on_news(*, instance: Model, created: bool, **_more: object) -> None:
    later = isinstance(instance, Message) and instance.due_at > instance.written_at
    if created and not later:
        # Where this fails the worker's next round finds the same; what happened stands anyway.
        transaction.on_commit(wake, robust=True)
