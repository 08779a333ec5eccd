"""Tells Django of this room."""

from django.apps import AppConfig


class ErasureConfig(AppConfig):
    """Keeping and erasing."""

    name = "zusanli.clinic.erasure"
    label = "erasure"
