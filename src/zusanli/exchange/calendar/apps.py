"""Tells Django of this way out."""

from django.apps import AppConfig


class CalendarConfig(AppConfig):
    """Calendar."""

    name = "zusanli.exchange.calendar"
    label = "calendar"
