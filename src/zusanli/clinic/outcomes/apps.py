"""Tells Django of this room."""

from django.apps import AppConfig


class OutcomesConfig(AppConfig):
    """Outcomes."""

    name = "zusanli.clinic.outcomes"
    label = "outcomes"
