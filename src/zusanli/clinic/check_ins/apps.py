"""Tells Django of this room."""

from django.apps import AppConfig


class CheckInsConfig(AppConfig):
    """Check-ins."""

    name = "zusanli.clinic.check_ins"
    label = "check_ins"
