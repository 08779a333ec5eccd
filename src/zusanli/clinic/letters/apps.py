"""Tells Django of this room."""

from django.apps import AppConfig


class LettersConfig(AppConfig):
    """Letters."""

    name = "zusanli.clinic.letters"
    label = "letters"
