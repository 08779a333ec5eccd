"""Tells Django of this way out, and the outbox that mail carries its messages."""

from django.apps import AppConfig


class EmailConfig(AppConfig):
    """Email."""

    name = "zusanli.exchange.email"
    label = "email"

    def ready(self) -> None:
        """Carry messages."""
        # Models are there only from here on.
        from zusanli.clinic.outbox.carriers import carry_by  # noqa: PLC0415
        from zusanli.exchange.email.carrier import carry  # noqa: PLC0415

        carry_by(carry)
