"""Tells Django of this room."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Pages."""

    name = "zusanli.web"
    label = "web"
