"""Tells Django of this room."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """Records."""

    name = "zusanli.clinic.records"
    label = "records"
