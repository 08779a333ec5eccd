"""Tells Django of this room."""

from django.apps import AppConfig


class ReceiptsConfig(AppConfig):
    """Receipts."""

    name = "zusanli.clinic.receipts"
    label = "receipts"
