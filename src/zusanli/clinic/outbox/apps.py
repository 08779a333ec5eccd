"""Tells Django of this room."""

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    """Outbox."""

    name = "zusanli.clinic.outbox"
    label = "outbox"

    def ready(self) -> None:
        """Be woken when there is something to tell."""
        # Models are there only from here on.
        from zusanli.clinic.outbox.waking import listen  # noqa: PLC0415

        listen()
