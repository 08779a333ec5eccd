"""Tells Django of this room."""

from django.apps import AppConfig


class ConsentsConfig(AppConfig):
    """Consents."""

    name = "zusanli.clinic.consents"
    label = "consents"
