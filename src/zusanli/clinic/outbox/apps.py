"""Tells Django of this room."""

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    """Outbox."""

    name = "zusanli.clinic.outbox"
    label = "outbox"
