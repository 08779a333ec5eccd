"""Tells Django of this room."""

from django.apps import AppConfig


class OwnDataConfig(AppConfig):
    """Own data."""

    name = "zusanli.clinic.own_data"
    label = "own_data"
