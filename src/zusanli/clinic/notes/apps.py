"""Tells Django of this room."""

from django.apps import AppConfig


class NotesConfig(AppConfig):
    """Notes."""

    name = "zusanli.clinic.notes"
    label = "notes"
