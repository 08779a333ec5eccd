"""Tells Django of this room."""

from django.apps import AppConfig


class EnquiriesConfig(AppConfig):
    """Enquiries."""

    name = "zusanli.clinic.enquiries"
    label = "enquiries"
