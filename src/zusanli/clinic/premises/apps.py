"""Tells Django of this room."""

from django.apps import AppConfig


class PremisesConfig(AppConfig):
    """Premises."""

    name = "zusanli.clinic.premises"
    label = "premises"
