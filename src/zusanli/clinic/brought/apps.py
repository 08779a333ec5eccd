"""Tells Django of this room."""

from django.apps import AppConfig


class BroughtConfig(AppConfig):
    """What was brought."""

    name = "zusanli.clinic.brought"
    label = "brought"
