"""Tells Django of this room."""

from django.apps import AppConfig


class BookingConfig(AppConfig):
    """Booking."""

    name = "zusanli.clinic.booking"
    label = "booking"
