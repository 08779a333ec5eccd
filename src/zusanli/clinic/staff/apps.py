"""Tells Django of this room."""

from django.apps import AppConfig


class StaffConfig(AppConfig):
    """Staff."""

    name = "zusanli.clinic.staff"
    label = "staff"
