"""Tells Django of this room."""

from django.apps import AppConfig


class GoalsConfig(AppConfig):
    """Goals."""

    name = "zusanli.clinic.goals"
    label = "goals"
